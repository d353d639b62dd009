"""Months and days as the truth has them."""

import re
from collections.abc import Iterator
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def month_problems(name: str, start: str | None, end: str | None) -> Iterator[str]:
    """What is wrong with two months or days, of which either may be missing."""
    for value in (start, end):
        if value is not None and not _exists(value):
            yield f"{name}: no month or day “{value}”"
    if end and (not start or end < start):
        yield f"{name} ends before it starts"


def date_problems(printed: str, start: str, end: str | None) -> Iterator[str]:
    """Where a date disagrees with the years and the names of months that it prints."""
    dates = [value for value in (start, end) if value]
    for year in re.findall(r"\d{4}", printed):
        if year not in {value[:4] for value in dates}:
            yield f"“{printed}” is not in {' or '.join(dates)}"
    names = [name for name in re.findall(r"[a-z]{3}", printed.lower()) if name in MONTHS]
    numbers = [f"{MONTHS.index(name) + 1:02}" for name in names]
    if numbers and numbers != [value[5:7] for value in dates][: len(numbers)]:
        yield f"“{printed}” is not {' to '.join(dates)}"


def _exists(value: str) -> bool:
    if not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", value):
        return False
    try:
        date.fromisoformat(f"{value}-01"[:10])
    except ValueError:
        return False
    return True
