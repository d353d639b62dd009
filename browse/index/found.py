"""The records that an address selects, page by page, as a paginator wants them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString

from browse.index.answering import Answers

if TYPE_CHECKING:  # it asks indexes itself
    from browse.filtersets import BrowseFilterSet

ROWS_KEPT = 4000
"""How many rows of a list, as they stand on pages, are kept with its index."""


class Found:
    """The records of a list in their order; neither counting nor cutting asks the database."""

    ordered = True

    def __init__(self, filterset: BrowseFilterSet, answers: Answers) -> None:
        self.filterset = filterset
        self.answers = answers

    def count(self) -> int:
        """How many there are."""
        return self.answers.count()

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, part: slice) -> Rows:
        """A page of them."""
        whole = self.filterset.queryset.order_by(*self.filterset.ordering)
        pks = self.answers.page(self.filterset.order, whole, part.start or 0, part.stop)
        return Rows(self.filterset.queryset, pks, self.answers.index.rows)


class Rows:
    """The records of a page: read when they are looked at, and only those that are."""

    def __init__(self, records: QuerySet, pks: list[int], kept: dict[int, SafeString]) -> None:
        self.pks = pks
        self.kept = kept
        self.whole = records

    def __len__(self) -> int:
        return len(self.pks)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.records)

    @cached_property
    def records(self) -> list[Any]:
        """All of them."""
        return self.read(self.pks)

    def read(self, pks: list[int]) -> list[Any]:
        """The records with these keys, in their order. Those queries that rows need; else none."""
        if not pks:
            return []
        found = {record.pk: record for record in self.whole.filter(pk__in=pks).order_by()}
        return [found[pk] for pk in pks]

    def rows(self, render: Callable[[Any], SafeString]) -> list[SafeString]:
        """What `render` makes of each record; of those whose row is kept it is not made again."""
        found = {pk: row for pk in self.pks if (row := self.kept.get(pk))}
        made = {r.pk: render(r) for r in self.read([pk for pk in self.pks if pk not in found])}
        if len(self.kept) + len(made) > ROWS_KEPT:
            self.kept.clear()
        self.kept.update(made)
        return [(found | made)[pk] for pk in self.pks]
