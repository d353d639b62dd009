"""The axis of a timeline: where a month stands, and which lines and labels there is room for."""

from dataclasses import dataclass

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.text import capfirst

from ucap.across.timeline.months import Span

LETTER_WIDTH = 12
QUARTER_WIDTH = 21
YEAR_WIDTH = 34
TICK_WIDTH = 3
"""How much room a label or a line needs, in units of the picture."""
NAMED = 6
"""How many months at most are labelled by more than a letter, which alone would say too little."""


@dataclass(frozen=True)
class Tick:
    """A line at `x`, and the label of what it opens at `label_x`."""

    x: float
    label_x: float
    label: str


@dataclass(frozen=True)
class Axis:
    """The months `first` to `last`, both included, from `left` to `right`.

    A margin on both sides keeps marks that stand on its ends inside.
    """

    first: int
    last: int
    left: float
    right: float
    margin: float

    @property
    def span(self) -> Span:
        """The whole time that it shows."""
        return Span(self.first, self.last + 1)

    @property
    def month_width(self) -> float:
        """How wide a month is."""
        return (self.right - self.left - 2 * self.margin) / (self.last + 1 - self.first)

    def x(self, moment: float) -> float:
        """Where a moment stands: one that it does not show at the end nearest to it."""
        months = min(max(moment, self.first), self.last + 1) - self.first
        return round(self.left + self.margin + months * self.month_width, 2)

    def shows(self, span: Span) -> bool:
        """Whether any of `span` lies on it."""
        return span.start < self.last + 1 and span.end > self.first

    @property
    def years(self) -> list[Tick]:
        """A line at the beginning of each year; of every second, fifth … where they are too many.

        The year in which the axis begins is named at its edge, if there is room for that.
        """
        step = next(s for s in _steps() if s * 12 * self.month_width >= YEAR_WIDTH)
        begun = self.first // 12
        ticks = []
        for year in range(begun - begun % step, self.last // 12 + 1, step):
            start, end = max(year * 12, self.first), min((year + step) * 12, self.last + 1)
            if step > 1 and start > year * 12:  # the first decade, already running
                continue
            room = (end - start) * self.month_width >= YEAR_WIDTH
            ticks.append(Tick(self.x(start), self.x(start) + 4, str(year) if room else ""))
        return ticks

    @property
    def ticks(self) -> list[float]:
        """Where each month begins; none where they would run together."""
        if self.month_width < TICK_WIDTH:
            return []
        return [self.x(month) for month in range(self.first, self.last + 2)]

    @property
    def labels(self) -> list[Tick]:
        """The months, a few in short and more by their first letters; quarters where even that is
        too tight, or nothing.
        """
        months = range(self.first, self.last + 1)
        if len(months) <= NAMED:
            return [self._between(m, m + 1, capfirst(MONTHS_3[m % 12 + 1])) for m in months]
        if self.month_width >= LETTER_WIDTH:
            return [self._between(m, m + 1, str(MONTHS[m % 12 + 1])[0]) for m in months]
        if 3 * self.month_width >= QUARTER_WIDTH:
            quarters = range(-(-self.first // 3) * 3, self.last - 1, 3)
            return [self._between(q, q + 3, f"Q{q % 12 // 3 + 1}") for q in quarters]
        return []

    def _between(self, start: int, end: int, label: str) -> Tick:
        return Tick(self.x(start), round((self.x(start) + self.x(end)) / 2, 2), label)


def _steps():
    """1, 2, 5, 10, 20, 50 … without end."""
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10
