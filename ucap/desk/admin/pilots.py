"""Activities and pilots in Django admin."""

from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from browse.facets import number_of
from pilots.models import (
    Activity,
    ActivityCity,
    ActivityOrganisation,
    ActivityRelation,
    ActivityTheme,
    Outcome,
    PilotCity,
    PilotOrganisation,
    PilotProject,
    PilotRelation,
    PilotTheme,
)
from ucap.desk.admin.base import RecordAdmin, ReviewedAdmin, names_of
from ucap.desk.entry.links import ActivityForm, LinkedAdmin, OutcomeForm, PilotForm
from ucap.desk.entry.numbered import NumberedFormSet
from ucap.desk.guarded import StackedInline, TabularInline
from ucap.desk.merge.admin import MergeableAdmin
from ucap.desk.review.bulk.kinds import (
    PUBLISH,
    SET_KIND,
    SET_STAGE,
    WITHDRAW,
    AddTheme,
    RemoveTheme,
)
from ucap.desk.review.filters import YearFilter, common


class ActivityCityInline(TabularInline):
    """Cities of an activity."""

    model = ActivityCity
    autocomplete_fields = ["city"]
    extra = 0


class ActivityOrganisationInline(TabularInline):
    """Organisations of an activity."""

    model = ActivityOrganisation
    autocomplete_fields = ["organisation"]
    extra = 0


class ActivityThemeInline(TabularInline):
    """Themes of an activity."""

    model = ActivityTheme
    autocomplete_fields = ["theme"]
    extra = 0


class OutcomeInline(StackedInline):
    """Outcomes of an activity."""

    model = Outcome
    form = OutcomeForm
    formset = NumberedFormSet
    autocomplete_fields = ["cities", "organisations"]
    fields = [("kind", "position"), "text", ("cities", "organisations")]
    extra = 0


class ActivityRelationInline(TabularInline):
    """Activities that belong with one."""

    model = ActivityRelation
    fk_name = "source"
    autocomplete_fields = ["target"]
    extra = 0


class ToldAdmin(ReviewedAdmin):
    """The admin of what summaries tell of."""

    city_links: type[Any]

    def for_list(self, queryset: QuerySet) -> QuerySet:
        """With the cities, and how many summaries tell of each."""
        links = self.city_links.objects.select_related("city")
        number = number_of(self.model, "citations__summary", Q())
        return queryset.annotate(summary_number=number).prefetch_related(
            Prefetch("city_links", links)
        )

    @admin.display(description=_("dates"), ordering="start")
    def dates_in_words(self, record: Any) -> str:
        """The dates, as people say them."""
        return record.dates

    @admin.display(description=_("cities"))
    def city_names(self, record: Any) -> str:
        """The first of its cities."""
        return names_of([link.city for link in record.city_links.all()])

    @admin.display(description=_("told in"), ordering="summary_number")
    def summaries(self, record: Any) -> int:
        """How many summaries cite it, drafts too."""
        return record.summary_number


