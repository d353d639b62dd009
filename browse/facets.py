"""Facets: which values the records of a list have, and how many records have each.

A facet is described by *reaches*: the ways that lead from a record to its
values. A pilot reaches its SDGs through the published summaries that cite it; a
city reaches its themes in three ways at once. From a reach come both the
condition that a record has a value and the pairs (record, value) to be
counted, so that a list and the numbers beside its facets cannot disagree.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
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
class Tally:
    """The values that a facet offers, {key as text: records}, and how many `more` it has."""

    counts: Mapping[str, int]
    more: int


def tally(
    counts: Mapping[str, int],
    chosen: Iterable[str],
    most: int,
    among: Collection[str] | None = None,
) -> Tally:
    """The `most` frequent values of all that are counted, and those `chosen`.

    With `among`, of these values only, but for those chosen.
    """
    counted = counts if among is None else {key: counts[key] for key in counts if key in among}
    frequent = sorted(counted, key=lambda key: (-counts[key], key))[:most]
    offered = {key: counts.get(key, 0) for key in dict.fromkeys([*frequent, *chosen])}
    return Tally(offered, more=len(counted.keys() - offered.keys()))


def compiled(records: QuerySet) -> tuple[str, tuple] | None:
    """SQL and parameters of a query; None for one that cannot have rows."""
    try:
        return records.query.get_compiler(using=records.db).as_sql()
    except EmptyResultSet:
        return None


@dataclass(frozen=True)
class Census:
    """What to count for one facet: the records to look at and how to reach the values."""

    records: QuerySet
    reaches: tuple[Reaching, ...]

    def pairs(self, *, once: bool = True) -> tuple[str, tuple] | None:
        """SQL and parameters for rows (record, value); None for no records.

        Each row `once`, or as often as there are ways from the record to the value.
        """
        first, *others = (reach.pairs(self.records) for reach in self.reaches)
        if others:
            pairs = first.union(*others, all=not once)
        else:
            pairs = first.distinct() if once else first
        return compiled(pairs)

    def numbered(self, texts: Sequence[str]) -> tuple[str, tuple] | None:
        """SQL and parameters for rows (record, value), both bigint; None for no records.

        A value that is no number is numbered by its place among `texts`; one that is not among
        them is left out. Rows may come twice.
        """
        pairs = self.pairs(once=False)
        if pairs is None:
            return None
        sql, params = pairs
        if not texts:
            return (
                f"SELECT record::bigint, value::bigint FROM ({sql}) AS pairs (record, value)",  # noqa: S608
                params,
            )
        return (
            "SELECT record::bigint, (place - 1)::bigint"  # noqa: S608 - compiled by the ORM
            f" FROM ({sql}) AS pairs (record, value)"
            " JOIN unnest(%s::text[]) WITH ORDINALITY AS known (text, place) ON text = value::text",
            (*params, list(texts)),
        )

    def found(self) -> tuple[str, tuple] | None:
        """SQL and parameters for the keys of the records; None for no records."""
        return compiled(self.records.order_by().values("pk"))

    def anywhere(self) -> "Census":
        """The same among all records that there are: which ones are wanted is said elsewhere."""
        return Census(self.records.model._base_manager.all(), self.reaches)


def count(censuses: Mapping[str, Census]) -> dict[str, dict[str, int]]:
    """How many records have each value: {facet: {value as text: records}}.

    One query for all facets together, which finds the records of several facets once. A record
    that reaches a value in several ways counts once.
    """
    counts: dict[str, dict[str, int]] = {name: {} for name in censuses}
    sets: dict[tuple[str, tuple], str] = {}
    names: list[str] = []
    arms: list[str] = []
    params: list[Any] = []
    database = "default"
    for name, census in censuses.items():
        records, statement = census.found(), census.anywhere().pairs()
        if records is None or statement is None:
            continue
        found = sets.setdefault(records, f"found_{len(sets)}")
        arms.append(
            f"SELECT {len(names)}, value::text, COUNT(*)"  # noqa: S608 - compiled by the ORM
            f" FROM ({statement[0]}) AS pairs (record, value) JOIN {found} USING (record)"
            " GROUP BY value"
        )
        names.append(name)
        params += statement[1]
        database = census.records.db
    if arms:
        found_by = [f"{name} (record) AS MATERIALIZED ({sql})" for (sql, _), name in sets.items()]
        finding = [value for _, given in sets for value in given]
        with connections[database].cursor() as cursor:
            cursor.execute(
                f"WITH {', '.join(found_by)} {' UNION ALL '.join(arms)}", [*finding, *params]
            )
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
