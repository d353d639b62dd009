"""The dates that a document prints, as spans: its period, those of entries, those in sentences."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.core.exceptions import ValidationError

from browse.dates import Precision
from browse.when import When, read
from ucap.reading.understood import Entry

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = re.compile(r"\b[12]\d{3}\b")
_LISTED = re.compile(
    rf"\b(?P<first>{_MONTH})(?:(?:\s*,\s*|\s*[–—-]\s*|,?\s+(?:and|to|until)\s+){_MONTH})*"
    r"(?:,?\s+|\s+of\s+)(?P<year>[12]\d{3})\b"
)
_DAY = re.compile(
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})(?!\w)"
    r"(?:,?\s+(?P<year>[12]\d{3}))?"
)


def printed(text: str) -> When:
    """The span that a printed date says; nothing where it says none: “to be agreed”."""
    try:
        return read(text.strip(" :.,"))
    except ValidationError:
        return months(text)


def dates(entries: Sequence[Entry]) -> dict[str, When]:
    """{position: when an entry says that it was}.

    A year that it leaves out is that of its heading (“2019”), or the one by which it keeps its
    place between its neighbours.
    """
    told = {entry.position: printed(entry.dates.text) for entry in entries}
    for number, entry in enumerate(entries):
        text = entry.dates.text.strip(" :.,")
        if not told[entry.position] and text and not _YEAR.search(text):
            heading = _YEAR.search(entry.heading.text)
            before = [told[one.position] for one in entries[:number] if told[one.position]]
            behind = [told[one.position] for one in entries[number + 1 :] if told[one.position]]
            told[entry.position] = (
                printed(f"{text} {heading[0]}")
                if heading
                else _between(text, before[-1:], behind[:1])
            )
    return told


def _between(text: str, before: Sequence[When], behind: Sequence[When]) -> When:
    """The date without a year that lies between two others; nothing where no year makes it so."""
    for neighbour in (*before, *behind):
        when = printed(f"{text} {neighbour.start.year}") if neighbour.start else When()
        ordered = [one.start for one in (*before, when, *behind) if one.start]
        if when and ordered == sorted(ordered):
            return when
    return When()


def months(text: str) -> When:
    """The span from the first to the last month that stands in a text with its year.

    “July, September and November 2020” is from July to November.
    """
    found = [
        month
        for listed in _LISTED.finditer(text)
        for name in re.findall(_MONTH, listed[0])
        if (month := _read(f"{name} {listed['year']}"))
    ]
    if not found:
        return When()
    first, last = min(found), max(found)
    return When(first, last if last != first else None, Precision.MONTH)


def within(text: str, dated: When) -> When:
    """The day that a sentence names in the time that its entry is dated to, else that time.

    The year may be missing: “Wednesday 20th November”.
    """
    for found in _DAY.finditer(text):
        year = found["year"] or (dated.start.year if dated.start else "")
        day = _read(f"{found['day']} {found['month']} {year}")
        if day and (not dated or covers(dated, day)):
            return When(day, None, Precision.DAY)
    return dated


def covers(span: When, day: date) -> bool:
    """Whether a day lies in the months of a span."""
    if not span.start:
        return False
    return span.start.replace(day=1) <= day.replace(day=1) <= (span.end or span.start)


def before(span: When, period: When) -> bool:
    """Whether something began before a period."""
    return bool(span.start and period.start and span.start < period.start)


def after(span: When, period: When) -> bool:
    """Whether something began after a period, which ends with its last month."""
    last = period.end or period.start
    return bool(span.start and last and span.start.replace(day=1) > last)


def by_months(span: When) -> When:
    """The span in whole months, as a period is stored."""
    if not span.start:
        return span
    end = span.end.replace(day=1) if span.end else None
    start = span.start.replace(day=1)
    return replace(span, start=start, end=None if end == start else end, precision=Precision.MONTH)


def _read(text: str) -> date | None:
    try:
        return read(text).start
    except ValidationError:
        return None
