"""What speaks for an entry and a known record being one, and how much it counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import date

from browse.when import When

LONGEST = 36
"""Months of a span that are looked at: what goes on for longer tells nothing by its months."""


@dataclass(frozen=True)
class Weights:
    """What is added for each of the `Signs`: fitted to documents that people matched, and rounded.

    `start` is how likely an entry is to repeat anything, before it is known what it says.
    """

    start: float
    month: float
    next_month: float
    other_time: float
    cities: float
    absent: float
    new: float
    apart: float
    elsewhere: float
    bodies: float
    title: float
    wording: float


ACTIVITIES = Weights(
    start=0.2,
    month=1.0,
    next_month=-1.0,
    other_time=-5.0,
    cities=0.6,
    absent=-0.8,
    new=-0.6,
    apart=-1.2,
    elsewhere=-2.5,
    bodies=0.6,
    title=4.0,
    wording=6.0,
)
"""When and where something took place tells it from most."""
PILOTS = Weights(
    start=-2.8,
    month=1.0,
    next_month=-1.0,
    other_time=-5.0,
    cities=0.5,
    absent=-1.8,
    new=-0.2,
    apart=-1.6,
    elsewhere=-2.0,
    bodies=1.0,
    title=6.0,
    wording=5.5,
)
"""Proposals seldom have a date, and many are alike but for their cities: words must agree more."""


@dataclass(frozen=True)
class Telling:
    """What an entry tells, as far as it can be compared.

    `cities` are keys of known cities and the names of new ones; `meant` are those of them that
    are only implied.
    """

    text: str
    when: When = field(default_factory=When)
    cities: frozenset[int | str] = frozenset()
    meant: frozenset[int | str] = frozenset()
    bodies: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Signs:
    """What speaks for an entry and a record being one, or against it.

    `month`, `cities` and `bodies` are what shared ones say, the rarer the more. `absent` are known
    cities, `new` are others that only the entry names; `apart` says that each names some that the
    other does not, `elsewhere` that they have none in common. `title` is how much of the record's
    title stands in the entry, `wording` how much the entry has in common with the most similar
    text on the record.
    """

    month: float = 0
    next_month: float = 0
    other_time: float = 0
    cities: float = 0
    absent: float = 0
    new: float = 0
    apart: float = 0
    elsewhere: float = 0
    bodies: float = 0
    title: float = 0
    wording: float = 0

    def sum(self, weights: Weights) -> float:
        """All signs, weighed."""
        return sum(getattr(self, one.name) * getattr(weights, one.name) for one in fields(self))


def months(when: When) -> list[int]:
    """The months of a span, counted from the year 0; a few years at most."""
    if not when.start:
        return []
    first, last = _month(when.start), _month(when.end or when.start)
    return list(range(first, min(last, first + LONGEST) + 1))


def _month(day: date) -> int:
    return 12 * day.year + day.month


def apart(one: Sequence[int], other: Sequence[int]) -> int | None:
    """How many months lie between two spans; None where one has no date."""
    if not one or not other:
        return None
    return max(0, one[0] - other[-1], other[0] - one[-1])
