"""What looks like a slip in the table of sides, the period and the contact."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from django.contrib.humanize.templatetags.humanize import apnumber
from django.utils.text import get_text_list

from ucap.reading.records import sides
from ucap.reading.records.draft import Draft, DraftSide, ProposedNote
from ucap.reading.records.known import Known, Named
from ucap.reading.understood import Side, Span, Understood
from ucap.summaries.models import Part

UNLIKE = 0.05
"""How far a figure may be from the known one, as a share of it, before anybody is told."""

_DECIMAL_COMMA = re.compile(r"^\d+,\d+\s*(?:mio|mln|million)", re.IGNORECASE)
_MARKED = re.compile(r"^\d{1,3}[.,]\d{3}(?!\d)")
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_YEARS = re.compile(
    r"\W*(?:(?:from|between)\s+)?\d{4}\s*(?:[–—-]|to|until|till|and)\s*\d{4}\W*", re.IGNORECASE
)
_RUN_IN = re.compile(r"[A-Z0-9-]{2,}_+[a-z][\w.+-]*@")


def notes(understood: Understood, draft: Draft, known: Known) -> Iterator[ProposedNote]:
    """The proposed notes on both sides, on the period and on the contact."""
    for read, drafted in zip(understood.sides, draft.sides, strict=True):
        yield from _cities(read, drafted)
        yield from _province(read, drafted, known)
        yield from _countries(read, drafted, known)
        yield from _population(read, drafted, known)
        yield from _size(read, drafted, known)
    yield from _period(understood.period, draft)
    yield from _contact(understood.contact, draft)


def _cities(read: Side, drafted: DraftSide) -> Iterator[ProposedNote]:
    printed = read.cities
    names = [city.printed for city in drafted.cities]
    for one, other in pairwise(names):
        if re.search(rf"{re.escape(one)}\s+{re.escape(other)}", printed.text):
            yield ProposedNote(
                Part.CITIES,
                f"A comma is missing between {one} and {other}.",
                f"Read as two cities, {apnumber(len(names))} in all.",
                span=printed,
            )
    if printed.text.rstrip().endswith(","):
        yield ProposedNote(
            Part.CITIES,
            f"The list ends in a comma, “{printed.text.strip()}”, as if a city were missing.",
            f"Only what is printed is linked: {get_text_list(names, 'and')}.",
            span=printed,
        )


def _province(read: Side, drafted: DraftSide, known: Known) -> Iterator[ProposedNote]:
    pieces = sides.pieces(read.province.text)
    named = sides.countries(read.province.text, known)
    if pieces and len(named) == len(pieces):
        names = get_text_list([country.name for country in named], "and")
        stand = "A country stands" if len(named) == 1 else "Countries stand"
        yield ProposedNote(
            Part.PROVINCE,
            f"{stand} under “Province”: {names}.",
            "Printed text kept; provinces come from the portal’s own reference data.",
            span=read.province,
        )
    elif 1 < len(pieces) < len(drafted.cities):
        yield ProposedNote(
            Part.PROVINCE,
            f"The side has {apnumber(len(drafted.cities))} cities, but only "
            f"{apnumber(len(pieces))} provinces.",
            "Printed text kept.",
            span=read.province,
        )


def _countries(read: Side, drafted: DraftSide, known: Known) -> Iterator[ProposedNote]:
    pieces = sides.pieces(read.country.text)
    named = sides.countries(read.country.text, known)
    codes = [city.country for city in drafted.cities]
    if all(codes):
        for country in named:
            if country.country not in codes:
                yield ProposedNote(
                    Part.COUNTRY,
                    f"{country.name} is listed, but no city of this side is in it.",
                    f"Printed list kept; no city is linked to {country.name}.",
                    span=read.country,
                )
    if len(pieces) > len(drafted.cities) and not all(codes):
        yield ProposedNote(
            Part.COUNTRY,
            f"There are {apnumber(len(pieces))} countries beside "
            f"{apnumber(len(drafted.cities))} cities.",
            "Printed list kept.",
            span=read.country,
        )
    if pieces and len(named) == len(pieces):
        yield from _left_out(read.country, drafted, named, known)


def _left_out(
    printed: Span, drafted: DraftSide, named: Sequence[Named], known: Known
) -> Iterator[ProposedNote]:
    """The cities whose country is not among those printed."""
    there = {country.country for country in named}
    names = {country.country: country.name for country in known.countries}
    for city in drafted.cities:
        if city.country in names and city.country not in there:
            yield ProposedNote(
                Part.COUNTRY,
                f"{city.printed} is in {names[city.country]}, which is not listed.",
                "Printed list kept; the city has its country from the reference data.",
                span=printed,
            )


def _population(read: Side, drafted: DraftSide, known: Known) -> Iterator[ProposedNote]:
    printed, people = read.population, drafted.population
    if people is not None and _DECIMAL_COMMA.match(printed.text):
        yield ProposedNote(
            Part.POPULATION,
            f"“{printed.text}” has a decimal comma.",
            f"Read as {_grouped(people)} people.",
            span=printed,
        )
    yield from _of_one_city(Part.POPULATION, printed, drafted)
    if city := _only(drafted, known):
        named = f"population that is known of {city.name}"
        yield from _unlike(Part.POPULATION, printed, people, city.population, named)


def _size(read: Side, drafted: DraftSide, known: Known) -> Iterator[ProposedNote]:
    printed, area = read.size, drafted.area_km2
    if area is not None and _MARKED.match(printed.text):
        yield ProposedNote(
            Part.SIZE,
            f"The mark in “{printed.text}” may be one for thousands or for a fraction.",
            f"Read as {_grouped(area)} km².",
            span=printed,
        )
    yield from _of_one_city(Part.SIZE, printed, drafted)
    if city := _only(drafted, known):
        named = f"area that is known of {city.name}"
        yield from _unlike(Part.SIZE, printed, area, city.area_km2, named, " km²")


def _of_one_city(part: str, printed: Span, drafted: DraftSide) -> Iterator[ProposedNote]:
    """A figure of one city on a side that has several."""
    inside = _IN_BRACKETS.findall(printed.text)
    named = [city.printed for city in drafted.cities if city.printed in inside]
    if len(drafted.cities) > 1 and len(named) == 1:
        yield ProposedNote(
            part,
            f"The side has {apnumber(len(drafted.cities))} cities, but the figure is that of "
            f"{named[0]} only.",
            "Printed figure kept.",
            span=printed,
        )


def _period(printed: Span, draft: Draft) -> Iterator[ProposedNote]:
    if draft.period and _YEARS.fullmatch(printed.text):
        yield ProposedNote(
            Part.PERIOD,
            f"“{printed.text}” gives years and no months.",
            f"Read as {draft.period}.",
            span=printed,
        )


def _contact(printed: Span, draft: Draft) -> Iterator[ProposedNote]:
    if _RUN_IN.search(printed.text):
        yield ProposedNote(
            Part.CONTACT,
            "A name is run into the mail address by an underscore, so mail to the printed address "
            "would probably not arrive.",
            f"Read as the address {draft.email}.",
            span=printed,
        )


def _only(drafted: DraftSide, known: Known) -> Named | None:
    """The known city that has its side for itself."""
    if len(drafted.cities) != 1:
        return None
    return next((city for city in known.cities if city.key == drafted.cities[0].key), None)


def _unlike(
    part: str, printed: Span, figure: float | None, known: float | None, named: str, unit: str = ""
) -> Iterator[ProposedNote]:
    """A figure that is far from the one that is known, which is `named` in words."""
    if figure is not None and known and abs(figure - known) > UNLIKE * known:
        yield ProposedNote(
            part,
            f"“{printed.text}” is unlike the {named}, {_grouped(known)}{unit}.",
            "Printed figure kept.",
            span=printed,
        )


def _grouped(number: float) -> str:
    """A number with thin groups of thousands: 21 473."""
    return f"{number:,.10g}".replace(",", " ")
