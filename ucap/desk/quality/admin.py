"""What quality adds to the admin pages of a record."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from ucap.desk.quality.attention import needs_of
from ucap.desk.quality.filters import NeedsFilter
from ucap.desk.quality.rules import of_model


class QualityAdmin(admin.ModelAdmin):
    """Lists can be filtered by what records need; a record's page says what it needs."""

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        """The filters of the list, and the rules of the model if it has any."""
        return [*super().get_list_filter(request), *([NeedsFilter] if of_model(self.model) else [])]

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """The form of a record, with what the record needs."""
        if obj is not None:
            context["needs"] = needs_of(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)
