"""Dates as people write them: “Sept 2018”, “3–5 May 2019”, “March 2017 until April 2018”.

The other way round is `browse.dates.spoken`; what it says is read here as what
it was made from. A month is known as a month: no day is made up for it.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from dateutil.parser import parserinfo
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import gettext_lazy as _

from browse.dates import Precision, spoken

HOW = _("Write it like “September 2018”, “20 November 2019” or “July – November 2020”.")
"""How dates are written, for help texts and for every message that refuses one."""

LONGEST = 100


@dataclass(frozen=True)
class When:
    """A span as `Dated` stores it: `end` is None when it is the same as the start."""

    start: date | None = None
    end: date | None = None
    precision: str = Precision.MONTH

    def __bool__(self) -> bool:
        return self.start is not None

    def __str__(self) -> str:
        return spoken(self.start, self.end, self.precision)


@dataclass(frozen=True)
class _Point:
    """What one end of a span says; a part that it leaves out is None."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def completed(self, by: "_Point") -> "_Point":
        """With the year, and the month, that only the other end says: “3–5 May 2019”."""
        month = self.month if self.month is not None or self.day is None else by.month
        return _Point(self.year if self.year is not None else by.year, month, self.day)


_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_FILLERS = re.compile(r"\b(?:on|in|of|the|from|since)\b|,")
_WEEKDAYS = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*[–—]\s*|\s+-\s+|\s+(?:to|until|till)\s+|(?<=[a-z\d])-(?=[a-z\d])")
_BETWEEN_AND = re.compile(r"^between\s+(.+?)\s+and\s+(.+)$")

_YEAR = r"(?P<year>[12]\d{3})"
_DAY = r"(?P<day>\d{1,2})"
_NAME = r"(?P<name>[^\W\d_]+)\.?"
_NUMBER = r"(?P<month>\d{1,2})"
_WHOLE = [
    re.compile(pattern)
    for pattern in (
        rf"{_DAY}\.? {_NAME} {_YEAR}",
        rf"{_NAME} {_DAY} {_YEAR}",
        rf"{_NAME} {_YEAR}",
        rf"{_YEAR} {_NAME}",
        rf"{_YEAR}-{_NUMBER}-{_DAY}",
        rf"{_YEAR}[-/]{_NUMBER}",
        rf"{_DAY}([/.-]){_NUMBER}\2{_YEAR}",
        rf"{_NUMBER}[/.]{_YEAR}",
    )
]
_PARTS = [re.compile(p) for p in (rf"{_DAY}\.? {_NAME}", rf"{_NAME} {_DAY}", _NAME, rf"{_DAY}\.?")]
_YEAR_ALONE = re.compile(r"[12]\d{3}")
_SEASON = re.compile(rf"(?P<season>spring|summer|autumn) {_YEAR}")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
"""First and last month. A winter is in two years, so that nobody knows which “winter 2019” is."""


def read(text: str) -> When:
    """What `text` says of a span; nothing at all for an empty text.

    Days come before months: “20/11/2019”. Years from one to another are whole
    ones: “2018–2020”. ValidationError with a message that says how to write it
    for anything that is no span, for a year alone, for a day that there is not,
    and for an end before the start.
    """
    plain = _plain(text[: LONGEST + 1])
    if not plain:
        return When()
    if len(text.strip()) > LONGEST:
        raise _refused(text, _("“%(text)s” is too long for a date."))
    whole = _point(plain, _WHOLE)
    if whole:
        return _span(text, whole, whole)
    season = _SEASON.fullmatch(plain)
    if season:
        first_month, last_month = _SEASONS[season["season"]]
        year = int(season["year"])
        return _span(text, _Point(year, first_month), _Point(year, last_month))
    for first, last in _halves(plain):
        if _YEAR_ALONE.fullmatch(first) and _YEAR_ALONE.fullmatch(last):
            return _span(text, _Point(int(first), 1), _Point(int(last), 12))
        end = _point(last, _WHOLE)
        start = _point(first, [*_WHOLE, *_PARTS])
        if start and end:
            return _span(text, start.completed(end), end)
    raise _not_understood(text, plain)


