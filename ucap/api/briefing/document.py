"""What a briefing is made of: plain data, that a template or Word makes a document from.

Nothing here knows a model. Addresses are paths of the portal or, with `#`, places
in the same briefing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar


@dataclass(frozen=True)
class Span:
    """A piece of text, perhaps one that leads somewhere; quiet where it only explains."""

    text: str
    url: str = ""
    quiet: bool = False


Line = tuple[Span, ...]
"""Text of one paragraph or one cell."""


@dataclass(frozen=True)
class Fact:
    """A label with one or more lines beside it."""

    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Facts:
    """What is known of something, label by label."""

    kind: ClassVar[str] = "facts"
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Text:
    """Prose."""

    kind: ClassVar[str] = "text"
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Remark:
    """A sentence of the portal's own: why something is missing, and where it is found."""

    kind: ClassVar[str] = "remark"
    line: Line


@dataclass(frozen=True)
class Table:
    """Rows under a head; the first cell of a row names it, numbers stand to the right."""

    kind: ClassVar[str] = "table"
    label: str
    head: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    numbers: frozenset[int] = frozenset()

    @property
    def columns(self) -> list[tuple[str, bool]]:
        """(head, whether there are numbers below) of each column."""
        return [(text, number in self.numbers) for number, text in enumerate(self.head)]

    @property
    def body(self) -> list[list[tuple[Line, bool]]]:
        """(what stands there, whether it is a number) of each cell of each row."""
        return [
            [(cell, number in self.numbers) for number, cell in enumerate(row)] for row in self.rows
        ]


@dataclass(frozen=True)
class Entry:
    """One record among others: its title, what it is about, its facts and where they stand."""

    title: Span
    anchor: str = ""
    paragraphs: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    sources: Line = ()

    @property
    def heading(self) -> Line:
        """The title as a line."""
        return (self.title,)


@dataclass(frozen=True)
class Entries:
    """Records one after the other, perhaps under the heading of their group."""

    kind: ClassVar[str] = "entries"
    entries: tuple[Entry, ...]
    heading: str = ""
    anchor: str = ""


Block = Facts | Text | Remark | Table | Entries


@dataclass(frozen=True)
class Section:
    """A part of a briefing. `deep` lets the contents list its entries as well."""

    heading: str
    anchor: str
    blocks: tuple[Block, ...]
    deep: bool = False

    @property
    def parts(self) -> list[tuple[str, str]]:
        """(heading, anchor) of what the contents list under it: its groups, or its entries."""
        listed = [block for block in self.blocks if isinstance(block, Entries)]
        groups = [(block.heading, block.anchor) for block in listed if block.heading]
        if groups or not self.deep:
            return groups
        return [(entry.title.text, entry.anchor) for block in listed for entry in block.entries]


@dataclass(frozen=True)
class Briefing:
    """A whole briefing. `problems` says what in its address was not understood."""

    title: str
    subtitle: str
    day: date
    address: str
    filters: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def is_long(self) -> bool:
        """Whether it has so many parts that a list of contents helps."""
        return len(self.sections) > 1 or any(section.parts for section in self.sections)


# Small words to write documents with


def link(record: Any, text: str = "") -> Span:
    """The name of a record (or `text` in its place), leading to its page."""
    return Span(text or str(record), record.get_absolute_url())


def quiet(text: str) -> Span:
    """Text that only explains what stands before it."""
    return Span(text, quiet=True)


def line(*pieces: Span | str) -> Line:
    """A line of spans and plain text; empty pieces are left out."""
    spans = (Span(piece) if isinstance(piece, str) else piece for piece in pieces)
    return tuple(span for span in spans if span.text)


def joined(lines: Iterable[Line | Span], between: str = ", ") -> Line:
    """Several lines in one, with commas between them."""
    return tuple(_with_commas(lines, between))


def _with_commas(lines: Iterable[Line | Span], between: str) -> Iterator[Span]:
    for number, item in enumerate(lines):
        if number:
            yield Span(between)
        yield from (item,) if isinstance(item, Span) else item


def fact(label: str, *lines: Line | Span | str) -> tuple[Fact, ...]:
    """A fact in a tuple, to be unpacked among others; empty where nothing is known."""
    whole = tuple(_line(item) for item in lines if item)
    kept = tuple(item for item in whole if item)
    return (Fact(label, kept),) if kept else ()


def _line(item: Line | Span | str) -> Line:
    return item if isinstance(item, tuple) else line(item)


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a field of prose."""
    return tuple(part.strip() for part in text.splitlines() if part.strip())
