"""Time counted in months: what the axis of a timeline measures in.

A month is its number since the year 0, so that spans far away in time need no
`date` that cannot be; a moment is such a number with a fraction.
"""

import calendar
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from browse.dates import Precision, spoken


class HasDates(Protocol):
    """A record with dates, such as an activity."""

    start: date | None
    end: date | None
    precision: str


def number(day: date) -> int:
    """The number of the month in which `day` lies."""
    return day.year * 12 + day.month - 1


def first_day(month: int) -> date:
    """The first day of the month with the number `month`."""
    return date(month // 12, month % 12 + 1, 1)


def name(month: int) -> str:
    """The month as people say it: “April 2020”."""
    return spoken(first_day(month), None, Precision.MONTH)


@dataclass(frozen=True)
class Span:
    """From one moment up to, but without, a later one."""

    start: float
    end: float

    @property
    def months(self) -> range:
        """The numbers of the months that it touches."""
        return range(int(self.start), int(-(-self.end // 1)))

    @property
    def in_one_month(self) -> bool:
        """Whether it begins and ends in the same month."""
        return len(self.months) == 1

    @property
    def middle(self) -> float:
        """The moment half way."""
        return (self.start + self.end) / 2


def span(start: date, end: date | None, precision: str) -> Span:
    """The time from `start` to `end`, both included: whole months, or days where they are known."""
    last = end or start
    if precision == Precision.MONTH:
        return Span(number(start), number(last) + 1)
    return Span(_at(start, start.day - 1), _at(last, last.day))


def _at(day: date, days: int) -> float:
    """The moment `days` days into the month of `day`."""
    return number(day) + days / calendar.monthrange(day.year, day.month)[1]


def span_of(record: HasDates) -> Span | None:
    """The time that `record` took; None where no date is known."""
    return span(record.start, record.end, record.precision) if record.start else None
