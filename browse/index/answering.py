"""What a filter set asks, answered from an index."""

from collections.abc import Collection, Mapping
from functools import cached_property, reduce
from typing import Any

import numpy as np
from django.db.models import QuerySet

from browse.facets import Tally
from browse.filters import ConditionFilter, SettingFilter, TermsFilter
from browse.index.arrays import Numbers, keys
from browse.index.whole import Index
from browse.vocabulary import Term


class Answers:
    """The answers for one address. No query but for what no facet has: words and months.

    Takes the filters by name and what the address asks of them; `records` are all of the list.
    """

    def __init__(
        self,
        index: Index,
        records: QuerySet,
        filters: Mapping[str, ConditionFilter],
        cleaned: Mapping[str, Any],
        together: frozenset[str],
    ) -> None:
        self.index = index
        self.records = records
        self.filters = filters
        self.cleaned = cleaned
        self.together = together

    @staticmethod
    def can_be_had(filters: Mapping[str, ConditionFilter], cleaned: Mapping[str, Any]) -> bool:
        """Whether an index knows what is asked: not where a setting changes what a facet means."""
        settings = (name for name, item in filters.items() if isinstance(item, SettingFilter))
        return not any(cleaned.get(name) for name in settings)

    @cached_property
    def asked(self) -> dict[str, Numbers]:
        """For each parameter that narrows the list, which records it leaves: truth values."""
        found = {name: self._left_by(name, item) for name, item in self.filters.items()}
        return {name: left for name, left in found.items() if left is not None}

    def _left_by(self, name: str, item: ConditionFilter) -> Numbers | None:
        together = name in self.together
        if isinstance(item, TermsFilter):
            chosen = item.chosen(self.cleaned)
            groups = [[key] for key in chosen] if together else [chosen] if chosen else []
            held = [self.index.columns[name].having(group, len(self.index)) for group in groups]
            return reduce(np.logical_and, held) if held else None
        condition = item.condition(self.records.model, self.cleaned, together=together)
        if not condition:
            return None
        left = np.zeros(len(self.index), bool)
        left[self.index.places(keys(self.records.filter(condition).order_by()))] = True
        return left

    def among(self, *left_out: str) -> Numbers | None:
        """Which records fulfil every parameter but those `left_out`; None for all of them."""
        asked = [left for name, left in self.asked.items() if name not in left_out]
        return reduce(np.logical_and, asked) if asked else None

    def count(self) -> int:
        """How many records fulfil every parameter."""
        among = self.among()
        return len(self.index) if among is None else int(np.count_nonzero(among))

    def page(self, order: str, records: QuerySet, start: int, stop: int) -> list[int]:
        """The keys of the records from `start` to `stop` in an order: that of all `records`."""
        places = self.index.order(order, records)
        among = self.among()
        found = places if among is None else places[among[places]]
        return self.index.pks[found[start:stop]].tolist()

    def tally(self, item: TermsFilter, most: int, called: Collection[Any] | None) -> Tally:
        """The values of a filter's facet that are offered: the `most` frequent and those chosen.

        With `called`, of these values only, but for those chosen.
        """
        name = item.field_name
        among = self.among() if name in self.together else self.among(name)
        return self.index.columns[name].tally(among, item.chosen(self.cleaned), most, called)

    def terms(self, item: TermsFilter, offered: list[str]) -> list[Term]:
        """The terms of some values of a facet. One query for those not named on any page so far."""
        name, known = item.field_name, self.index.terms
        missing = [key for key in offered if (name, key) not in known]
        for term in item.vocabulary.keyed(missing):
            known[name, str(term.key)] = term
        return [known[name, key] for key in offered if (name, key) in known]
