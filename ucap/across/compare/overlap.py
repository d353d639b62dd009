"""What the compared things have together and apart: pilots, or activities."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from browse.views import SHORT_LIST
from ucap.across.compare.held import Held
from ucap.across.compare.sentence import without_others

NAMED = 20
"""How many are named of those that one has without the others."""


@dataclass(frozen=True)
class Addresses:
    """Where a list stands for some of the compared things."""

    list_: str  # the list's URL name
    parameter: str
    slugs: Mapping[Any, str]  # by key

    def all(self, keys: Sequence[Any]) -> str:
        """The list of records that have all of `keys`."""
        query = QueryDict(mutable=True)
        query.setlist(self.parameter, [self.slugs[key] for key in keys])
        if len(query.getlist(self.parameter)) > 1:
            query["match"] = self.parameter
        return f"{reverse(self.list_)}?{query.urlencode()}"


@dataclass(frozen=True)
class Pair:
    """Two of three or four, and how many records both have."""

    names: tuple[str, str]
    number: int
    url: str


@dataclass(frozen=True)
class Apart:
    """What one of the compared has without the others, and the list of all that it has.

    `records` are the first of the `number`, `total` and `url` count and list the shared ones too.
    """

    name: str
    without: str
    number: int
    records: list[Any]
    total: int
    url: str

    @property
    def more(self) -> int:
        """How many are not among `records`."""
        return self.number - len(self.records)


@dataclass(frozen=True)
class Overlap:
    """The records of one list, by who has them."""

    number: int
    url: str
    rows: list[Any]
    pairs: list[Pair]
    apart: list[Apart]

    @property
    def more(self) -> bool:
        """Whether there are more together than `rows` shows."""
        return self.number > len(self.rows)


def needed(held: Held) -> set[int]:
    """The records of which `overlap` shows rows."""
    apart = [pk for key in held.keys for pk in held.without_others(key)[:NAMED]]
    return {*held.together[:SHORT_LIST], *apart}


def overlap(
    held: Held, found: Mapping[int, Any], names: Mapping[Any, str], at: Addresses
) -> Overlap:
    """Sort out what `held` says; `found` are the records `needed`, `names` those of the compared.

    A pure function: no queries.
    """
    together = held.together
    return Overlap(
        number=len(together),
        url=at.all(held.keys),
        rows=[found[pk] for pk in together[:SHORT_LIST]],
        pairs=[
            Pair((names[a], names[b]), number, at.all([a, b]))
            for a, b, number in held.pairs
            if len(held.keys) > 2
        ],
        apart=[_apart(held, key, found, names, at) for key in held.keys],
    )


def _apart(
    held: Held, key: Any, found: Mapping[int, Any], names: Mapping[Any, str], at: Addresses
) -> Apart:
    apart = held.without_others(key)
    return Apart(
        name=names[key],
        without=without_others(key, names),
        number=len(apart),
        records=[found[pk] for pk in apart[:NAMED]],
        total=held.number(key),
        url=at.all([key]),
    )
