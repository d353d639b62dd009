"""The same activities as a list with months for headings: a pure function."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from pilots.models import Activity
from ucap.across.timeline import months


@dataclass(frozen=True)
class Month:
    """The activities that begin in one month; `name` is empty where no date is known."""

    name: str
    activities: list[Activity]


def by_month(activities: Iterable[Activity]) -> list[Month]:
    """`activities`, which come in order of time or in its reverse, under their months."""
    return [
        Month("" if number is None else months.name(number), list(group))
        for number, group in groupby(
            activities, key=lambda a: None if a.start is None else months.number(a.start)
        )
    ]
