"""Tables with lines around their cells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pdfplumber.page import Page

from ucap.reading.files.pdf.areas import Area, Row
from ucap.reading.files.pdf.lines import Line, lines
from ucap.reading.files.pdf.words import Word

NARROW = 12
"""What is no wider than this many points is the space between double lines."""
PADDING = 12
"""Text is no further from the borders of a cell, unless it is indented or its line not full."""

TOUCHING = 3
"""Lines that are no further apart than this many points are one."""

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Table:
    """Boxes of cells by rows, and the box of them all."""

    box: Box
    rows: tuple[tuple[Box, ...], ...]

    def holds(self, word: Word) -> bool:
        """Whether a word is in the table."""
        return _holds(self.box, word)

    def read(self, words: Iterable[Word]) -> list[Row]:
        """The rows with the words that stand in them; columns are counted by left borders."""
        inside = [word for word in words if self.holds(word)]
        columns = self._columns()
        rows = [
            [(box, here) for box in boxes if (here := lines(w for w in inside if _holds(box, w)))]
            for boxes in self.rows
        ]
        starts = (line.x0 - box[0] for row in rows for box, here in row for line in here)
        padding = min((start for start in starts if start >= 0), default=0)
        return [
            tuple(_area(box, here, columns, min(padding, PADDING)) for box, here in row)
            for row in rows
            if row
        ]

    def _columns(self) -> list[float]:
        columns: list[float] = []
        for left in sorted({box[0] for row in self.rows for box in row}):
            if not columns or left - columns[-1] > NARROW:
                columns.append(left)
        return columns


def tables(page: Page) -> list[Table]:
    """The tables of a page, from the top; a box around text is none."""
    found = []
    for table in page.find_tables({"explicit_horizontal_lines": list(_open_ends(page))}):
        rows = tuple(
            tuple(cell for cell in row.cells if cell and cell[2] - cell[0] > NARROW)
            for row in table.rows
        )
        if any(len(row) > 1 for row in rows):
            found.append(Table(table.bbox, tuple(row for row in rows if row)))
    return sorted(found, key=lambda table: table.box[1])


def _area(box: Box, lines: list[Line], columns: list[float], padding: float) -> Area:
    right = max(box[2] - padding, *(line.x1 for line in lines))
    column = sum(left <= box[0] + NARROW / 2 for left in columns)
    return Area(tuple(lines), box[0], right, column)


def _open_ends(page: Page) -> Iterator[float]:
    """Where vertical lines begin and end: a row that a page has cut is often open there."""
    sides = sorted(
        (float(edge["top"]), float(edge["bottom"]))
        for edge in page.edges
        if edge["orientation"] == "v" and edge["bottom"] - edge["top"] > NARROW / 2
    )
    for first, last in _connected(sides):
        yield from (first, last)


def _connected(sides: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Stretches of lines, sorted by their beginnings, that touch each other."""
    open_first, open_last = None, float("-inf")
    for first, last in sides:
        if first > open_last + TOUCHING:
            if open_first is not None:
                yield open_first, open_last
            open_first = first
        open_last = max(open_last, last)
    if open_first is not None:
        yield open_first, open_last


def _holds(box: Box, word: Word) -> bool:
    x, y = word.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
