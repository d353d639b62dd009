"""What the fixtures know, by the names that documents print."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"


@dataclass(frozen=True)
class Known:
    """Slugs of the vocabularies and records; cities and organisations with all their names."""

    themes: frozenset[str]
    topics: frozenset[str]
    activities: frozenset[str]
    pilots: frozenset[str]
    cities: dict[str, frozenset[str]]
    organisations: frozenset[str]

    def cities_in(self, text: str, others: Iterable[str] = ()) -> list[str]:
        """The cities that a text names, in its order, also some that the fixtures lack."""
        names = {**self.cities, **{name: frozenset({name}) for name in others}}
        first = {city: _first(text, spellings) for city, spellings in names.items()}
        return sorted((city for city in first if first[city] >= 0), key=lambda city: first[city])


def _first(text: str, names: frozenset[str]) -> int:
    """Where the first of the names stands as whole words, or -1."""
    either = "|".join(re.escape(name) for name in sorted(names))
    found = re.search(rf"(?<!\w)(?:{either})(?!\w)", text)
    return found.start() if found else -1


@cache
def known(folder: Path = FIXTURES) -> Known:
    """Read the fixtures, once for each folder."""
    entries = [entry for file in sorted(folder.glob("0*.yaml")) for entry in _entries(file)]

    def fields(model: str) -> list[dict[str, Any]]:
        return [entry["fields"] for entry in entries if entry["model"] == model]

    def slugs(model: str) -> frozenset[str]:
        return frozenset(found["slug"] for found in fields(model))

    return Known(
        themes=slugs("cities.theme"),
        topics=slugs("cities.urbanagendatopic"),
        activities=slugs("pilots.activity"),
        pilots=slugs("pilots.pilotproject"),
        cities={found["name"]: _names(found) for found in fields("cities.city")},
        organisations=frozenset().union(*map(_names, fields("cities.organisation"))),
    )


def _entries(file: Path) -> list[dict[str, Any]]:
    # the loader in C: the one in Python takes seconds
    found: list[dict[str, Any]] = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return found


def _names(fields: dict[str, Any]) -> frozenset[str]:
    return frozenset({fields["name"], *fields.get("other_names", "").splitlines()})
