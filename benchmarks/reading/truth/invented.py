"""The truth about an invented document, as its YAML file tells it beside what is printed.

That file names cities within the names of bodies, too, and has a theme's name before prose about
it; the fixtures do neither, so it is not asked for here. It does not say where the city of the plan
takes part without being named, as the fixtures do, so that city may always be proposed. Of
activities it does not tell the headings, so they are left open.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from benchmarks.reading.scoring.comparing import named, span, squashed
from benchmarks.reading.truth.naming import found
from benchmarks.reading.truth.rows import Rows
from benchmarks.reading.truth.values import (
    Thing,
    TrueEntry,
    TrueRecord,
    TrueSide,
    TrueTerm,
    TrueTheme,
    Truth,
)

Told = Mapping[str, Any]


def truth(name: str, told: Told, rows: Rows) -> Truth:
    """The truth about the document of that name; KeyError where it leaves out what all have."""
    themes, prose = _prose(told)
    plan = _Plan.told(told, rows)
    return Truth(
        name=name,
        kind=told["kind"],
        sides=tuple(_side(side, rows) for side in told["sides"]),
        period=_text(told["period"]["printed"]),
        months=span(told["period"]["start"], told["period"]["end"]),
        themes=themes,
        goals=tuple(TrueTerm(one["label"], str(one["number"])) for one in told["sdgs"]),
        topics=tuple(TrueTerm(one["label"], one["topic"]) for one in told["topics"]),
        contact=told["contact"]["printed"],
        email=told["contact"]["email"],
        activities=_entries(told["activities"], plan),
        results=_entries(told["pilots"], plan),
        **prose,
    )


@dataclass(frozen=True)
class _Plan:
    """The cities of all sides, and the one whose plan it is; of a cluster there is none."""

    rows: Rows
    cities: tuple[Thing, ...]
    own: tuple[Thing, ...]

    @classmethod
    def told(cls, told: Told, rows: Rows) -> "_Plan":
        sides = [_things(side["cities"], "cities.city", rows) for side in told["sides"]]
        alone = [side for side in sides if len(side) == 1 and told["kind"] == "city-plan"]
        return cls(rows, tuple(city for side in sides for city in side), sum(alone[:1], ()))

    def allowed(self, bodies: Iterable[Thing]) -> list[Thing]:
        """The cities that may be proposed anyhow: the own one, and those in a body's name."""
        names = [named(body.name) for body in bodies]
        within = [city for city in self.cities if any(named(city.name) in body for body in names)]
        return [*self.own, *within]


def _text(value: Any) -> str:
    """What is printed, "" where the document leaves it out."""
    return "" if value is None else str(value)


def _side(side: Told, rows: Rows) -> TrueSide:
    return TrueSide(
        cities=_things(side["cities"], "cities.city", rows),
        cities_printed=_text(side["cities_printed"]),
        province=_text(side["province_printed"]),
        country=_text(side["country_printed"]),
        population_printed=_text(side["population_printed"]),
        size_printed=_text(side["size_printed"]),
        population=side["population"],
        area_km2=side["area_km2"],
    )


def _prose(told: Told) -> tuple[tuple[TrueTheme, ...], dict[str, str]]:
    """The themes, and the prose of the whole: what stands below a theme's name is the theme's."""
    prose = {part: _text(told[part]) for part in ("focus", "challenges", "objectives")}
    themes = []
    for theme in told["themes"]:
        own = {}
        for part in ("focus", "challenges"):
            name, colon, words = prose[part].partition(":")
            if colon and squashed(theme["label"]).startswith(squashed(name)):
                own[part], prose[part] = words.strip(), ""
        description = _text(theme["description"])
        themes.append(TrueTheme(theme["label"], _text(theme["theme"]), description, **own))
    return tuple(themes), prose


def _entries(told: Iterable[Told], plan: _Plan) -> tuple[TrueEntry, ...]:
    """The entries; one that tells of several records has its words from all of them."""
    entries = []
    for position, group in groupby(told, key=lambda one: one["position"]):
        every = list(group)
        entries.append(
            TrueEntry(
                position,
                " ".join(one["text"] for one in every),
                every[0].get("heading"),
                every[0].get("dates_printed"),
                tuple(_record(one, plan) for one in every),
            )
        )
    return tuple(entries)


def _record(told: Told, plan: _Plan) -> TrueRecord:
    """One record. Whether a point below another is one that is told elsewhere is not asked."""
    bodies = _things(told["organisations"], "cities.organisation", plan.rows)
    cities = _things(told["cities"], "cities.city", plan.rows)
    names = {name: body.name for body in bodies for name in body.names}
    _, rest = found(f"{_text(told.get('heading'))}. {told['text']}", names)
    asked = [city for city in cities if found(rest, dict.fromkeys(city.names, city.name))[0]]
    also = dict.fromkeys([*cities, *plan.allowed(bodies)])
    return TrueRecord(
        slug=told["repeats"] or "",
        told_elsewhere=None if "." in told["position"] else bool(told["repeats"]),
        months=span(told["start"], told["end"], days=True) if "start" in told else None,
        cities=tuple(asked),
        organisations=bodies,
        also=tuple(city for city in also if city not in asked),
    )


def _things(names: Iterable[str], model: str, rows: Rows) -> tuple[Thing, ...]:
    """Cities or organisations by a name of theirs; those of the fixtures with all other names."""
    slugs = rows.names(model)
    return tuple(
        rows.thing(model, slugs[name]) if name in slugs else Thing.called(name) for name in names
    )
