"""What a file is read into: pieces of text in the order of reading, each with its place.

A reader of files gives what is on the paper and interprets nothing: not what a label means, nor
that a row goes on after a page break. That is for `ucap.reading.fields`.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a piece of text is by its looks."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """A point of a list; a point below another one has a higher level."""


@dataclass(frozen=True)
class Place:
    """Where a piece of text stands; all numbers count from 1, None is “not in such a thing”.

    `row` and `column` are of a table: rows are counted through the whole document, columns from
    the left. `line` is a line of a text file.
    """

    page: int | None = None
    row: int | None = None
    column: int | None = None
    line: int | None = None


@dataclass(frozen=True)
class Block:
    """One paragraph, heading or point of a list.

    `text` has single spaces; a line break that somebody set (not one where a line was full) is
    “\\n”. `mark` is the bullet or number as printed (“→”, “3.”), "" without one; it is not in the
    text. `level` is how deep a point stands, from 1; of a heading, how high it ranks, from 1; 0 of
    a paragraph. `bold` and `underlined` are spans of the text as (first, after the last).
    """

    text: str
    place: Place = Place()
    kind: Kind = Kind.PARAGRAPH
    level: int = 0
    mark: str = ""
    bold: tuple[tuple[int, int], ...] = ()
    underlined: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Document:
    """A file as blocks, and what its reader could not do, in words for an editor."""

    name: str
    format: str  # "pdf", "docx", "markdown", "html" or "text"
    blocks: tuple[Block, ...]
    pages: int | None = None
    warnings: tuple[str, ...] = field(default=())


class Unreadable(Exception):
    """A file that cannot be read; its text says to an editor why, and what to do."""
