"""What the compared things have together and apart: pilots, or activities."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse

from browse.views import SHORT_LIST
from ucap.across.compare.held import Held

FEW = 5
"""How many of those that only one has are named."""


@dataclass(frozen=True)
class Pair:
    """Two of three or four, and how many records both have."""

    names: tuple[str, str]
    number: int
    url: str


@dataclass(frozen=True)
class Apart:
    """What only one of the compared has: the first few, and the list of all that it has."""

    name: str
    number: int
    few: list[Any]
    total: int
    url: str


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


def overlap(held: Held, records: QuerySet, *, names: dict[Any, str], at: "Addresses") -> Overlap:
    """Sort out what `held` says; `names` are those of the compared, by key.

    The queries of the rows that are shown, whatever their number.
    """
    together = held.together
    apart = {key: held.alone(key) for key in held.keys}
    shown = {*together[:SHORT_LIST], *(pk for pks in apart.values() for pk in pks[:FEW])}
    found = records.in_bulk(list(shown))
    return Overlap(
        number=len(together),
        url=at.all(held.keys),
        rows=[found[pk] for pk in together[:SHORT_LIST]],
        pairs=[Pair((names[a], names[b]), number, at.all([a, b])) for a, b, number in held.pairs]
        * (len(held.keys) > 2),
        apart=[
            Apart(
                name=names[key],
                number=len(pks),
                few=[found[pk] for pk in pks[:FEW]],
                total=held.number(key),
                url=at.all([key]),
            )
            for key, pks in apart.items()
        ],
    )


@dataclass(frozen=True)
class Addresses:
    """Where a list stands for some of the compared things."""

    list_: str  # the list's URL name
    parameter: str
    slugs: dict[Any, str]  # by key

    def all(self, keys: Sequence[Any] | Iterable[Any]) -> str:
        """The list of records that have all of `keys`."""
        query = QueryDict(mutable=True)
        query.setlist(self.parameter, [self.slugs[key] for key in keys])
        if len(query.getlist(self.parameter)) > 1:
            query["match"] = self.parameter
        return f"{reverse(self.list_)}?{query.urlencode()}"
