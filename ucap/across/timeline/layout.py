"""Where everything stands in the picture of a timeline: pure functions, positions out.

Units are those of the SVG's view box; the page scales it to the width it has.
A mark is a dot for what lies in one month and a bar for what takes longer; what
goes on beyond the axis is cut where it ends. All marks have a box of at least
`BOX` by `BOX` around them, so that a finger can hit them; boxes of a lane do
not overlap.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ucap.across.timeline.axis import Axis
from ucap.across.timeline.months import Span

WIDTH = 720
LABELS = 168
"""The column on the left in which lanes and bands are named."""
BOX = 25
BAR = 10
DIAMOND = 13
SHORTEST_BAR = 14
TELLING = 40
"""The room above everything, at negative heights, in which what is pointed at is named."""
HEAD = 42
BAND_HEIGHT = 24
BELOW_BANDS = 8
NARROWEST_BAND = 2
LANE_PADDING = 5
LABEL_LINE = 14
LABEL_LENGTH = 23
"""How many characters a line of a label has at most."""


@dataclass(frozen=True)
class Event:
    """Something to mark in a lane."""

    record: Any
    span: Span


@dataclass(frozen=True)
class Lane:
    """A lane to be laid out: what it is called, how much is in it in all, where it leads."""

    label: str
    number: int
    url: str  # "" where there is nothing to lead to
    events: Sequence[Event]
    second: str = ""  # the rest of what it is called, for a line of its own

    @property
    def name(self) -> str:
        """What it is called, in full."""
        return f"{self.label} {self.second}".strip()

    @property
    def lines(self) -> list[str]:
        """What it is called, in the two lines that there are for it."""
        if self.second:
            return [*wrapped(self.label, lines=1), *wrapped(self.second, lines=1)]
        return wrapped(self.label)


@dataclass(frozen=True)
class Period:
    """A period to be laid out as a band."""

    record: Any
    span: Span


@dataclass(frozen=True)
class Mark:
    """A record in a lane: its box, and the dot or bar in the middle of it."""

    record: Any
    x: float
    y: int
    width: float
    bar_x: float
    bar_width: float  # 0 for a dot

    @property
    def cx(self) -> float:
        """The middle of it."""
        return round(self.x + self.width / 2, 2)

    @property
    def cy(self) -> float:
        """The middle of it."""
        return self.y + BOX / 2

    @property
    def bar_y(self) -> float:
        """The upper edge of the bar."""
        return self.cy - BAR / 2

    @property
    def diamond_y(self) -> float:
        """The upper corner of a diamond."""
        return self.cy - DIAMOND / 2


@dataclass(frozen=True)
class LaneRow:
    """A lane in its place."""

    name: str
    label: list[str]
    number: int
    url: str
    y: int
    height: int
    marks: list[Mark]

    @property
    def label_ys(self) -> list[tuple[str, float]]:
        """(line of the label, its base line): in the middle of the lane's first row."""
        top = self.y + LANE_PADDING + BOX / 2 + 4 - (len(self.label) - 1) * LABEL_LINE / 2
        return [(line, top + number * LABEL_LINE) for number, line in enumerate(self.label)]

    @property
    def number_y(self) -> float:
        """The base line of its number."""
        return self.y + LANE_PADDING + BOX / 2 + 4


@dataclass(frozen=True)
class Band:
    """A period in its place."""

    record: Any
    label: str
    x: float
    y: int
    width: float
    begins: bool  # on the axis, rather than before it
    ends: bool  # on the axis, rather than after it

    @property
    def outline(self) -> str:
        """The dashes, clockwise from the upper left corner, that leave out the sides that are cut.

        Without an edge the bar is seen to go on.
        """
        sides = [(self.width, True), (BAR, self.ends), (self.width, True), (BAR, self.begins)]
        return " ".join(f"{side} 0" if drawn else f"0 {side}" for side, drawn in sides)


@dataclass(frozen=True)
class Picture:
    """Everything that the template draws."""

    axis: Axis
    bands: list[Band]
    lanes: list[LaneRow]
    height: int
    telling: int = TELLING
    width: int = WIDTH
    labels: int = LABELS
    box: int = BOX
    band_height: int = BAND_HEIGHT

    @property
    def whole_height(self) -> int:
        """How high it is with the room above it."""
        return self.telling + self.height

    @property
    def has_bars(self) -> bool:
        """Whether anything in it takes longer than a month."""
        return any(mark.bar_width for lane in self.lanes for mark in lane.marks)


