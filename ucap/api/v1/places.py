"""Cities and organisations."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from rest_framework import serializers

from cities.models import Organisation
from cities.models.organisations import OrganisationKind
from ucap.api.v1.fields import ChangedField, LinesField, NumberField, PageField
from ucap.api.v1.links import CityLink, Counts, CountsWithSummaries, NamedLink


class CountryOfCity(serializers.Serializer):
    """A country."""

    code = serializers.CharField(help_text="ISO 3166-1 alpha-2 code.")
    name = serializers.CharField()


class CityRecord(serializers.Serializer):
    """A partner city, or a place that only hosted something."""

    slug = serializers.CharField()
    url = PageField()
    name = serializers.CharField()
    other_names = LinesField()
    country = CountryOfCity()
    province = serializers.CharField()
    latitude = NumberField()
    longitude = NumberField()
    population = serializers.IntegerField(allow_null=True)
    area_km2 = NumberField()
    figures_source = serializers.CharField(help_text="Where population and area come from.")
    counts = CountsWithSummaries(source="*")
    last_modified = ChangedField()


class OrganisationRecord(serializers.Serializer):
    """One body, once, whatever the documents call it."""

    slug = serializers.CharField()
    url = PageField()
    name = serializers.CharField()
    other_names = LinesField()
    kind = serializers.ChoiceField(OrganisationKind.choices)
    city = CityLink(allow_null=True, help_text="Its seat, where that is known.")
    part_of = NamedLink(allow_null=True)
    counts = Counts(source="*")
    last_modified = ChangedField()


def cities(records: QuerySet[Any]) -> Any:
    """Cities with all that their record tells: one query."""
    return records.select_related("country").counted()  # type: ignore[attr-defined]


def organisations(records: QuerySet[Any]) -> Any:
    """Organisations with all that their record tells: two queries."""
    whole = Prefetch("part_of", Organisation.objects.shown())
    return records.select_related("city__country").prefetch_related(whole).counted()  # type: ignore[attr-defined]
