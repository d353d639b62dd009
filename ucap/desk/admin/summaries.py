"""Summaries, their citations and notes in Django admin."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, Q, QuerySet
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from browse.facets import number_of
from ucap.desk.admin.base import RecordAdmin, ReviewedAdmin, names_of
from ucap.desk.entry.page import OnePage
from ucap.desk.guarded import StackedInline, TabularInline
from ucap.desk.quality.documents import KeepsDocument
from ucap.desk.review.bulk.admin import BulkActions
from ucap.desk.review.bulk.kinds import PUBLISH, SET_KIND, WITHDRAW, AddTheme, RemoveTheme
from ucap.desk.review.filters import OpenFilter, PeriodYearFilter, common
from ucap.summaries.models import (
    ActivityCitation,
    EditorialNote,
    PilotCitation,
    SeedEntry,
    Summary,
    SummaryCity,
    SummarySDG,
    SummarySide,
    SummaryTheme,
    SummaryTopic,
)

OF_SUMMARY = common("of", "summary", _("summary"), name="short_title")
"""Parts of summaries by their summary; `?summary=` is Django's own, by its number."""


class SummarySideInline(StackedInline):
    """The two sides of a summary."""

    model = SummarySide
    extra = 0
    max_num = 2


class SummaryThemeInline(StackedInline):
    """Themes of a summary."""

    model = SummaryTheme
    autocomplete_fields = ["theme"]
    extra = 0


class SummarySDGInline(TabularInline):
    """SDGs of a summary."""

    model = SummarySDG
    autocomplete_fields = ["sdg"]
    extra = 0


class SummaryTopicInline(TabularInline):
    """EU Urban Agenda topics of a summary."""

    model = SummaryTopic
    autocomplete_fields = ["topic"]
    extra = 0


class ActivityCitationInline(StackedInline):
    """Activities that a summary tells of."""

    model = ActivityCitation
    autocomplete_fields = ["activity"]
    extra = 0


class PilotCitationInline(StackedInline):
    """Pilots that a summary tells of."""

    model = PilotCitation
    autocomplete_fields = ["pilot"]
    extra = 0


