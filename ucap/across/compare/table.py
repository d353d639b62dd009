"""The rows of the table: which values columns share. Pure functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from browse.text import Spoken

CELL_LIMIT = 12
"""How many values stand in a cell."""


@dataclass(frozen=True)
class Figure:
    """A number and the list that it counts."""

    number: int
    url: str


@dataclass(frozen=True)
class Marked:
    """A value in a cell, and whether all columns have it."""

    value: Any
    shared: bool


@dataclass(frozen=True)
class Cell:
    """What one column says in a row, what all columns have first; `more` is left out."""

    values: list[Marked]
    more: int


@dataclass(frozen=True)
class Row:
    """One line of the table; `fragment` is the template that shows one value.

    `of` says, after the label, what the values are of: “of its summaries”.
    """

    label: Spoken
    of: Spoken
    fragment: str
    cells: list[Cell]
    shared: list[Any]
    shared_more: int

    def __bool__(self) -> bool:
        return any(cell.values for cell in self.cells)


def row(label: Spoken, fragment: str, columns: Sequence[Sequence[Any]], of: Spoken = "") -> Row:
    """A row with the values of each column, in which those that all columns have are marked."""
    common = shared(columns)
    return Row(
        label=label,
        of=of,
        fragment=fragment,
        cells=[_cell(column, common) for column in columns],
        shared=common[:CELL_LIMIT],
        shared_more=max(0, len(common) - CELL_LIMIT),
    )


def facts(label: Spoken, fragment: str, columns: Sequence[Sequence[Any]], of: Spoken = "") -> Row:
    """A row whose values are not compared: numbers, and what each document prints."""
    return Row(label, of, fragment, [_cell(column, []) for column in columns], [], 0)


def shared(columns: Sequence[Sequence[Any]]) -> list[Any]:
    """What stands in every column, in the order of the first one, each once."""
    if not columns:
        return []
    first, *others = columns
    return [v for v in dict.fromkeys(first) if all(v in column for column in others)]


def _cell(column: Sequence[Any], common: Sequence[Any]) -> Cell:
    once = dict.fromkeys(column)
    ordered = [*common, *(value for value in once if value not in common)]
    marked = [Marked(value, value in common) for value in ordered[:CELL_LIMIT]]
    return Cell(marked, len(ordered) - len(marked))
