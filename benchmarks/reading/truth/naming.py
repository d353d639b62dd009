"""Which of a record's cities and organisations an entry names.

The fixtures say it of a record, whatever document has it from; what one entry is asked for are
those whose names stand in its words or in the heading above.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.reading.truth.rows import Row, Rows
from benchmarks.reading.truth.values import Thing


class Mentions:
    """Finds names in words: the longest first, and none inside of another."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.cities = rows.names("cities.city")
        self.organisations = rows.names("cities.organisation")

    def of(self, words: str) -> "Named":
        """Who is named in `words`. A city within the name of a body is not named by itself."""
        organisations, rest = found(words, self.organisations)
        cities, _ = found(rest, self.cities)
        return Named(self.rows, frozenset(cities), frozenset(organisations))


def found(words: str, names: dict[str, str]) -> tuple[set[str], str]:
    """Whose names stand in `words`, and the words without them."""
    slugs = set()
    for name in sorted(names, key=len, reverse=True):
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
        words, times = pattern.subn("·", words)
        if times:
            slugs.add(names[name])
    return slugs, words


@dataclass(frozen=True)
class Named:
    """The slugs of those that an entry names; which of them, is asked for each of its records."""

    rows: Rows
    city_slugs: frozenset[str]
    organisation_slugs: frozenset[str]

    def cities(self, what: str, slug: str) -> tuple[Thing, ...]:
        """The cities of a record that the entry names, and that take part by this very name."""
        links = self._links(what, slug, "city")
        named = [row for row in links if row["city"][0] in self.city_slugs]
        return self._things("city", (row for row in named if row["basis"] == "named"))

    def organisations(self, what: str, slug: str) -> tuple[Thing, ...]:
        """The organisations of a record that the entry names."""
        links = self._links(what, slug, "organisation")
        named = (row for row in links if row["organisation"][0] in self.organisation_slugs)
        return self._things("organisation", named)

    def also(self, what: str, slug: str) -> tuple[Thing, ...]:
        """All others of the record: who proposes them is not wrong."""
        asked = {*self.cities(what, slug), *self.organisations(what, slug)}
        every = [
            thing
            for whom in ("city", "organisation")
            for thing in self._things(whom, self._links(what, slug, whom))
        ]
        return tuple(thing for thing in every if thing not in asked)

    def _links(self, what: str, slug: str, whom: str) -> list[Row]:
        return [row for row in self.rows.all(f"pilots.{what}{whom}") if row[what] == [slug]]

    def _things(self, whom: str, links: Iterable[Row]) -> tuple[Thing, ...]:
        """Each once: a body may have several parts in a record."""
        slugs = dict.fromkeys(row[whom][0] for row in links)
        return tuple(self.rows.thing(f"cities.{whom}", slug) for slug in slugs)