@admin.register(Summary)
class SummaryAdmin(OnePage, KeepsDocument, ReviewedAdmin):
    """Summaries, with everything that stands in the document.

    Editors get the page of `ucap.desk.entry`; the inlines here are for those who may only look.
    """

    readonly_fields = ("status", "document_file")

    list_display = [
        "title",
        "status_chip",
        "kind",
        "period_in_words",
        "city_names",
        "activities",
        "pilots",
    ]
    list_filter = [
        "status",
        "kind",
        common("city", "sides__city_links__city", _("city")),
        common("theme", "theme_links__theme", _("theme")),
        PeriodYearFilter,
    ]
    date_hierarchy = "period_start"
    bulk = (PUBLISH, WITHDRAW, AddTheme(), RemoveTheme(), SET_KIND)
    search_fields = ["title", "search_text"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [
        SummarySideInline,
        SummaryThemeInline,
        SummarySDGInline,
        SummaryTopicInline,
        ActivityCitationInline,
        PilotCitationInline,
    ]

    def for_list(self, queryset: QuerySet) -> QuerySet:
        """With the cities of both sides, and how many activities and pilots are cited."""
        links = SummaryCity.objects.select_related("city").order_by("side__column", "position")
        return queryset.annotate(
            activity_number=number_of(Summary, "activity_citations__activity", Q()),
            pilot_number=number_of(Summary, "pilot_citations__pilot", Q()),
        ).prefetch_related(Prefetch("sides__city_links", links))

    @admin.display(description=_("period"), ordering="period_start")
    def period_in_words(self, summary: Any) -> str:
        """The period, as people say it."""
        return summary.period or summary.period_printed

    @admin.display(description=_("cities"))
    def city_names(self, summary: Any) -> str:
        """The first cities of its sides."""
        return names_of(
            [link.city for side in summary.sides.all() for link in side.city_links.all()]
        )

    @admin.display(description=_("activities"), ordering="activity_number")
    def activities(self, summary: Any) -> int:
        """How many activities it cites, drafts too."""
        return summary.activity_number

    @admin.display(description=_("pilots"), ordering="pilot_number")
    def pilots(self, summary: Any) -> int:
        """How many pilots it cites, drafts too."""
        return summary.pilot_number


class SummaryCityInline(TabularInline):
    """Cities of a side."""

    model = SummaryCity
    autocomplete_fields = ["city"]
    extra = 0


@admin.register(SummarySide)
class SummarySideAdmin(RecordAdmin):
    """Sides of summaries, with their cities."""

    list_display = ["summary", "column", "cities_printed"]
    list_display_links = ["summary", "column"]
    list_select_related = ["summary"]
    search_fields = ["summary__title", "cities_printed"]
    autocomplete_fields = ["summary"]
    inlines = [SummaryCityInline]


@admin.register(SummaryCity)
class SummaryCityAdmin(RecordAdmin):
    """Cities of sides."""

    list_display = ["city", "side", "position"]
    list_select_related = ["city", "side__summary"]
    search_fields = ["city__name", "side__summary__title"]
    autocomplete_fields = ["city", "side"]


class TermLinkAdmin(RecordAdmin):
    """Labels of summaries, one by one."""

    list_display = ["label_printed", "summary", "position"]
    list_select_related = ["summary"]
    search_fields = ["label_printed", "summary__title"]


@admin.register(SummaryTheme)
class SummaryThemeAdmin(TermLinkAdmin):
    """Themes of summaries."""

    autocomplete_fields = ["summary", "theme"]


@admin.register(SummarySDG)
class SummarySDGAdmin(TermLinkAdmin):
    """SDGs of summaries."""

    autocomplete_fields = ["summary", "sdg"]


@admin.register(SummaryTopic)
class SummaryTopicAdmin(TermLinkAdmin):
    """EU Urban Agenda topics of summaries."""

    autocomplete_fields = ["summary", "topic"]


@admin.register(ActivityCitation)
class ActivityCitationAdmin(RecordAdmin):
    """Citations of activities."""

    list_display = ["__str__", "activity", "heading", "dates_told"]
    list_filter = [OF_SUMMARY]
    list_select_related = ["summary", "activity"]
    search_fields = ["summary__title", "activity__title", "position"]
    autocomplete_fields = ["summary", "activity"]


@admin.register(PilotCitation)
class PilotCitationAdmin(RecordAdmin):
    """Citations of pilots."""

    list_display = ["__str__", "pilot", "heading", "dates_told"]
    list_filter = [OF_SUMMARY]
    list_select_related = ["summary", "pilot"]
    search_fields = ["summary__title", "pilot__title", "position"]
    autocomplete_fields = ["summary", "pilot"]


@admin.register(EditorialNote)
class EditorialNoteAdmin(BulkActions, RecordAdmin):
    """Editorial notes."""

    list_display = ["oddity_in_short", "summary", "part", "record", "is_resolved"]
    list_filter = [OpenFilter, "part", OF_SUMMARY]
    list_select_related = ["summary"]
    search_fields = ["oddity", "search_text"]
    autocomplete_fields = ["summary", "activity_citation", "pilot_citation"]

    def for_list(self, queryset: QuerySet) -> QuerySet:
        """With the records that the notes are about."""
        return queryset.select_related(
            "summary", "activity_citation__activity", "pilot_citation__pilot"
        )

    @admin.display(description=_("what is odd"), ordering="oddity")
    def oddity_in_short(self, note: Any) -> str:
        """The beginning of what is odd."""
        return Truncator(note.oddity).words(18)

    @admin.display(description=_("about"))
    def record(self, note: Any) -> Any:
        """The activity or pilot, if it is about one."""
        return note.record

    @admin.display(description=_("resolved"), boolean=True)
    def is_resolved(self, note: Any) -> bool:
        """Whether it says how the oddity is resolved."""
        return bool(note.resolution)


@admin.register(SeedEntry)
class SeedEntryAdmin(RecordAdmin):
    """What seeding has loaded: to look at, not to change."""

    list_display = ["__str__", "object_id", "loaded_at"]
    list_filter = ["content_type"]
    list_select_related = ["content_type"]

    def has_add_permission(self, request) -> bool:
        """Seeding writes the ledger."""
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        """Seeding writes the ledger."""
        return False

    def has_delete_permission(self, request, obj=None) -> bool:
        """Seeding writes the ledger."""
        return False
