"""Cities, organisations and vocabularies in Django admin."""

from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from browse.facets import number_of
from cities import upward
from cities.models import SDG, City, Country, Organisation, Theme, UrbanAgendaTopic
from ucap.desk.admin.base import PublicAdmin, RecordAdmin
from ucap.desk.merge.admin import MergeableAdmin
from ucap.desk.review.bulk.kinds import SET_KIND
from ucap.desk.review.filters import common


def counted(number: int, listing: str, parameter: str, slug: str) -> str:
    """A number that leads to the list of what it counts."""
    if not number:
        return "0"
    address = reverse(f"admin:{listing}_changelist", query={parameter: slug})
    return format_html('<a href="{}">{}</a>', address, number)


@admin.register(Country)
class CountryAdmin(RecordAdmin):
    """Countries."""

    list_display = ["name", "code", "region"]
    list_filter = ["region"]
    search_fields = ["name", "code"]


@admin.register(City)
class CityAdmin(MergeableAdmin, PublicAdmin):
    """Cities and other places."""

    list_display = ["name", "country", "province", "summaries", "activities", "pilots"]
    list_filter = [
        "country__region",
        ("country", admin.RelatedOnlyFieldListFilter),
        common("summary", "side_links__side__summary", _("summary"), name="short_title"),
    ]
    list_select_related = ["country"]
    search_fields = ["name", "search_text"]
    autocomplete_fields = ["country"]
    prepopulated_fields = {"slug": ["name"]}

    def for_list(self, queryset: QuerySet) -> QuerySet:
        """With how many records name each, drafts too."""
        return queryset.annotate(
            summary_number=number_of(City, upward.CITY_SUMMARY, Q()),
            activity_number=number_of(City, upward.CITY_ACTIVITY, Q()),
            pilot_number=number_of(City, upward.CITY_PILOT, Q()),
        )

    @admin.display(description=_("summaries"), ordering="summary_number")
    def summaries(self, city: Any) -> str:
        """How many summaries name it, as a link to them."""
        return counted(city.summary_number, "summaries_summary", "city", city.slug)

    @admin.display(description=_("activities"), ordering="activity_number")
    def activities(self, city: Any) -> str:
        """How many activities name it, as a link to them."""
        return counted(city.activity_number, "pilots_activity", "city", city.slug)

    @admin.display(description=_("pilots"), ordering="pilot_number")
    def pilots(self, city: Any) -> str:
        """How many pilots name it, as a link to them."""
        return counted(city.pilot_number, "pilots_pilotproject", "city", city.slug)


@admin.register(Organisation)
class OrganisationAdmin(MergeableAdmin, PublicAdmin):
    """Organisations."""

    list_display = ["name", "kind", "city", "part_of", "activities", "pilots"]
    list_filter = ["kind", common("city", "city", _("seat"))]
    bulk = (SET_KIND,)
    list_select_related = ["city", "part_of"]
    search_fields = ["name", "search_text"]
    autocomplete_fields = ["city", "part_of"]
    prepopulated_fields = {"slug": ["name"]}

    def for_list(self, queryset: QuerySet) -> QuerySet:
        """With how many records name each, drafts too."""
        return queryset.annotate(
            activity_number=number_of(Organisation, upward.ORGANISATION_ACTIVITY, Q()),
            pilot_number=number_of(Organisation, upward.ORGANISATION_PILOT, Q()),
        )

    @admin.display(description=_("activities"), ordering="activity_number")
    def activities(self, organisation: Any) -> int:
        """How many activities name it."""
        return organisation.activity_number

    @admin.display(description=_("pilots"), ordering="pilot_number")
    def pilots(self, organisation: Any) -> int:
        """How many pilots name it."""
        return organisation.pilot_number


@admin.register(Theme)
class ThemeAdmin(PublicAdmin):
    """Themes."""

    list_display = ["name", "colour"]
    search_fields = ["name", "other_names"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(SDG)
class SDGAdmin(RecordAdmin):
    """Sustainable Development Goals."""

    list_display = ["number", "title", "colour"]
    list_display_links = ["number", "title"]
    search_fields = ["number", "title"]


@admin.register(UrbanAgendaTopic)
class UrbanAgendaTopicAdmin(RecordAdmin):
    """Topics of the EU Urban Agenda."""

    list_display = ["name"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
