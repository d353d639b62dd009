"""Activities and pilots in Django admin."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

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
from ucap.desk.admin.base import RecordAdmin
from ucap.desk.entry.links import ActivityForm, LinkedAdmin, OutcomeForm, PilotForm
from ucap.desk.entry.numbered import NumberedFormSet


class ActivityCityInline(admin.TabularInline):
    """Cities of an activity."""

    model = ActivityCity
    autocomplete_fields = ["city"]
    extra = 0


class ActivityOrganisationInline(admin.TabularInline):
    """Organisations of an activity."""

    model = ActivityOrganisation
    autocomplete_fields = ["organisation"]
    extra = 0


class ActivityThemeInline(admin.TabularInline):
    """Themes of an activity."""

    model = ActivityTheme
    autocomplete_fields = ["theme"]
    extra = 0


class OutcomeInline(admin.StackedInline):
    """Outcomes of an activity."""

    model = Outcome
    form = OutcomeForm
    formset = NumberedFormSet
    autocomplete_fields = ["cities", "organisations"]
    fields = [("kind", "position"), "text", ("cities", "organisations")]
    extra = 0


class ActivityRelationInline(admin.TabularInline):
    """Activities that belong with one."""

    model = ActivityRelation
    fk_name = "source"
    autocomplete_fields = ["target"]
    extra = 0


@admin.register(Activity)
class ActivityAdmin(LinkedAdmin, RecordAdmin):
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
        (_("On the portal"), {"fields": ["slug", "status"]}),
    )
    linked_inlines = (OutcomeInline, ActivityRelationInline)

    list_display = ["title", "dates", "kind", "mode", "status"]
    list_filter = ["status", "kind", "mode", "themes"]
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


class PilotCityInline(admin.TabularInline):
    """Cities of a pilot."""

    model = PilotCity
    autocomplete_fields = ["city"]
    extra = 0


class PilotOrganisationInline(admin.TabularInline):
    """Organisations of a pilot."""

    model = PilotOrganisation
    autocomplete_fields = ["organisation"]
    extra = 0


class PilotThemeInline(admin.TabularInline):
    """Themes of a pilot."""

    model = PilotTheme
    autocomplete_fields = ["theme"]
    extra = 0


class PilotRelationInline(admin.TabularInline):
    """Pilots that belong with one."""

    model = PilotRelation
    fk_name = "source"
    autocomplete_fields = ["target"]
    extra = 0


@admin.register(PilotProject)
class PilotProjectAdmin(LinkedAdmin, RecordAdmin):
    """Pilot projects. The inlines of links are for those who may only look."""

    linked_form = PilotForm
    linked_fieldsets = (
        (_("What is proposed"), {"fields": ["title", ("kind", "stage"), "when"]}),
        (
            _("Who and where"),
            {"fields": ["city_names", "organisation_names", "location_text"]},
        ),
        (_("What it is about"), {"fields": ["description", "theme_names", "funding"]}),
        (_("On the portal"), {"fields": ["slug", "status"]}),
    )
    linked_inlines = (PilotRelationInline,)

    list_display = ["title", "kind", "stage", "dates", "status"]
    list_filter = ["status", "kind", "stage", "themes"]
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

    list_filter = ["theme", "basis"]
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

    list_filter = ["theme", "basis"]
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
