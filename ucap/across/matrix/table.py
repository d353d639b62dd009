"""The matrix as rows of cells: pure functions, which know neither database nor addresses."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

LEVELS = 5
"""How many shades a cell with a number may have; a gap has none."""

Counts = Mapping[tuple[str, str], int]
"""{(key of a row, key of a column): records}."""


@dataclass(frozen=True)
class Head:
    """What a row or a column stands for: its key in counts, its value in an address, its page."""

    key: str
    value: str
    label: str
    url: str = ""
    title: str = ""  # its name in full, where the label is a short one


@dataclass(frozen=True)
class Cell:
    """A number, the list of the records that it counts, and how dark it is (0 for a gap)."""

    count: int
    url: str
    shade: int = 0
    itself: bool = False  # the row and the column are the same


@dataclass(frozen=True)
class Row:
    """One row: its head, its cells in the order of the columns, and its total."""

    head: Head
    cells: list[Cell]
    total: Cell

    @property
    def spread(self) -> int:
        """In how many columns the row has a number."""
        return sum(1 for cell in self.cells if cell.count)


@dataclass(frozen=True)
class Column:
    """One column: its head and its total."""

    head: Head
    total: Cell


@dataclass(frozen=True)
class Table:
    """The whole matrix."""

    columns: list[Column]
    rows: list[Row]
    total: Cell

    def __bool__(self) -> bool:
        return bool(self.columns and self.rows)

    @property
    def symmetric(self) -> bool:
        """Whether a cell says the same as the one across the diagonal."""
        return any(cell.itself for row in self.rows for cell in row.cells)

    def pairs(self) -> list[tuple[Head, Head, int]]:
        """(row, column, number) of each two values, once: nothing with itself, no mirror image."""
        seen: set[frozenset[str]] = set()
        found = []
        for row in self.rows:
            for column, cell in zip(self.columns, row.cells, strict=True):
                both = frozenset((row.head.key, column.head.key))
                if self.symmetric and (cell.itself or both in seen):
                    continue
                seen.add(both)
                found.append((row.head, column.head, cell.count))
        return found


@dataclass(frozen=True)
class Totals:
    """How many records each row, each column and the whole matrix counts."""

    rows: Mapping[str, int]
    columns: Mapping[str, int]
    whole: int


def shade(count: int, most: int) -> int:
    """How dark a cell is: 0 for none, else 1 to LEVELS by its part of `most`.

    Where `most` is small, as with 1 or 2, all stay light: there is little to tell apart.
    """
    return 1 + (count - 1) * LEVELS // most if count else 0


def table(
    rows: Sequence[Head],
    columns: Sequence[Head],
    counts: Counts,
    totals: Totals,
    link: Callable[[Head | None, Head | None], str],
    *,
    mirrored: bool = False,
) -> Table:
    """The matrix of `rows` and `columns`, in their order.

    `link` gives the list of the records that a row and a column have in
    common, None for either of them standing for all. `mirrored` says that
    both sides hold the same values: what a value counts with itself is then
    no measure for the shades of the others.
    """

    def itself(row: Head, column: Head) -> bool:
        return mirrored and row.key == column.key

    most = max(
        (counts.get((r.key, c.key), 0) for r in rows for c in columns if not itself(r, c)),
        default=0,
    )

    def cell(row: Head, column: Head) -> Cell:
        count = counts.get((row.key, column.key), 0)
        alone = itself(row, column)
        level = 0 if alone else shade(count, most)
        return Cell(count, link(row, column) if count else "", level, alone)

    def total(count: int, row: Head | None = None, column: Head | None = None) -> Cell:
        return Cell(count, link(row, column) if count else "")

    return Table(
        columns=[
            Column(head, total(totals.columns.get(head.key, 0), None, head)) for head in columns
        ],
        rows=[
            Row(
                head,
                [cell(head, column) for column in columns],
                total(totals.rows.get(head.key, 0), head),
            )
            for head in rows
        ],
        total=total(totals.whole),
    )


def spread(counts: Counts) -> dict[str, int]:
    """In how many columns each row has a number: {key of the row: columns}."""
    found: dict[str, int] = {}
    for (row, _column), count in counts.items():
        if count:
            found[row] = found.get(row, 0) + 1
    return found


def foremost(
    heads: Iterable[Head], ranks: Sequence[Mapping[str, int]], most: int, *, reorder: bool
) -> list[Head]:
    """The `most` heads that rank highest: by the first of `ranks`, ties by the next, then in order.

    With `reorder` the highest stands first; without it they keep their order.
    """
    known = list(heads)
    ranked = sorted(known, key=lambda head: tuple(-rank.get(head.key, 0) for rank in ranks))
    kept = ranked[:most]
    return kept if reorder else [head for head in known if head in set(kept)]