@admin.register(Activity)
class ActivityAdmin(LinkedAdmin, MergeableAdmin, ToldAdmin):
    """Activities. The inlines of links are for those who may only look."""

    linked_form = ActivityForm
    linked_fieldsets = (
        (_("What took place"), {"fields": ["title", ("kind", "mode"), "when", "occasion"]}),
        (
            _("Who and where"),
            {"fields": ["city_names", "organisation_names", "location_text"]},
        ),
        (
            _("What it was about"),
            {"fields": ["description", "theme_names", "pilots", "part_of", "funding"]},
        ),
        (_("On the portal"), {"fields": ["slug"]}),
    )
    linked_inlines = (OutcomeInline, ActivityRelationInline)

    city_links = ActivityCity
    list_display = [
        "title",
        "status_chip",
        "dates_in_words",
        "kind",
        "mode",
        "city_names",
        "summaries",
    ]
    list_filter = [
        "status",
        "kind",
        "mode",
        common("city", "city_links__city", _("city")),
        common("theme", "theme_links__theme", _("theme")),
        common("summary", "citations__summary", _("summary"), name="short_title"),
        YearFilter,
    ]
    bulk = (PUBLISH, WITHDRAW, AddTheme(), RemoveTheme(), SET_KIND)
    search_fields = ["title", "search_text"]
    date_hierarchy = "start"
    autocomplete_fields = ["part_of", "pilots"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [
        ActivityCityInline,
        ActivityOrganisationInline,
        ActivityThemeInline,
        OutcomeInline,
        ActivityRelationInline,
    ]


class PilotCityInline(TabularInline):
    """Cities of a pilot."""

    model = PilotCity
    autocomplete_fields = ["city"]
    extra = 0


class PilotOrganisationInline(TabularInline):
    """Organisations of a pilot."""

    model = PilotOrganisation
    autocomplete_fields = ["organisation"]
    extra = 0


class PilotThemeInline(TabularInline):
    """Themes of a pilot."""

    model = PilotTheme
    autocomplete_fields = ["theme"]
    extra = 0


class PilotRelationInline(TabularInline):
    """Pilots that belong with one."""

    model = PilotRelation
    fk_name = "source"
    autocomplete_fields = ["target"]
    extra = 0


@admin.register(PilotProject)
class PilotProjectAdmin(LinkedAdmin, MergeableAdmin, ToldAdmin):
    """Pilot projects. The inlines of links are for those who may only look."""

    linked_form = PilotForm
    linked_fieldsets = (
        (_("What is proposed"), {"fields": ["title", ("kind", "stage"), "when"]}),
        (
            _("Who and where"),
            {"fields": ["city_names", "organisation_names", "location_text"]},
        ),
        (_("What it is about"), {"fields": ["description", "theme_names", "funding"]}),
        (_("On the portal"), {"fields": ["slug"]}),
    )
    linked_inlines = (PilotRelationInline,)

    city_links = PilotCity
    list_display = [
        "title",
        "status_chip",
        "dates_in_words",
        "kind",
        "stage",
        "city_names",
        "summaries",
    ]
    list_filter = [
        "status",
        "kind",
        "stage",
        common("city", "city_links__city", _("city")),
        common("theme", "theme_links__theme", _("theme")),
        common("summary", "citations__summary", _("summary"), name="short_title"),
        YearFilter,
    ]
    date_hierarchy = "start"
    bulk = (PUBLISH, WITHDRAW, AddTheme(), RemoveTheme(), SET_KIND, SET_STAGE)
    search_fields = ["title", "search_text"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [PilotCityInline, PilotOrganisationInline, PilotThemeInline, PilotRelationInline]


class LinkAdmin(RecordAdmin):
    """Links of activities and pilots, one by one; their records' pages show them together."""

    list_display = ["__str__"]

    def get_queryset(self, request):
        """With both ends, which their names need."""
        return super().get_queryset(request).select_related(*self.autocomplete_fields)


@admin.register(ActivityCity)
class ActivityCityAdmin(LinkAdmin):
    """Cities of activities."""

    list_filter = ["role", "basis"]
    search_fields = ["city__name", "activity__title"]
    autocomplete_fields = ["activity", "city"]


@admin.register(ActivityOrganisation)
class ActivityOrganisationAdmin(LinkAdmin):
    """Organisations of activities."""

    list_filter = ["role"]
    search_fields = ["organisation__name", "activity__title", "name_printed"]
    autocomplete_fields = ["activity", "organisation"]


@admin.register(ActivityTheme)
class ActivityThemeAdmin(LinkAdmin):
    """Themes of activities."""

    list_filter = [common("theme", "theme", _("theme")), "basis"]
    search_fields = ["theme__name", "activity__title"]
    autocomplete_fields = ["activity", "theme"]


@admin.register(PilotCity)
class PilotCityAdmin(LinkAdmin):
    """Cities of pilots."""

    list_filter = ["basis"]
    search_fields = ["city__name", "pilot__title"]
    autocomplete_fields = ["pilot", "city"]


@admin.register(PilotOrganisation)
class PilotOrganisationAdmin(LinkAdmin):
    """Organisations of pilots."""

    list_filter = ["role"]
    search_fields = ["organisation__name", "pilot__title", "name_printed"]
    autocomplete_fields = ["pilot", "organisation"]


@admin.register(PilotTheme)
class PilotThemeAdmin(LinkAdmin):
    """Themes of pilots."""

    list_filter = [common("theme", "theme", _("theme")), "basis"]
    search_fields = ["theme__name", "pilot__title"]
    autocomplete_fields = ["pilot", "theme"]


@admin.register(ActivityRelation)
class ActivityRelationAdmin(LinkAdmin):
    """Related activities."""

    search_fields = ["source__title", "target__title"]
    autocomplete_fields = ["source", "target"]


@admin.register(PilotRelation)
class PilotRelationAdmin(LinkAdmin):
    """Related pilots."""

    search_fields = ["source__title", "target__title"]
    autocomplete_fields = ["source", "target"]


@admin.register(Outcome)
class OutcomeAdmin(RecordAdmin):
    """Outcomes of activities."""

    list_display = ["text", "kind", "activity"]
    list_filter = ["kind"]
    list_select_related = ["activity"]
    search_fields = ["text", "activity__title"]
    autocomplete_fields = ["activity", "cities", "organisations"]
