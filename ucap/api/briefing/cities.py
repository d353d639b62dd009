"""Cities in a briefing."""

from typing import Any

from django.db.models import Count, Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from cities import around, upward
from cities.filters import SDGS_OF_A_CITY, THEMES_OF_A_CITY
from cities.models import City, Organisation
from ucap.api.briefing import activities, documents, naming, notes, parts, pilots, sources
from ucap.api.briefing.document import (
    Entry,
    Fact,
    Line,
    Section,
    Table,
    fact,
    joined,
    line,
    link,
    quiet,
)
from ucap.api.briefing.limits import Gathered, gathered
from ucap.summaries.models import Part, Summary, SummaryCity, SummarySide

OF_A_PLACE = (Part.CITIES, Part.PROVINCE, Part.COUNTRY, Part.POPULATION, Part.SIZE)
"""The parts of a summary in which a note is on a place, where that has a side for itself."""


def load(cities: Any) -> Any:
    """The cities with all that an entry says: two queries besides their own."""
    sides = SummarySide.objects.annotate(size=Count("city_links")).select_related("summary")
    stands = SummaryCity.objects.filter(upward.published("side__summary"))
    ordered = stands.order_by("side__summary__sort_title", "side__summary__slug", "side__column")
    return (
        cities.select_related("country")
        .counted()
        .prefetch_related(Prefetch("side_links", ordered), Prefetch("side_links__side", sides))
    )


def subtitle(city: City) -> str:
    """Where it is, in a few words."""
    return _("City, %(country)s") % {"country": city.country}


def sections(city: Any) -> list[Section]:
    """All on a city that is loaded as `load` does. A fixed number of queries."""
    query = f"?city={city.slug}"
    summaries = gathered(
        documents.load(around.reached(city, upward.named(upward.CITY_SUMMARY, ""))),
        reverse("summaries") + query,
    )
    held = gathered(
        activities.load(
            around.reached(
                city,
                upward.named(upward.CITY_ACTIVITY, ""),
                upward.named(upward.OUTCOME_ACTIVITY, ""),
            )
        ),
        reverse("activities") + query,
    )
    proposed = gathered(
        pilots.load(around.reached(city, upward.named(upward.CITY_PILOT, ""))),
        reverse("pilots") + query,
    )
    seated = Organisation.objects.shown().filter(city=city).for_rows()
    bodies = gathered(seated, reverse("organisations") + query)
    partners = gathered(around.partners(city).select_related("country"), reverse("cities"))
    noted = (
        notes.on_citations(held.rows, proposed.rows)
        | notes.on_parts([side.summary for side in alone(city)], *OF_A_PLACE)
        | notes.on_parts(summaries.rows, Part.PERIOD)
    )
    return [
        *parts.about(_("Facts and figures"), "", (*facts(city), *terms(city))),
        *partner_table(partners),
        *parts.listing(_("Summaries"), "summaries", summaries, documents.entry),
        *parts.listing(_("Activities in order of time"), "activities", held, activities.entry),
        *parts.section(_("Pilots by theme"), "pilots", proposed, pilots.grouped(proposed.rows)),
        *organisation_table(bodies),
        *notes.section(noted),
        *sources.section(
            [*standing_in(city), *summaries.rows, *sources.told([*held.rows, *proposed.rows])]
        ),
    ]


def standing_in(city: Any) -> list[Summary]:
    """The published summaries on whose sides the city stands."""
    return [item.side.summary for item in city.side_links.all()]


def alone(city: Any) -> list[Any]:
    """The sides that the city has for itself: their printed figures are its own."""
    return [item.side for item in city.side_links.all() if item.side.size == 1]


def facts(city: Any) -> tuple[Fact, ...]:
    """Where a city is, its names and its figures, each with its source."""
    return (
        *fact(_("Country"), str(city.country)),
        *fact(_("Province"), city.province),
        *fact(_("Other names"), ", ".join(city.names)),
        *coordinates(city),
        *figures(city),
    )


def coordinates(city: City) -> tuple[Fact, ...]:
    """Where it lies on the globe."""
    if not city.coordinates:
        return ()
    source = quiet(" " + _("(WGS84; reference data of the portal)"))
    return fact(_("Coordinates"), line(city.coordinates, source))


