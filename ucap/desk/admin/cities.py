"""Cities, organisations and vocabularies in Django admin."""

from django.contrib import admin

from cities.models import SDG, City, Country, Organisation, Theme, UrbanAgendaTopic
from ucap.desk.admin.base import RecordAdmin
from ucap.desk.merge.admin import MergeableAdmin


@admin.register(Country)
class CountryAdmin(RecordAdmin):
    """Countries."""

    list_display = ["name", "code", "region"]
    list_filter = ["region"]
    search_fields = ["name", "code"]


@admin.register(City)
class CityAdmin(MergeableAdmin, RecordAdmin):
    """Cities and other places."""

    list_display = ["name", "country", "province", "population", "area_km2"]
    list_filter = ["country"]
    list_select_related = ["country"]
    search_fields = ["name", "search_text"]
    autocomplete_fields = ["country"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Organisation)
class OrganisationAdmin(MergeableAdmin, RecordAdmin):
    """Organisations."""

    list_display = ["name", "kind", "city", "part_of"]
    list_filter = ["kind"]
    list_select_related = ["city", "part_of"]
    search_fields = ["name", "search_text"]
    autocomplete_fields = ["city", "part_of"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Theme)
class ThemeAdmin(RecordAdmin):
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
