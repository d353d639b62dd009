"""Summaries, their citations and notes in Django admin."""

from django.contrib import admin

from ucap.desk.admin.base import RecordAdmin
from ucap.desk.quality.documents import KeepsDocument
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


class SummarySideInline(admin.StackedInline):
    """The two sides of a summary."""

    model = SummarySide
    extra = 0
    max_num = 2


class SummaryThemeInline(admin.StackedInline):
    """Themes of a summary."""

    model = SummaryTheme
    autocomplete_fields = ["theme"]
    extra = 0


class SummarySDGInline(admin.TabularInline):
    """SDGs of a summary."""

    model = SummarySDG
    autocomplete_fields = ["sdg"]
    extra = 0


class SummaryTopicInline(admin.TabularInline):
    """EU Urban Agenda topics of a summary."""

    model = SummaryTopic
    autocomplete_fields = ["topic"]
    extra = 0


class ActivityCitationInline(admin.StackedInline):
    """Activities that a summary tells of."""

    model = ActivityCitation
    autocomplete_fields = ["activity"]
    extra = 0


class PilotCitationInline(admin.StackedInline):
    """Pilots that a summary tells of."""

    model = PilotCitation
    autocomplete_fields = ["pilot"]
    extra = 0


@admin.register(Summary)
class SummaryAdmin(KeepsDocument, RecordAdmin):
    """Summaries, with everything that stands in the document."""

    list_display = ["title", "kind", "period", "status"]
    list_filter = ["status", "kind", "themes"]
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


class SummaryCityInline(admin.TabularInline):
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
    list_filter = ["summary"]
    list_select_related = ["summary", "activity"]
    search_fields = ["summary__title", "activity__title", "position"]
    autocomplete_fields = ["summary", "activity"]


@admin.register(PilotCitation)
class PilotCitationAdmin(RecordAdmin):
    """Citations of pilots."""

    list_display = ["__str__", "pilot", "heading", "dates_told"]
    list_filter = ["summary"]
    list_select_related = ["summary", "pilot"]
    search_fields = ["summary__title", "pilot__title", "position"]
    autocomplete_fields = ["summary", "pilot"]


@admin.register(EditorialNote)
class EditorialNoteAdmin(RecordAdmin):
    """Editorial notes."""

    list_display = ["oddity", "summary", "part"]
    list_filter = ["summary", "part"]
    list_select_related = ["summary"]
    search_fields = ["oddity", "resolution", "slug"]
    autocomplete_fields = ["summary", "activity_citation", "pilot_citation"]


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