def figures(city: Any) -> tuple[Fact, ...]:
    """Population and area as summaries print them or, where none does, from elsewhere."""
    sides = alone(city)
    if not sides:
        source = city.figures_source
        return (
            *fact(_("Population"), figure(city.population, "", source)),
            *fact(_("Area"), figure(city.area_km2, " km²", source)),
        )
    return (
        *fact(_("Population"), *(population(side) for side in sides)),
        *fact(_("Area"), *(area(side) for side in sides)),
        *fact(_("Province as printed"), *(province(side) for side in sides)),
    )


def figure(number: Any, unit: str, source: Line | str, printed: str = "") -> Line:
    """A number with its unit, how it is printed if otherwise, and who says so."""
    if number is None and not printed:
        return ()
    said = _("printed “%(text)s”") % {"text": printed} if printed else ""
    shown = f"{grouped(number)}{unit}" if number is not None else "–"
    told = joined([item for item in (line(quiet(said)), _source(source)) if item], "; ")
    return line(shown, *((quiet(" ("), *told, quiet(")")) if told else ()))


def _source(source: Line | str) -> Line:
    return source if isinstance(source, tuple) else line(quiet(source))


def grouped(number: Any) -> str:
    """A number with its thousands apart, and no zeros that mean nothing."""
    text = f"{number:,f}" if number % 1 else f"{int(number):,}"
    return text.rstrip("0") if "." in text else text


def population(side: SummarySide) -> Line:
    """How many people a summary counts."""
    return figure(side.population, "", _cited(side), side.population_otherwise)


def area(side: SummarySide) -> Line:
    """How large a summary says that it is."""
    return figure(side.area_km2, " km²", _cited(side), side.size_otherwise)


def province(side: SummarySide) -> Line:
    """Where a summary says that it lies."""
    printed = side.province_printed
    return line(printed, quiet(" ("), *_cited(side), quiet(")")) if printed else ()


def _cited(side: SummarySide) -> Line:
    return line(link(side.summary, side.summary.short_title))


def terms(city: City) -> tuple[Fact, ...]:
    """Its themes and SDGs. Two queries."""
    return (
        *fact(
            _("Themes of its summaries, activities and pilots"),
            naming.names(around.values_of(city, *THEMES_OF_A_CITY)),
        ),
        *fact(_("SDGs of its summaries"), naming.names(around.values_of(city, SDGS_OF_A_CITY))),
    )


def partner_table(partners: Gathered) -> list[Section]:
    """The cities on the other side of its summaries, and how much they share."""
    head = (_("City"), _("Country"), _("Summaries"), _("Activities"), _("Pilots"))
    rows = tuple(
        (
            line(link(city)),
            line(str(city.country)),
            line(str(city.shared_3)),
            line(str(city.shared_1)),
            line(str(city.shared_2)),
        )
        for city in partners.rows
    )
    table = Table(_("What it shares with each partner"), head, rows, frozenset({2, 3, 4}))
    return parts.section(_("Partner cities"), "partners", partners, (table,))


def organisation_table(bodies: Gathered) -> list[Section]:
    """The organisations seated in it, and how much each is in."""
    head = (_("Organisation"), _("Kind"), _("Activities"), _("Pilots"))
    rows = tuple(
        (
            line(link(body)),
            line(str(body.get_kind_display())),
            line(str(body.activity_count)),
            line(str(body.pilot_count)),
        )
        for body in bodies.rows
    )
    table = Table(_("How much each organisation is in"), head, rows, frozenset({2, 3}))
    return parts.section(_("Organisations seated there"), "organisations", bodies, (table,))


def listed(city: Any) -> Entry:
    """A city on a list of cities, with all that is known of it."""
    query = f"?city={city.slug}"
    names = (link(summary) for summary in dict.fromkeys(standing_in(city)))
    return Entry(
        title=link(city),
        anchor=f"city-{city.slug}",
        facts=(
            *facts(city),
            *fact(_("Summaries"), joined(names)),
            *fact(_("Activities"), naming.number_of(city.activity_count, "activities", query)),
            *fact(_("Pilots"), naming.number_of(city.pilot_count, "pilots", query)),
        ),
    )
