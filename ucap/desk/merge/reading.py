"""All records of a kind as the plain data that are compared: a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from browse.text import lines
from cities.models import City, Organisation
from pilots.models import Activity, PilotProject
from ucap.desk.merge.likeness import abbreviations, acronym, words
from ucap.desk.merge.scores import Body, Event, Name, Place


def bodies() -> list[Body]:
    """Every organisation. One query."""
    rows = Organisation.objects.order_by("pk").values_list(
        "pk", "name", "other_names", "kind", "city", "city__name"
    )
    names = named({pk: [name, *lines(others)] for pk, name, others, *_rest in rows})
    return [
        Body(pk, name, names[pk], kind, seat, seat_name or "")
        for pk, name, _others, kind, seat, seat_name in rows
    ]


def places() -> list[Place]:
    """Every city. One query."""
    rows = City.objects.order_by("pk").values_list(
        "pk", "name", "other_names", "country", "country__name", "latitude", "longitude"
    )
    names = named({pk: [name, *lines(others)] for pk, name, others, *_rest in rows})
    return [
        Place(
            pk,
            name,
            names[pk],
            country,
            country_name,
            None if north is None or east is None else (float(north), float(east)),
        )
        for pk, name, _others, country, country_name, north, east in rows
    ]


def named(written: Mapping[int, list[str]]) -> dict[int, tuple[Name, ...]]:
    """The names of each record, with those of all acronyms in use that each may be short for."""
    short = {acronym(name) for names in written.values() for name in names} - {""}
    return {
        pk: tuple(
            Name(
                name,
                words(name),
                acronym(name),
                frozenset(short.intersection(abbreviations(name))) if short else frozenset(),
            )
            for name in names
        )
        for pk, names in written.items()
    }


def activities() -> list[Event]:
    """Every activity. Four queries."""
    texts = ("occasion", "description", "location_text", "funding")
    return _events(Activity, "activity", texts)


def pilots() -> list[Event]:
    """Every pilot. Four queries."""
    return _events(PilotProject, "pilot", ("description", "location_text", "funding"))


def _events(model: Any, name: str, texts: tuple[str, ...]) -> list[Event]:
    def linked(links: str, other: str, label: str) -> Mapping[int, dict[int, str]]:
        """{record: {what it is linked to: its name}}."""
        rows = getattr(model, links).rel.related_model._base_manager.values_list(
            name, other, f"{other}__{label}"
        )
        return grouped(rows)

    cities = linked("city_links", "city", "name")
    bodies = linked("organisation_links", "organisation", "name")
    summaries = linked("citations", "summary", "short_title")
    rows = model._base_manager.order_by("pk").values_list(
        "pk", "title", "kind", "start", "end", *texts
    )
    return [
        Event(
            pk,
            title,
            words(title),
            words(" ".join((title, *told))),
            kind,
            month(start),
            month(end or start),
            cities.get(pk, {}),
            bodies.get(pk, {}),
            summaries.get(pk, {}),
        )
        for pk, title, kind, start, end, *told in rows
    ]


def grouped(rows: Iterable[tuple[int, int, str]]) -> Mapping[int, dict[int, str]]:
    """{first: {second: third}} of rows of three."""
    found: dict[int, dict[int, str]] = defaultdict(dict)
    for one, other, label in rows:
        found[one][other] = label
    return found


def month(day: date | None) -> int | None:
    """The number of a day's month, counted from the year 0."""
    return None if day is None else day.year * 12 + day.month - 1
