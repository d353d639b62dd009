"""Which cities and bodies a text names: known ones, those of the sides, and new ones."""

import re
from collections.abc import Iterable

from ucap.reading.records import candidates
from ucap.reading.records.draft import Name
from ucap.reading.records.known import Known, Named
from ucap.reading.records.names import Directory, Found, distinct

_TERRITORY = re.compile(r"\bunion\b", re.IGNORECASE)
_MONEY = re.compile(r"(?:[’']s)?\s+(?:budget|fund|funding|funds|grant|grants|money|support)\b")
_WITH = re.compile(r"\b(?:with|by)\s+(?:the\s+)?$")
_ITSELF = re.compile(r"\s*(?:$|[,.;:)’']|and\b)")


class Lexicon:
    """The names by which one document may mean somebody."""

    def __init__(self, known: Known, new_cities: Iterable[Name] = ()) -> None:
        self._cities = Directory(known.cities, new_cities)
        self._bodies = Directory(known.organisations)
        self._unions = {body.key for body in known.organisations if _is_union(body)}

    def cities(self, text: str) -> list[Found]:
        """The cities that stand in `text`, also inside the name of a body or an event."""
        return self._cities.within(text)

    def bodies(self, text: str) -> list[Found]:
        """The bodies in `text`: of two names that overlap, the longer."""
        known = self._bodies.within(text)
        new = [
            one
            for one in candidates.bodies(text, self.cities(text))
            if not any(_overlap(one, other) and not _longer(one, other) for other in known)
        ]
        kept = [
            one
            for one in known
            if self._acts(one, text) and not any(_overlap(one, other) for other in new)
        ]
        return distinct(sorted([*kept, *new], key=lambda one: one.start))

    def _acts(self, found: Found, text: str) -> bool:
        """Whether a union of states is named as a body that acts or pays, and not as a place.

        So in “with the EU” and “EU funding”, not in “EU companies” or “follow-up in the EU”.
        """
        if not self._unions.intersection(found.keys):
            return True
        before, behind = text[: found.start], text[found.end :]
        return bool(_MONEY.match(behind) or (_WITH.search(before) and _ITSELF.match(behind)))


def _is_union(body: Named) -> bool:
    return any(_TERRITORY.search(name) for name in (body.name, *body.others))


def _overlap(one: Found, other: Found) -> bool:
    return one.start < other.end and other.start < one.end


def _longer(one: Found, other: Found) -> bool:
    """Whether a name that may be new says more than the known one inside of it."""
    rest = one.printed.replace(other.printed, " ")
    return len(one.printed) > len(other.printed) and bool(candidates.kinds(rest))
