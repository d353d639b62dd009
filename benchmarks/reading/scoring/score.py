"""What a scoring gives: fields that are right or wrong, things that were found or not."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

FIELDS = 0.95
"""Which share of the fields must be right."""
MATCHES = 0.90
"""What precision and recall of the matches must each be."""

MEASURES = ("activities", "pilots", "cities", "organisations", "matches")
GROUPS = ("sides", "period", "themes", "terms", "entries", "dates", "prose", "others")


@dataclass(frozen=True)
class Field:
    """One field: its group, its name in the document (“side 1 province”), and both values."""

    group: str
    name: str
    expected: str
    got: str
    right: bool


@dataclass(frozen=True)
class Found:
    """How many things were proposed, how many of them rightly, and how many there are."""

    right: int = 0
    proposed: int = 0
    expected: int = 0

    def __add__(self, other: "Found") -> "Found":
        return Found(
            self.right + other.right,
            self.proposed + other.proposed,
            self.expected + other.expected,
        )

    @property
    def precision(self) -> float:
        """The share of what was proposed that is right; 1 when nothing was."""
        return self.right / self.proposed if self.proposed else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is that was proposed; 1 when there is nothing."""
        return self.right / self.expected if self.expected else 1.0


@dataclass(frozen=True)
class Miss:
    """One thing that is wrong: what it counts against, where it is, and both values."""

    measure: str
    where: str
    expected: str
    got: str


@dataclass(frozen=True)
class Tally:
    """What was counted of records: a number of things for each measure, and each that is wrong."""

    found: Mapping[str, Found] = field(default_factory=dict)
    misses: tuple[Miss, ...] = ()

    def of(self, measure: str) -> Found:
        """The numbers of one of `MEASURES`."""
        return self.found.get(measure, Found())

    def __add__(self, other: "Tally") -> "Tally":
        found = {name: self.of(name) + other.of(name) for name in {*self.found, *other.found}}
        return Tally(found, self.misses + other.misses)


@dataclass(frozen=True)
class Score:
    """The score of one document, or of several together."""

    name: str
    fields: tuple[Field, ...] = ()
    records: Tally = Tally()

    def share(self, group: str | None = None) -> float | None:
        """The share of fields that are right, of all groups or of one; None without any."""
        right = [one.right for one in self.fields if group in (None, one.group)]
        return sum(right) / len(right) if right else None

    def misses(self) -> list[Miss]:
        """Everything that is wrong, in the order of the document."""
        wrong = [Miss("fields", f.name, f.expected, f.got) for f in self.fields if not f.right]
        return [*wrong, *self.records.misses]

    def good_enough(self) -> bool:
        """Whether the limits are kept."""
        matches = self.records.of("matches")
        share = self.share()
        fields = share is not None and share >= FIELDS
        return fields and min(matches.precision, matches.recall) >= MATCHES


def together(name: str, scores: Iterable[Score]) -> Score:
    """One score of several documents, each field and each thing counting alike."""
    every = list(scores)
    return Score(
        name,
        tuple(one for score in every for one in score.fields),
        sum((score.records for score in every), Tally()),
    )
