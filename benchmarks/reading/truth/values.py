"""The truth about one document, as plain values; "" and () are “the document does not say”."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Thing:
    """A city or organisation, under all its names; `name` is the one that is shown."""

    name: str
    names: frozenset[str]

    @classmethod
    def called(cls, name: str, others: Iterable[str] = ()) -> "Thing":
        """The thing of that name, and of others."""
        return cls(name, frozenset({name, *others}))


@dataclass(frozen=True)
class TrueRecord:
    """An activity or pilot that an entry tells of.

    `slug` is "" of one that only this document tells of and that has no address. `told_elsewhere`
    says whether the portal holds it without this document, so that it must be recognised; None
    where that is not asked. `months` is None where it is not known.

    A city or organisation in `cities` and `organisations` must be proposed; one in `also` may be.
    """

    slug: str = ""
    told_elsewhere: bool | None = False
    months: str | None = ""
    cities: tuple[Thing, ...] = ()
    organisations: tuple[Thing, ...] = ()
    also: tuple[Thing, ...] = ()


@dataclass(frozen=True)
class TrueEntry:
    """A point of the activities or results; `heading` and `dates` are None where not known."""

    position: str
    text: str
    heading: str | None = ""
    dates: str | None = ""
    records: tuple[TrueRecord, ...] = ()


@dataclass(frozen=True)
class TrueTheme:
    """A theme as printed, and the slug of the one that it means."""

    label: str
    meaning: str = ""
    description: str = ""
    focus: str = ""
    challenges: str = ""


@dataclass(frozen=True)
class TrueTerm:
    """A label of an SDG or topic, and the slug of what it means; of an SDG, its number."""

    label: str
    meaning: str


@dataclass(frozen=True)
class TrueSide:
    """A column of the table: what is printed, its cities, and what the figures say."""

    cities: tuple[Thing, ...] = ()
    cities_printed: str = ""
    province: str = ""
    country: str = ""
    population_printed: str = ""
    size_printed: str = ""
    population: float | None = None
    area_km2: float | None = None


@dataclass(frozen=True)
class Truth:
    """A whole document; `months` are those of the period: “2018-07..2019-11”."""

    name: str
    kind: str
    sides: tuple[TrueSide, ...]
    period: str
    months: str
    themes: tuple[TrueTheme, ...]
    goals: tuple[TrueTerm, ...]
    topics: tuple[TrueTerm, ...]
    contact: str
    email: str
    activities: tuple[TrueEntry, ...]
    results: tuple[TrueEntry, ...]
    focus: str = ""
    challenges: str = ""
    objectives: str = ""
