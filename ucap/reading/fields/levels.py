"""How deep points of a list stand, also where a page break has cut the list that shows it."""

import re
from collections.abc import Sequence

from ucap.reading.fields import dates
from ucap.reading.fields.joining import is_broken
from ucap.reading.fields.runs import Run

_NUMBER = re.compile(r"\(?(\d+)[.)]")


def levels(runs: Sequence[Run], *, are_dated: bool) -> list[int]:
    """How deep each point stands, from 1; 0 of other texts.

    `are_dated` says that points of the first level have dates. Where all have, none is below
    another one; one without goes on with the points below the one before, behind a page break.
    """
    points = [run for run in runs if run.is_point]
    dated = [are_dated and dates.leading(point.plain) is not None for point in points]
    found = [1] * len(points) if points and all(dated) else _by_marks(points)
    for number in range(1, len(points)):
        is_below = any(dated) and not dated[number] and found[number - 1] > found[number]
        if is_below and _is_cut(points[number - 1], points[number]):
            found[number] = found[number - 1]
    rest = iter(found)
    return [next(rest) if run.is_point else 0 for run in runs]


def _is_cut(before: Run, point: Run) -> bool:
    """Whether a page ends between two points, or within the first."""
    return is_broken(before, point) or before.place.row != before.last_place.row


def _by_marks(points: Sequence[Run]) -> list[int]:
    """Levels from those of the reader, corrected where the marks or numbers speak against them."""
    top = min((max(point.level, 1) for point in points), default=1)
    marked = [(_NUMBER.sub("1.", p.mark), max(p.level, 1) - top + 1) for p in points]
    lower = {mark for mark, level in marked if level > 1} - {mark for mark, _ in marked[:1]}
    known: dict[str, int] = {}
    numbers: dict[int, int] = {}
    before, level = ("", 0), 0
    found = []
    for point, (mark, given) in zip(points, marked, strict=True):
        counted = _by_number(point.mark, given, numbers)
        usual = known.get(mark, given)
        if counted:
            level = counted
        elif given == 1 and mark in lower:
            level = 2
        elif level and given > level + 1:
            level = known.get(mark, level + 1)
        elif before != (mark, given):
            # a mark that was above another one does not stand below it
            level = usual if usual < known.get(before[0], 0) else given
        known.setdefault(mark, level)
        before = (mark, given)
        found.append(level)
    return found


def _by_number(mark: str, given: int, numbers: dict[int, int]) -> int:
    """The level whose numbers this one goes on, 0 for none; notes it in `numbers`."""
    printed = _NUMBER.fullmatch(mark)
    if not printed:
        return 0
    number = int(printed[1])
    going_on = [level for level, last in numbers.items() if last + 1 == number]
    level = given if given in going_on or not going_on else min(going_on)
    numbers[level] = number
    return level
