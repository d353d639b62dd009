"""What every admin page of the desk has in common."""

from django.contrib import admin

from ucap.desk.conflicts.admin import NoSilentOverwrite
from ucap.desk.labels import LoadedTogether


class RecordAdmin(NoSilentOverwrite, LoadedTogether, admin.ModelAdmin):
    """A `ModelAdmin` of the desk: its lists say how many records each filter would leave."""

    show_facets = admin.ShowFacets.ALWAYS