def _plain(text: str) -> str:
    """The text in lower case, without what says nothing: weekdays, “of”, “the”, ordinal endings."""
    plain = _ORDINAL.sub(r"\1", text.replace("\0", "�").casefold())
    plain = _FILLERS.sub(" ", _WEEKDAYS.sub(" ", plain))
    return " ".join(plain.split())


def _halves(plain: str) -> list[tuple[str, str]]:
    """Every way to part a text into a start and an end."""
    between = _BETWEEN_AND.match(plain)
    if between:
        return [(between[1], between[2])]
    return [
        (plain[: m.start()].strip(), plain[m.end() :].strip()) for m in _BETWEEN.finditer(plain)
    ]


def _point(text: str, patterns: list[re.Pattern[str]]) -> _Point | None:
    """What the first of `patterns` that fits reads in `text`; None where none does."""
    for pattern in patterns:
        found = pattern.fullmatch(text)
        if not found:
            continue
        said = found.groupdict()
        month: int | None = None
        if said.get("name"):
            month = _month(said["name"])
            if month is None:
                continue
        elif said.get("month"):
            month = int(said["month"])
        year, day = said.get("year"), said.get("day")
        return _Point(int(year) if year else None, month, int(day) if day else None)
    return None


def _month(name: str) -> int | None:
    """The number of the month that is called `name`, in English or in the active language."""
    for number, names in enumerate(parserinfo.MONTHS, 1):
        if name in {known.casefold() for known in names}:
            return number
    for number in range(1, 13):
        if name in {str(MONTHS[number]).casefold(), str(MONTHS_3[number]).casefold()}:
            return number
    return None


def _span(text: str, first: _Point, last: _Point) -> When:
    """The span from one point to another; ValidationError for what cannot be."""
    if (first.day is None) != (last.day is None):
        raise _refused(text, _("“%(text)s” has a day at one end only: write both ends alike."))
    start, end = _date(text, first), _date(text, last)
    if end < start:
        raise _refused(text, _("In “%(text)s”, the end is before the start."))
    precision = Precision.MONTH if first.day is None else Precision.DAY
    return When(start, end if end != start else None, precision)


def _date(text: str, point: _Point) -> date:
    """The day of a complete point, the first of its month without one."""
    assert point.year is not None  # noqa: S101 - the right end is whole and completes the left
    month = point.month or 0
    if not 1 <= month <= 12:
        raise _refused(text, _("In “%(text)s”, there is no month %(number)d."), number=month)
    if point.day is None:
        return date(point.year, month, 1)
    days = calendar.monthrange(point.year, month)[1]
    if not 1 <= point.day <= days:
        raise _refused(
            text, _("In “%(text)s”, there is no day %(number)d in that month."), number=point.day
        )
    return date(point.year, month, point.day)


def _not_understood(text: str, plain: str) -> ValidationError:
    """What to say of a text that is no span."""
    if _YEAR_ALONE.fullmatch(plain):
        return _refused(
            text, _("“%(text)s” is a year alone: name the month, too, or leave this empty.")
        )
    if _point(plain, _PARTS[:3]):
        return _refused(text, _("In “%(text)s”, the year is missing."))
    return _refused(text, _("“%(text)s” is not understood as a date."))


def _refused(text: str, why, **params) -> ValidationError:
    """An error that says what is wrong and how dates are written."""
    shown = " ".join(text.replace("\0", "�").split())
    shown = shown if len(shown) <= 60 else f"{shown[:60]}…"
    return ValidationError(
        "%(why)s %(how)s", params={"why": why % {"text": shown, **params}, "how": HOW}, code="when"
    )
