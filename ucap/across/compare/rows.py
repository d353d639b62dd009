"""The rows of each kind's table: what is looked up for it, and where its numbers lead."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from browse.facets import Reaching
from browse.filtersets import BrowseFilterSet
from browse.text import Spoken
from cities import around, upward
from cities.filters import CityFilterSet
from cities.models import SDG, City, Organisation, Theme, UrbanAgendaTopic
from ucap.across.compare.held import Held
from ucap.across.compare.kinds import CITIES, SUMMARIES, Kind
from ucap.across.compare.table import Figure, Row, facts, row
from ucap.summaries.filters import SummaryFilterSet
from ucap.summaries.models import Summary

NAMES: dict[str, Spoken] = {
    "summaries": _("Summaries"),
    "activities": _("Activities"),
    "pilots": _("Pilots"),
    "cities": _("Number of cities"),
    "organisations": _("Organisations"),
}
"""What the lists are called whose numbers stand in the table, by their URL names."""

OF_ALL, OF_SUMMARIES = _("of its summaries, activities and pilots"), _("of its summaries")
CITIES_OF: dict[str, Spoken] = {
    "theme": OF_ALL,
    "summary": _("on its sides, in its activities and pilots"),
}
"""Which cities are counted, by the name of the kind."""
TERMS_OF_CITIES: dict[str, Spoken] = {"theme": OF_ALL, "sdg": OF_SUMMARIES, "topic": OF_SUMMARIES}
"""Which records the terms of a city are of, by the parameters of the list of cities."""

THEME, SDGS, TOPIC = (f"cities/_{name}.html" for name in ("theme", "sdg", "topic"))
LINK, TEXT = (f"across/compare/_{name}.html" for name in ("link", "text"))


@dataclass(frozen=True)
class Printed:
    """A figure as read from a document, and as printed there where that says it otherwise.

    `source` is a summary, or says in words where the reference data are from.
    """

    number: Any
    text: str
    source: Any


def rows(kind: Kind, records: Sequence[Any], helds: Mapping[str, Held]) -> list[Row]:
    """The table of `records`, which are of one kind; rows in which nothing stands are left out.

    `helds` are what is counted, by the URL names of the lists.
    """
    if kind is CITIES:
        before, after = _of_cities(records)
    elif kind is SUMMARIES:
        before, after = _of_summaries(records)
    else:
        before, after = _of_themes(records, helds["cities"])
    figures = [
        facts(
            NAMES[name],
            "across/compare/_figure.html",
            [[Figure(of.number(r.pk), f"{reverse(name)}?{kind.name}={r.slug}")] for r in records],
            CITIES_OF.get(kind.name, "") if name == "cities" else "",
        )
        for name, of in helds.items()
    ]
    return [line for line in [*before, *figures, *after] if line]


def _of_cities(records: Sequence[City]) -> tuple[list[Row], list[Row]]:
    """Two or three queries for the figures and partners of each city, and nine for all."""
    chosen = City.objects.filter(pk__in=[city.pk for city in records])
    populations, areas = zip(*(figures(city) for city in records), strict=True)
    before = [
        row(_("Country"), "across/compare/_country.html", [[city.country] for city in records]),
        facts(_("Province"), TEXT, [[city.province] * bool(city.province) for city in records]),
        facts(_("Population"), "across/compare/_population.html", populations),
        facts(_("Area"), "across/compare/_area.html", areas),
    ]
    organisations = Organisation.objects.shown().filter(city__in=records)
    seated: dict[Any, list[Organisation]] = {}
    for organisation in organisations:
        seated.setdefault(organisation.city_id, []).append(organisation)
    after = [
        row(
            _("Partners on the other side"), LINK, [list(around.partners(city)) for city in records]
        ),
        *_terms(CityFilterSet, chosen, records, TERMS_OF_CITIES),
        facts(_("Organisations seated there"), LINK, [seated.get(c.pk, []) for c in records]),
    ]
    return before, after


def _of_themes(records: Sequence[Theme], named: Held) -> tuple[list[Row], list[Row]]:
    """Five queries; `named` are the cities that have the themes."""
    chosen = Theme.objects.filter(pk__in=[theme.pk for theme in records])
    cities = City.objects.in_bulk(list(named.of))
    found = [[cities[pk] for pk in named.with_all([theme.pk])] for theme in records]
    after = [row(_("Cities"), LINK, found, OF_ALL)]
    for label, fragment, lookup, model in (
        (_("SDGs"), SDGS, upward.SUMMARY_SDG, SDG),
        (_("EU Urban Agenda topics"), TOPIC, upward.SUMMARY_TOPIC, UrbanAgendaTopic),
    ):
        reach = upward.named(upward.THEME_SUMMARY, lookup)
        values = values_of([reach], model._default_manager.all(), chosen)
        after.append(
            row(label, fragment, [values.get(theme.pk, []) for theme in records], OF_SUMMARIES)
        )
    return [], after


def _of_summaries(records: Sequence[Summary]) -> tuple[list[Row], list[Row]]:
    """Eight queries."""
    chosen = Summary.objects.filter(pk__in=[summary.pk for summary in records])
    cities = SummaryFilterSet.base_filters["city"]
    values = values_of(cities.reaches({}), cities.vocabulary.queryset(), chosen)
    before = [
        row(_("Kind"), TEXT, [[summary.get_kind_display()] for summary in records]),
        row(_("Period"), TEXT, [[s.period] * bool(s.period) for s in records]),
        row(_("Cities"), LINK, [values.get(s.pk, []) for s in records], _("on its sides")),
    ]
    return before, _terms(SummaryFilterSet, chosen, records, {})


def _terms(
    filterset: type[BrowseFilterSet],
    chosen: QuerySet,
    records: Iterable[Any],
    of: Mapping[str, Spoken],
) -> list[Row]:
    """The rows of themes, SDGs and topics, as the list of these records finds them.

    `of` says which records the values are of, by the name of the parameter.
    """
    found = []
    for name, label, fragment in (
        ("theme", _("Themes"), THEME),
        ("sdg", _("SDGs"), SDGS),
        ("topic", _("EU Urban Agenda topics"), TOPIC),
    ):
        item = filterset.base_filters[name]
        values = values_of(item.reaches({}), item.vocabulary.queryset(), chosen)
        columns = [values.get(record.pk, []) for record in records]
        found.append(row(label, fragment, columns, of.get(name, "")))
    return found


def values_of(
    reaches: Iterable[Reaching], vocabulary: QuerySet, records: QuerySet
) -> dict[Any, list[Any]]:
    """{primary key: values of that record, in the order of `vocabulary`}.

    A query for each reach and one for the values.
    """
    pairs = {pair for reach in reaches for pair in reach.pairs(records)}
    values = list(vocabulary.filter(pk__in={key for _pk, key in pairs}))
    return {
        pk: [value for value in values if (pk, value.pk) in pairs] for pk in {pk for pk, _ in pairs}
    }


def figures(city: City) -> tuple[list[Printed], list[Printed]]:
    """The populations and the areas of a city that its page tells.

    They are those of the sides on which it stands alone or, where there is none, from
    reference data. One query.
    """
    sides = around.sides_alone(city).prefetch_related(None)
    populations = [Printed(s.population, s.population_otherwise, s.summary) for s in sides]
    areas = [Printed(s.area_km2, s.size_otherwise, s.summary) for s in sides]
    if not sides:
        populations = [Printed(city.population, "", city.figures_source)]
        areas = [Printed(city.area_km2, "", city.figures_source)]
    return (
        [figure for figure in populations if figure.number or figure.text],
        [figure for figure in areas if figure.number or figure.text],
    )
