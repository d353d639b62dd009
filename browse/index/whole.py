"""A list in memory."""

from dataclasses import dataclass, field

import numpy as np
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from browse.index.arrays import Numbers, keys
from browse.index.columns import Column
from browse.vocabulary import Term


@dataclass(frozen=True)
class Index:
    """A list whose content has the number `content`.

    A record's place is the one of its key among `pks`, which ascend. What is needed now and then
    is kept once it was: places in other orders, terms, rows as they stand on pages.
    """

    content: int
    pks: Numbers
    columns: dict[str, Column]
    orders: dict[str, Numbers] = field(default_factory=dict)
    terms: dict[tuple[str, str], Term] = field(default_factory=dict)
    rows: dict[int, SafeString] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.pks)

    def places(self, pks: Numbers) -> Numbers:
        """Where records stand."""
        return np.searchsorted(self.pks, pks)

    def order(self, name: str, records: QuerySet) -> Numbers:
        """All places in the order of `records`, kept under `name`. One query, the first time."""
        if name not in self.orders:
            self.orders[name] = self.places(keys(records)).astype(np.int32)
        return self.orders[name]
