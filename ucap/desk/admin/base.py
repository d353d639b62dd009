"""What every admin page of the desk has in common."""

from django.contrib import admin


class RecordAdmin(admin.ModelAdmin):
    """A `ModelAdmin` of the desk: its lists say how many records each filter would leave."""

    show_facets = admin.ShowFacets.ALWAYS