def axis_over(first: int, last: int) -> Axis:
    """The axis of a picture that shows the months `first` to `last`."""
    return Axis(first=first, last=last, left=LABELS, right=WIDTH, margin=BOX / 2)


def window(
    asked: tuple[int | None, int | None], things: Sequence[Event | Period]
) -> tuple[int, int]:
    """(first, last) month of the picture: as `asked` for, else the first and last of `things`."""
    first, last = asked
    if first is None:
        first = min(thing.span.months[0] for thing in things)
    if last is None:
        last = max(thing.span.months[-1] for thing in things)
    return min(first, last), max(first, last)


def picture(axis: Axis, periods: Iterable[Period], lanes: Iterable[Lane]) -> Picture:
    """Put periods and lanes under each other, in the order in which they come."""
    y = HEAD
    bands = []
    for period in periods:
        if axis.shows(period.span):
            bands.append(_band(axis, period, y))
            y += BAND_HEIGHT
    y += BELOW_BANDS if bands else 0
    rows = []
    for lane in lanes:
        row = _lane(axis, lane, y)
        rows.append(row)
        y += row.height
    return Picture(axis=axis, bands=bands, lanes=rows, height=y)


def _band(axis: Axis, period: Period, y: int) -> Band:
    left, right = axis.x(period.span.start), axis.x(period.span.end)
    (label,) = wrapped(str(period.record.short_title), lines=1)
    return Band(
        record=period.record,
        label=label,
        x=left,
        y=y,
        width=round(max(right - left, NARROWEST_BAND), 2),
        begins=period.span.start >= axis.span.start,
        ends=period.span.end <= axis.span.end,
    )


def _lane(axis: Axis, lane: Lane, y: int) -> LaneRow:
    shown = [event for event in lane.events if axis.shows(event.span)]
    marks = stacked(axis, shown, y + LANE_PADDING)
    rows = len({mark.y for mark in marks}) or 1
    return LaneRow(
        name=lane.name,
        label=lane.lines,
        number=lane.number,
        url=lane.url,
        y=y,
        height=rows * BOX + 2 * LANE_PADDING,
        marks=marks,
    )


def stacked(axis: Axis, events: Iterable[Event], y: int) -> list[Mark]:
    """The marks of one lane in order of time, each in the first row from `y` down that has room."""
    ends: list[float] = []
    marks = []
    for event in sorted(events, key=lambda event: (event.span.start, event.span.end)):
        bar_x, bar_width = _bar(axis, event.span)
        width = max(bar_width, BOX)
        x = round(bar_x + (bar_width - width) / 2, 2)
        x = min(max(x, axis.left), axis.right - width)
        row = next((n for n, end in enumerate(ends) if end <= x), len(ends))
        ends[row : row + 1] = [x + width]
        marks.append(
            Mark(
                record=event.record,
                x=x,
                y=y + row * BOX,
                width=width,
                bar_x=bar_x,
                bar_width=bar_width,
            )
        )
    return marks


def _bar(axis: Axis, span: Span) -> tuple[float, float]:
    """(left, width) of the bar of `span`; for a dot its middle, and no width."""
    if span.in_one_month:
        return axis.x(span.middle), 0
    left, right = axis.x(span.start), axis.x(span.end)
    width = max(right - left, SHORTEST_BAR)
    return round((left + right - width) / 2, 2), round(width, 2)


def wrapped(text: str, lines: int = 2) -> list[str]:
    """`text` in at most so many lines of `LABEL_LENGTH` characters, cut with “…” where it must."""
    found = [""]
    for word in text.split():
        longer = f"{found[-1]} {word}".strip()
        if len(longer) <= LABEL_LENGTH or not found[-1]:
            found[-1] = longer
        else:
            found.append(word)
    if len(found) > lines:
        found[lines - 1 :] = [" ".join(found[lines - 1 :])]
    return [line if len(line) <= LABEL_LENGTH else f"{line[: LABEL_LENGTH - 1]}…" for line in found]
