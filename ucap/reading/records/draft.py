"""What reading proposes: the fields of a draft, each with how sure it is and what else it may be.

Nothing of it is stored before an editor says so.
"""

from dataclasses import dataclass, field

from browse.when import When
from ucap.reading.understood import NOTHING, Span


@dataclass(frozen=True)
class Name:
    """A name as printed and the record that it means; `key` is None for one that is not known.

    `sure` is from 0 to 1; `others` are keys of records that may be meant instead, likeliest first.
    `country` is the ISO code that a document gives for a city or that follows from its side.
    `implied` says that a city is not named where the record is told, but plainly meant, since the
    plan is its own.
    """

    printed: str
    key: int | None = None
    sure: float = 0
    others: tuple[int, ...] = ()
    country: str = ""
    implied: bool = False


@dataclass(frozen=True)
class Match:
    """A record that an entry probably tells of: how likely (0 to 1), and what speaks for it."""

    key: int
    score: float
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """One record that an entry tells of: a known one (`matches`, best first) or a new one.

    An entry that tells of several has one proposal for each, in the order of its words.
    `title` is proposed for a new record; `kind` is a value of `ActivityKind` or `PilotKind`.
    """

    position: str
    span: Span
    title: str
    kind: str = ""
    when: When = field(default_factory=When)
    cities: tuple[Name, ...] = ()
    organisations: tuple[Name, ...] = ()
    matches: tuple[Match, ...] = ()

    @property
    def repeats(self) -> Match | None:
        """The record that it repeats, if that is likelier than a new one."""
        return next((one for one in self.matches if one.score >= LIKELY), None)


LIKELY = 0.5
"""From which score on a proposal is taken to repeat a record."""


@dataclass(frozen=True)
class Label:
    """A label as printed and the keys of the terms that it means; none where it is not plain."""

    printed: Span
    keys: tuple[int, ...] = ()
    possible: tuple[int, ...] = ()


@dataclass(frozen=True)
class DraftSide:
    """One side: its cities, and the figures read from what is printed."""

    cities: tuple[Name, ...] = ()
    population: int | None = None
    area_km2: float | None = None


@dataclass(frozen=True)
class ProposedNote:
    """An editorial note for a slip: `part` is a value of `Part`, `position` that of an entry."""

    part: str
    oddity: str
    resolution: str
    position: str = ""
    span: Span = NOTHING


@dataclass(frozen=True)
class Draft:
    """Everything that reading proposes for one document, beside what was understood of it."""

    title: str = ""
    short_title: str = ""
    kind: str = ""
    period: When = field(default_factory=When)
    sides: tuple[DraftSide, ...] = ()
    themes: tuple[Label, ...] = ()
    goals: tuple[Label, ...] = ()
    topics: tuple[Label, ...] = ()
    activities: tuple[Proposal, ...] = ()
    pilots: tuple[Proposal, ...] = ()
    email: str = ""
    notes: tuple[ProposedNote, ...] = ()
