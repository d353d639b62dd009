"""What every admin page of the desk has in common."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet, TextField, Value
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from browse.publishing import Status
from browse.text import fold
from ucap.desk.conflicts.admin import NoSilentOverwrite
from ucap.desk.deleting import DeletingAdmin
from ucap.desk.history.admin import HistoryAdmin
from ucap.desk.labels import LoadedTogether
from ucap.desk.quality.admin import QualityAdmin
from ucap.desk.review import addresses
from ucap.desk.review.bulk.admin import BulkActions
from ucap.desk.review.preview import is_shown

FEW = 3
"""How many names stand in one cell of a list."""


class RecordAdmin(NoSilentOverwrite, LoadedTogether, DeletingAdmin, HistoryAdmin, QualityAdmin):
    """A `ModelAdmin` of the desk: its lists say how many records each filter would leave.

    Models with a `search_text` are searched in it, folded as it is, so that
    “malaga” finds Málaga.
    """

    show_facets = admin.ShowFacets.ALWAYS
    empty_value_display = "–"
    list_per_page = 50
    change_list_template = "desk/review/change_list.html"

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """Records in whose folded text every word stands; else as Django searches."""
        if "search_text" not in self.search_fields:
            return super().get_search_results(request, queryset, search_term)
        for word in search_term.split():
            folded = fold(Value(word, output_field=TextField()))
            queryset = queryset.filter(search_text__contains=folded)
        return queryset, False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The list, named by what it lists."""
        title = capfirst(self.model._meta.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def for_list(self, queryset: QuerySet) -> QuerySet:
        """`queryset` with what the columns of the list need beside the table itself."""
        return queryset

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """All records; with what the columns need on the page of the list only."""
        records = super().get_queryset(request)
        match = request.resolver_match
        listing = match is not None and (match.url_name or "").endswith("_changelist")
        return self.for_list(records) if listing else records


class PublicAdmin(BulkActions, RecordAdmin):
    """The admin of records with a public page: it leads there, or to the preview."""

    change_form_template = "desk/review/change_form.html"

    def view_on_site(self, record: Any) -> str:
        """The public page, where the public sees the record; else its preview."""
        public = record.get_absolute_url()
        return public if self.is_public(record) else addresses.preview(public)

    def is_public(self, record: Any) -> bool:
        """Whether the public sees the record."""
        return is_shown(record)


class ReviewedAdmin(PublicAdmin):
    """The admin of records that are published: their status changes on pages of its own."""

    readonly_fields: Any = ("status",)

    def is_public(self, record: Any) -> bool:
        """Whether the record is published."""
        return record.status == Status.PUBLISHED

    @admin.display(description=_("status"), ordering="status")
    def status_chip(self, record: Any) -> str:
        """The status as a quiet chip with its word."""
        return format_html(
            '<span class="status status-{}">{}</span>', record.status, record.get_status_display()
        )


def names_of(values: list[Any]) -> str:
    """A few names for a cell, and how many more there are; each once."""
    names = list(dict.fromkeys(str(value) for value in values))
    told = ", ".join(names[:FEW])
    return f"{told} +{len(names) - FEW}" if len(names) > FEW else told
