"""Facets: which values the records of a list have, and how many records have each.

A facet is described by *reaches*: the ways that lead from a record to its
values. A pilot reaches its SDGs through the published summaries that cite it; a
city reaches its themes in three ways at once. From a reach come both the
condition that a record has a value and the pairs (record, value) to be
counted, so that a list and the numbers beside its facets cannot disagree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Count, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from browse.dates import YearsOf, overlap


class Reaching(Protocol):
    """A way from a record to values."""

    def holding(self, model: type[Model], keys: Sequence[Any]) -> Q:
        """The condition that a record of `model` has at least one of `keys`."""

    def pairs(self, records: QuerySet) -> QuerySet:
        """(primary key, value) of each of `records`, once for each way to get there."""


@dataclass(frozen=True)
class Reach:
    """The values at the look-up `lookup`, on the condition `given`.

    Both may lead through many-to-many tables; they are applied together, so
    the condition is about the very rows that the look-up passes.
    """

    lookup: str
    given: Q = field(default_factory=Q)

    def holding(self, model: type[Model], keys: Sequence[Any]) -> Q:
        """See `Reaching`. A subquery where the look-up joins, so that no row is doubled."""
        condition = Q(**{f"{self.lookup}__in": list(keys)})
        if not self.given and self._is_a_column(model):
            return condition
        return Q(pk__in=model._default_manager.filter(self.given & condition).values("pk"))

    def _is_a_column(self, model: type[Model]) -> bool:
        """Whether the look-up stays in the record's own table."""
        own = {field.name for field in model._meta.concrete_fields}
        return self.lookup in own

    def pairs(self, records: QuerySet) -> QuerySet:
        """See `Reaching`."""
        there = self.given & Q(**{f"{self.lookup}__isnull": False})
        return records.filter(there).order_by().values_list("pk", self.lookup)


@dataclass(frozen=True)
class Years:
    """The years from the date field `start` to the date field `end`, both included."""

    start: str
    end: str

    def holding(self, model: type[Model], keys: Sequence[Any]) -> Q:
        """See `Reaching`."""
        condition = Q(pk__in=[])
        for first, last in runs(keys):
            condition |= overlap(self.start, self.end, date(first, 1, 1), date(last, 12, 31))
        return condition

    def pairs(self, records: QuerySet) -> QuerySet:
        """See `Reaching`."""
        dated = records.filter(**{f"{self.start}__isnull": False}).order_by()
        return dated.annotate(year_held=YearsOf(self.start, self.end)).values_list(
            "pk", "year_held"
        )


def runs(years: Iterable[int]) -> list[tuple[int, int]]:
    """The years that follow one another, joined: (first, last) of each run."""
    joined: list[tuple[int, int]] = []
    for year in sorted(years):
        if joined and year <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], year)
        else:
            joined.append((year, year))
    return joined


def holding(model: type[Model], reaches: Iterable[Reaching], keys: Sequence[Any]) -> Q:
    """The condition that a record of `model` has one of `keys` by one of `reaches`."""
    condition = Q(pk__in=[])
    for reach in reaches:
        condition |= reach.holding(model, keys)
    return condition


def target(model: type[Model], lookup: str) -> type[Model]:
    """The model at the end of the relations that `lookup` follows from `model`."""
    end: Any = model
    for name in lookup.split("__"):
        end = end._meta.get_field(name).related_model
    return end


def number_of(model: type[Model], lookup: str, given: Q) -> Combinable:
    """An expression for how many `lookup` each record of `model` has, on the condition `given`."""
    same = model._base_manager.filter(given, pk=OuterRef("pk")).order_by().values("pk")
    return Coalesce(Subquery(same.annotate(n=Count(lookup, distinct=True)).values("n")), 0)


@dataclass(frozen=True)
class Census:
    """What to count for one facet: the records to look at and how to reach the values."""

    records: QuerySet
    reaches: tuple[Reaching, ...]

    def pairs(self) -> tuple[str, tuple] | None:
        """SQL and parameters for rows (record, value), each once; None for no records."""
        first, *others = (reach.pairs(self.records) for reach in self.reaches)
        pairs = first.union(*others) if others else first.distinct()
        try:
            return pairs.query.get_compiler(using=pairs.db).as_sql()
        except EmptyResultSet:
            return None

    def statement(self) -> tuple[str, tuple] | None:
        """SQL and parameters for rows (value as text, number of records); None for no records."""
        pairs = self.pairs()
        if pairs is None:
            return None
        sql, params = pairs
        return (
            f"SELECT value::text, COUNT(*) FROM ({sql}) AS pairs (record, value) GROUP BY value",  # noqa: S608 - compiled by the ORM
            params,
        )


def count(censuses: Mapping[str, Census]) -> dict[str, dict[str, int]]:
    """How many records have each value: {facet: {value as text: records}}.

    One query for all facets together. A record that reaches a value in
    several ways counts once.
    """
    counts: dict[str, dict[str, int]] = {name: {} for name in censuses}
    names: list[str] = []
    statements: list[str] = []
    params: list[Any] = []
    database = "default"
    for name, census in censuses.items():
        statement = census.statement()
        if statement is None:
            continue
        statements.append(f"SELECT {len(names)}, counted.* FROM ({statement[0]}) AS counted")  # noqa: S608
        names.append(name)
        params += statement[1]
        database = census.records.db
    if statements:
        with connections[database].cursor() as cursor:
            cursor.execute(" UNION ALL ".join(statements), params)
            for number, value, records in cursor.fetchall():
                counts[names[number]][value] = records
    return counts


def cross(rows: Census, columns: Census) -> dict[tuple[str, str], int]:
    """How many records have both values: {(row value, column value), both as text: records}.

    Pairs that no record has are left out. One query, none where there are no records.
    """
    first, second = rows.pairs(), columns.pairs()
    if first is None or second is None:
        return {}
    sql = (
        "SELECT a.value::text, b.value::text, COUNT(*)"  # noqa: S608 - compiled by the ORM
        f" FROM ({first[0]}) AS a (record, value) JOIN ({second[0]}) AS b (record, value)"
        " USING (record) GROUP BY a.value, b.value"
    )
    with connections[rows.records.db].cursor() as cursor:
        cursor.execute(sql, [*first[1], *second[1]])
        return {(row, column): records for row, column, records in cursor.fetchall()}
