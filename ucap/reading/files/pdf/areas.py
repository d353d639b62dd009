"""Pages as areas: what is read from the top to the bottom before anything beside it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ucap.reading.files.pdf.lines import Line

LOOSEST = 2.2
"""Lines of no paragraph are further from each other than this many times their size."""


@dataclass(frozen=True)
class Area:
    """Lines one below the other, where they begin, and how far to the right they may reach."""

    lines: tuple[Line, ...]
    left: float
    right: float
    column: int | None = None
    """Of a cell of a table."""


Row = tuple[Area, ...]
"""Cells beside each other; a row of one area without a column is text outside of tables."""


def is_full(line: Line, after: Line, right: float) -> bool:
    """Whether the first word of the next line had no room in a line."""
    first = after.words[0]
    return line.x1 + 0.25 * line.size + (first.x1 - first.x0) > right - 0.5


def pitch(areas: Iterable[Area]) -> float | None:
    """How far lines of a paragraph are from each other in some areas, as a share of their size.

    None where no line is full, so that none may go on.
    """
    found = sorted(share for area in areas for share in _pitches(area) if 0.8 < share < LOOSEST)
    return found[len(found) // 10] if found else None


def _pitches(area: Area) -> Iterator[float]:
    for before, line in pairwise(area.lines):
        if abs(before.size - line.size) < 0.5 and is_full(before, line, area.right):
            yield (line.base - before.base) / line.size
