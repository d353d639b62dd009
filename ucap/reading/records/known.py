"""What the portal knows when a document is read: names and records, as plain values."""

from dataclasses import dataclass, field

from browse.when import When


@dataclass(frozen=True)
class Named:
    """A record under its names; `country` is an ISO code, of a city its own, else ""."""

    key: int
    slug: str
    name: str
    others: tuple[str, ...] = ()
    country: str = ""
    population: int | None = None
    area_km2: float | None = None


@dataclass(frozen=True)
class Told:
    """An activity or pilot that is in the portal: what it is, and in which words it is told."""

    key: int
    slug: str
    title: str
    texts: tuple[str, ...] = ()
    when: When = field(default_factory=When)
    cities: frozenset[int] = frozenset()
    organisations: frozenset[int] = frozenset()
    summaries: frozenset[int] = frozenset()
    """The summaries that tell of it, by key."""


@dataclass(frozen=True)
class Known:
    """Everything that matters for reading; each list in the order of the keys."""

    countries: tuple[Named, ...] = ()
    cities: tuple[Named, ...] = ()
    organisations: tuple[Named, ...] = ()
    themes: tuple[Named, ...] = ()
    goals: tuple[Named, ...] = ()
    """SDGs; the slug is the number."""
    topics: tuple[Named, ...] = ()
    activities: tuple[Told, ...] = ()
    pilots: tuple[Told, ...] = ()
