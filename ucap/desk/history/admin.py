"""What history adds to the admin pages of a record."""

from typing import Any

from django.contrib import admin
from django.http import Http404, HttpRequest

from browse.history.parts import is_tracked
from ucap.desk.history import reasons


class HistoryAdmin(admin.ModelAdmin):
    """Forms ask for the reason of a change; the “History” page shows every version."""

    # Reasons: the field is no part of the fieldsets, but stands beside the buttons

    def get_form(self, request, obj=None, change=False, **kwargs):
        """The form of the model with the reason for the change."""
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {reasons.NAME: reasons.ReasonField()})

    def get_fields(self, request, obj=None):
        """The fields of the record."""
        return [name for name in super().get_fields(request, obj) if name != reasons.NAME]

    def save_form(self, request, form, change):
        """Say in the history why, before anything is saved."""
        reasons.keep(form.cleaned_data.get(reasons.NAME, ""))
        return super().save_form(request, form, change)

    def delete_view(self, request, object_id, extra_context=None):
        """The page that deletes a record, with the reason."""
        if request.method == "POST":
            reasons.keep(reasons.posted(request))
        return super().delete_view(request, object_id, extra_context)

    def changelist_view(self, request, extra_context=None):
        """The list; what its actions do to many records at once says so in the history."""
        if request.method == "POST" and request.POST.get("action"):
            reasons.keep(reasons.posted(request), "bulk")
        return super().changelist_view(request, extra_context)

    # History

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Every version of the record, of one that is gone, too; a 404 for one that never was."""
        from ucap.desk.history.views import RecordPage

        if not is_tracked(self.model):
            return super().history_view(request, object_id, extra_context)
        if not (object_id.isdecimal() and len(object_id) < 19):
            raise Http404
        return RecordPage.as_view()(request, model=self.model, pk=int(object_id))
