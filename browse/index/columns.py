"""One facet of a list, as arrays."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from browse.facets import Census, Tally
from browse.index.arrays import Numbers, numbers
from browse.vocabulary import Vocabulary


@dataclass(frozen=True)
class Column:
    """Which records have which values: pairs of a record's place and a value's place.

    `keys` are the values, in the vocabulary's order. No pair stands there twice.
    """

    places: Numbers
    values: Numbers
    keys: list[Any]

    @cached_property
    def place_of(self) -> dict[Any, int]:
        """{value: its place}."""
        return {key: place for place, key in enumerate(self.keys)}

    @cached_property
    def by_text(self) -> Numbers:
        """The values' places by the text of the value: of equally frequent ones, which is first."""
        return np.argsort(np.array([str(key) for key in self.keys], dtype=str), kind="stable")

    def having(self, keys: Sequence[Any], size: int) -> Numbers:
        """Which of `size` records have one of `keys`: an array of truth values."""
        wanted = np.zeros(len(self.keys), bool)
        wanted[[self.place_of[key] for key in keys if key in self.place_of]] = True
        found = np.zeros(size, bool)
        found[self.places[wanted[self.values]]] = True
        return found

    def counts(self, among: Numbers | None) -> Numbers:
        """How many of the records that are true in `among` (None: of all) have each value."""
        values = self.values if among is None else self.values[among[self.places]]
        return np.bincount(values, minlength=len(self.keys))

    def tally(
        self,
        among: Numbers | None,
        chosen: Sequence[Any],
        most: int,
        called: Collection[Any] | None = None,
    ) -> Tally:
        """The `most` frequent values among some records, and those `chosen`, with their numbers.

        With `called`, of these values only, but for those chosen.
        """
        counts = self.counts(among)
        held = self.by_text[counts[self.by_text] > 0]
        if called is not None:
            wanted = [self.place_of[key] for key in called if key in self.place_of]
            held = held[np.isin(held, wanted)]
        frequent = held[np.argsort(-counts[held], kind="stable")][:most]
        places = {*frequent.tolist(), *(self.place_of[k] for k in chosen if k in self.place_of)}
        offered = {self.keys[place]: int(counts[place]) for place in sorted(places)}
        more = len(held) - len(places.intersection(held.tolist()))
        unheld = [key for key in chosen if key not in offered]  # a year that no record has
        if unheld:
            offered = dict(sorted({**offered, **dict.fromkeys(unheld, 0)}.items()))
        return Tally({str(key): number for key, number in offered.items()}, more)


def column(census: Census, vocabulary: Vocabulary, pks: Numbers) -> Column:
    """The facet that `census` counts, of the records with `pks`, ascending. One or two queries.

    The census may be of more records: those that are not among `pks` are left out here.
    """
    listed = vocabulary.every()
    texts = [key for key in listed or [] if isinstance(key, str)]
    pairs = numbers(census.numbered(texts), 2)
    places = np.searchsorted(pks, pairs[:, 0])
    held = pks[np.minimum(places, len(pks) - 1)] == pairs[:, 0] if len(pks) else places < 0
    places, pairs = places[held], pairs[held]
    if texts:
        keys, values = texts, pairs[:, 1]
    else:
        known = np.unique(pairs[:, 1]) if listed is None else np.array(listed, np.int64)
        ascending = np.argsort(known)
        keys = known.tolist()
        values = ascending[np.searchsorted(known[ascending], pairs[:, 1])]
    both = np.unique(places * max(len(keys), 1) + values)
    places, values = np.divmod(both, max(len(keys), 1))
    return Column(places.astype(np.int32), values.astype(np.int32), keys)
