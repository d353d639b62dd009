"""A list as a table: columns that one statement fills, and rows that are read as they are sent."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.contrib.postgres.fields import ArrayField
from django.db.models import F, Model, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.expressions import Combinable

from browse.dates import Day

CHUNK = 2000
"""How many rows are fetched from the database at a time."""


Cell = str | int | float | Day | None
"""What stands in a table: text, a number, a date or nothing."""


@dataclass(frozen=True)
class Column:
    """One column: its name in the first row, and what stands in it.

    `of` are the expressions that are read from the database, and `read` makes
    a cell of their values. `width` is about how many characters it shows.
    """

    name: str
    of: tuple[Combinable | str, ...]
    read: Callable[..., Cell] = lambda value: value
    width: int = 16


@dataclass(frozen=True)
class Table:
    """The columns of a list, and those of its long forms.

    A long form has a row for each record and each of the values that it has
    of one kind: `{"city": columns}` are put before the others for `?rows=city`,
    and a record without such a value has one row. `sorts` are the look-ups by
    which the rows of a record are in order.
    """

    columns: tuple[Column, ...]
    long: Mapping[str, tuple[Column, ...]] = field(default_factory=dict)
    sorts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read(columns: Iterable[Column], records: QuerySet) -> QuerySet:
    """`records` as tuples of all that `columns` are made of; nothing is asked yet."""
    sources = [source for column in columns for source in column.of]
    named = {
        f"cell_{number}": F(source) if isinstance(source, str) else source
        for number, source in enumerate(sources)
    }
    return records.annotate(**named).values_list(*named)


def rows(columns: Iterable[Column], records: QuerySet) -> Iterator[list[Cell]]:
    """A row for each of `records`, in their order: one statement, read `CHUNK` by `CHUNK`."""
    columns = tuple(columns)
    ends = accumulate((len(column.of) for column in columns), initial=0)
    parts = [
        (column.read, slice(*bounds))
        for column, bounds in zip(columns, pairwise(ends), strict=True)
    ]
    for values in read(columns, records).iterator(chunk_size=CHUNK):
        yield [make(*values[part]) for make, part in parts]


def gathered(
    model: type[Model], end: str, value: Combinable, *sorts: str, given: Q | None = None
) -> Subquery:
    """An expression for all that each record of `model` has at the look-up `end`, as an array.

    Takes what to show of each, by which look-ups they are sorted and which of
    them count. Values that are reached in several ways come several times.
    """
    there = Q(**{f"{end}__isnull": False}) & (given or Q())
    same = model._base_manager.filter(there, pk=OuterRef("pk")).order_by().values("pk")
    together = same.annotate(gathered=ArrayAgg(value, order_by=sorts)).values("gathered")
    return Subquery(together, output_field=ArrayField(TextField()))


def joined(values: Iterable[Any] | None) -> str:
    """Several values in one cell, each once."""
    return "; ".join(dict.fromkeys(map(str, values or [])))
