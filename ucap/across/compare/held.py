"""Which of the compared things each record of a list has: the one source of all numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from django.db.models import QuerySet

from browse.facets import holding
from browse.filtersets import BrowseFilterSet

Key = Any


@dataclass(frozen=True)
class Held:
    """Of every record that has any of the compared things, which ones: {pk: keys}, in order."""

    keys: Sequence[Key]
    of: Mapping[int, frozenset[Key]]

    def number(self, key: Key) -> int:
        """How many records have `key`."""
        return sum(key in held for held in self.of.values())

    def with_all(self, keys: Iterable[Key]) -> list[int]:
        """The records that have all of `keys`."""
        wanted = set(keys)
        return [pk for pk, held in self.of.items() if wanted <= held]

    @property
    def together(self) -> list[int]:
        """The records that have all that is compared."""
        return self.with_all(self.keys)

    @property
    def partly(self) -> list[int]:
        """The records that have several of what is compared, but not all."""
        return [pk for pk, held in self.of.items() if 1 < len(held) < len(self.keys)]

    def without_others(self, key: Key) -> list[int]:
        """The records that have `key` and nothing else that is compared."""
        return [pk for pk, held in self.of.items() if held == {key}]

    @property
    def pairs(self) -> list[tuple[Key, Key, int]]:
        """(key, key, how many records have both) of each two, those that share most first."""
        found = [(a, b, len(self.with_all((a, b)))) for a, b in combinations(self.keys, 2)]
        return sorted(found, key=lambda pair: -pair[2])


def held(
    filterset: type[BrowseFilterSet], name: str, records: QuerySet, keys: Sequence[Key]
) -> Held:
    """What each of `records` has at the parameter `name` of its list, among `keys`.

    The same reaches as the list's own filter, so that numbers and lists agree. The records come
    in their model's order. One query, and one for each way to the values.
    """
    reaches = filterset.base_filters[name].reaches({})
    wanted = set(keys)
    having = records.filter(holding(records.model, reaches, keys))
    found: dict[int, set[Key]] = {pk: set() for pk in having.values_list("pk", flat=True)}
    for reach in reaches:
        for pk, key in reach.pairs(having):
            if key in wanted:
                found[pk].add(key)
    return Held(keys, {pk: frozenset(has) for pk, has in found.items()})
