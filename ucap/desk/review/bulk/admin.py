"""Changes of many records as actions of Django admin's lists."""

import re
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from ucap.desk.review.bulk.asking import Asking
from ucap.desk.review.bulk.export import COLUMNS, csv_response
from ucap.desk.review.bulk.kinds import Bulk

KEY = re.compile(r"[0-9]{1,18}")
"""A primary key, as a ticked box sends it."""


class BulkActions(admin.ModelAdmin):
    """A `ModelAdmin` whose list offers the changes in `bulk` to those who may, and the export."""

    bulk: tuple[Bulk, ...] = ()

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Django's actions and the desk's."""
        actions: dict[str, Any] = super().get_actions(request)
        if not self._lists(request):
            return actions
        for bulk in self.bulk:
            if bulk.permitted(self.model, request.user):
                actions[bulk.name] = (asked(bulk), bulk.name, f"{bulk.label}…")
        if self.model in COLUMNS:
            actions["export"] = (export, "export", _("Export as CSV"))
        return actions

    def response_action(
        self, request: HttpRequest, queryset: QuerySet, *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        """What Django answers; what is no ticked box of this list chooses nothing."""
        ticked = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if all(KEY.fullmatch(key) for key in ticked):
            return super().response_action(request, queryset, *args, **kwargs)
        self.message_user(request, _("Choose records by their boxes."), messages.ERROR)
        return redirect(request.get_full_path())

    def _lists(self, request: HttpRequest) -> bool:
        """Whether this is the list itself, not one in a pop-up window to choose from."""
        return "_popup" not in request.GET and self.has_view_permission(request)


def asked(bulk: Bulk) -> Any:
    """The action of a list that asks before `bulk` is done."""

    def action(
        options: admin.ModelAdmin, request: HttpRequest, records: QuerySet
    ) -> HttpResponse | None:
        return Asking(bulk, options, request, records).answer()

    return action


def export(
    options: admin.ModelAdmin, request: HttpRequest, records: QuerySet
) -> StreamingHttpResponse:
    """The action of a list that gives its records as a file."""
    return csv_response(request, options.model, records)
