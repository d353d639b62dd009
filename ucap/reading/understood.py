"""What a summary document says, field by field, each with the words it was taken from.

Everything here is a value: it comes from the blocks alone and knows no record of the portal.
"""

from dataclasses import dataclass, field, replace


@dataclass(frozen=True)
class Span:
    """Words of the document: `text`, and the block they begin in, by its number in the document.

    `start` and `end` are where they stand in that block's text; a text that goes on in later
    blocks has the numbers of all in `blocks` and ends in the last one.
    """

    text: str
    blocks: tuple[int, ...] = ()
    start: int = 0
    end: int = 0

    def __bool__(self) -> bool:
        return bool(self.text)

    def on_one_line(self) -> "Span":
        """The same words with single spaces between them."""
        return replace(self, text=" ".join(self.text.split()))


NOTHING = Span("")
"""What a document does not say."""


@dataclass(frozen=True)
class Side:
    """One side of the cooperation: what its column prints, "" where nothing is."""

    cities: Span = NOTHING
    province: Span = NOTHING
    country: Span = NOTHING
    population: Span = NOTHING
    size: Span = NOTHING


@dataclass(frozen=True)
class Theme:
    """A cooperation theme: its label without a closing colon, and what stands under it."""

    label: Span
    description: Span = NOTHING
    focus: Span = NOTHING
    challenges: Span = NOTHING


@dataclass(frozen=True)
class Entry:
    """A point of the activities or results.

    `position` is “4”, or “4.1” for the first point below it, counted through the section.
    `heading` is what it stands under, `dates` its date as printed (without a colon), `text` all
    other words of its own, without those of the points below it.
    """

    position: str
    text: Span
    heading: Span = NOTHING
    dates: Span = NOTHING


@dataclass(frozen=True)
class Doubt:
    """Where reading is not sure: which field (“period”, “activities 4.1”), and why, in words."""

    field: str
    why: str


@dataclass(frozen=True)
class Understood:
    """A summary as its document tells it."""

    sides: tuple[Side, ...] = ()
    period: Span = NOTHING
    themes: tuple[Theme, ...] = ()
    terms: tuple[Span, ...] = ()
    """The labels of SDGs and Urban Agenda topics, one line of the paper each, in their order."""
    focus: Span = NOTHING
    challenges: Span = NOTHING
    objectives: Span = NOTHING
    activities: tuple[Entry, ...] = ()
    results: tuple[Entry, ...] = ()
    contact: Span = NOTHING
    unused: tuple[int, ...] = ()
    """The numbers of blocks that belong to no field, but for the title and page numbers."""
    doubts: tuple[Doubt, ...] = field(default=())
