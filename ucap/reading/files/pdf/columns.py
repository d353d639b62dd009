"""Text with gaps that go down through many lines: tables without borders, prose in columns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ucap.reading.files.marks import ALONE
from ucap.reading.files.pdf.areas import Area, Row
from ucap.reading.files.pdf.lines import Line, parts
from ucap.reading.files.pdf.words import Word

NEAR = 3.0
"""What begins no further from a place than this many points begins there."""
LEAST_PROSE = 4
"""Fewer lines are no column of prose."""
FULL = 0.35
"""In a column of prose, at least this share of lines is full."""
LOOSE = 1.7
"""Lines of one label are no further from each other than this many times the size of letters."""
LEAST = 4.0
"""The least width in points of a gap between two columns."""


@dataclass(frozen=True)
class Band:
    """Consecutive lines, by number, of which none crosses a gap that ends at `x`."""

    first: int
    after: int
    x: float


def areas(lines: list[Line], right: float, gaps: tuple[float, ...] = ()) -> Iterator[Row]:
    """Lines across a page as areas in the order of reading.

    `right` is where text ends on the page, `gaps` are where the page before had second columns: a
    row that goes on from there may have nothing in its first one.
    """
    band = _band(lines, gaps)
    if not band:
        if lines:
            yield (Area(tuple(lines), min(line.x0 for line in lines), right),)
        return
    yield from areas(lines[: band.first], right)
    inside = lines[band.first : band.after]
    left_side, right_side = _sides(inside, band.x)
    if _is_prose(left_side, right_side):
        for side in (left_side, right_side):
            yield (Area(tuple(side), min(line.x0 for line in side), _right([side])),)
    else:
        yield from _table(inside, band.x, right)
    yield from areas(lines[band.after :], right, gaps)


def second_columns(rows: Iterable[Row]) -> tuple[float, ...]:
    """Where the second columns of tables begin."""
    return tuple({area.left for row in rows for area in row if area.column == 2})


def _starts(lines: list[Line]) -> Iterator[float]:
    """Where something begins after a wide gap, but for what follows a bullet."""
    for line in lines:
        before, *others = parts(line)
        for part in others:
            if not ALONE.fullmatch(before.styled().text):
                yield part.x0
            before = part


def _band(lines: list[Line], gaps: tuple[float, ...]) -> Band | None:
    """The band of most lines: for two columns, at least two lines have something in both."""
    starts = sorted(_starts(lines))
    candidates = [x for at, x in enumerate(starts) if not at or x - starts[at - 1] > NEAR]
    bands = [band for x in candidates if (band := _longest(lines, x))]
    for x in gaps:
        if not lines or lines[0].x0 < x - NEAR:
            continue
        after = next((at for at, line in enumerate(lines) if _crosses(line, x)), len(lines))
        if goes_on := _trimmed(lines, Band(0, after, x), least=0):
            bands.append(goes_on)
    return max(bands, key=lambda band: band.after - band.first, default=None)


def _longest(lines: list[Line], x: float) -> Band | None:
    first = 0
    best = None
    for at in range(len(lines) + 1):
        if at < len(lines) and not _crosses(lines[at], x):
            continue
        band = _trimmed(lines, Band(first, at, x))
        if band and (not best or band.after - band.first > best.after - best.first):
            best = band
        first = at + 1
    return best


def _crosses(line: Line, x: float) -> bool:
    return any(word.x0 < x - NEAR and word.x1 > x - LEAST for word in line.words)


def _trimmed(lines: list[Line], band: Band, least: int = 2) -> Band | None:
    """The band without lines above and below that have nothing on its right.

    None where fewer than `least` lines have something on both sides, or none on the right.
    """
    inside = range(band.first, band.after)
    both = [at for at in inside if lines[at].x0 < band.x - NEAR and lines[at].x1 > band.x]
    right = [at for at in inside if lines[at].x1 > band.x]
    if len(both) < least or not right:
        return None
    after = right[-1] + 1
    while (
        after < band.after and lines[after].base - lines[after - 1].base < 1.6 * lines[after].size
    ):
        after += 1
    return Band(right[0], after, band.x)


def _sides(lines: list[Line], x: float) -> tuple[list[Line], list[Line]]:
    sides: tuple[list[Line], list[Line]] = [], []
    for line in lines:
        for side, words in zip(sides, _split(line, x), strict=True):
            if words:
                side.append(Line(words))
    return sides


def _split(line: Line, x: float) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    at = sum(word.x0 < x - NEAR for word in line.words)
    return line.words[:at], line.words[at:]


def _is_prose(*sides: list[Line]) -> bool:
    """Columns of prose are about as wide as each other and often full; labels are short."""
    if any(len(side) < LEAST_PROSE or _fullness(side) < FULL for side in sides):
        return False
    widths = [_right([side]) - min(line.x0 for line in side) for side in sides]
    return min(widths) > 0.6 * max(widths)


def _fullness(lines: list[Line]) -> float:
    """Which share of lines end near where the furthest does."""
    right = _right([lines])
    near = right - 0.15 * (right - min(line.x0 for line in lines))
    return sum(line.x1 > near for line in lines) / len(lines)


def _table(lines: list[Line], x: float, right: float) -> Iterator[Row]:
    """Rows begin where a label does; a third column is where several rows have one."""
    rows = [_sides(row, x) for row in _rows(lines, x)]
    third = _third([rest for _, rest in rows])
    left = min(line.x0 for line in lines)
    label_right = _right([label for label, _ in rows])
    middle_right = _right([_sides(rest, third)[0] for _, rest in rows if _is_cut(rest, third)])
    for label, rest in rows:
        middle, last = _sides(rest, third) if _is_cut(rest, third) else (rest, [])
        cells = (
            Area(tuple(label), left, label_right, 1),
            Area(tuple(middle), x, middle_right if last else right, 2),
            Area(tuple(last), third, right, 3),
        )
        yield tuple(cell for cell in cells if cell.lines)


def _right(cells: Iterable[list[Line]]) -> float:
    return max((line.x1 for cell in cells for line in cell), default=0)


def _rows(lines: list[Line], x: float) -> Iterator[list[Line]]:
    """A label that goes on is as near to its line above as lines are; another one is further."""
    labels = [_split(line, x)[0] for line in lines]
    bases = [Line(words).base / Line(words).size if words else None for words in labels]
    found = [base for base in bases if base is not None]
    near = min((after - before for before, after in pairwise(found)), default=0) * 1.12 + 0.03
    if near > LOOSE:
        near = 0  # no label has a second line
    row: list[Line] = []
    before = None
    for line, base in zip(lines, bases, strict=True):
        if base is not None:
            if row and (before is None or base - before > near):
                yield row
                row = []
            before = base
        row.append(line)
    yield row


def _third(rests: Iterable[list[Line]]) -> float:
    """Where the third column begins that at least two rows have; infinity without one."""
    groups: list[list[float]] = []
    for start in sorted(start for rest in rests for start in _starts(rest)):
        if groups and start - groups[-1][0] <= NEAR:
            groups[-1].append(start)
        else:
            groups.append([start])
    found = max(groups, key=len, default=[])
    return min(found) if len(found) > 1 else float("inf")


def _is_cut(rest: list[Line], third: float) -> bool:
    """Whether no line goes on from the second column into the third."""
    return not any(_crosses(line, third) for line in rest)
