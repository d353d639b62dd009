"""Documents by hand: blocks as a reader of files gives them, written in a few strokes.

A text may have `**bold**` words; one that begins with “→ ”, “○ ”, “- ” or a number is a point, one
that begins with “# ” is a heading.
"""

import re
from collections.abc import Iterable

from ucap.reading.blocks import Block, Document, Kind, Place

MARK = re.compile(r"(→|○|-|\d+\.) ")


def block(text: str, place: Place = Place()) -> Block:  # noqa: B008 - a value that cannot change
    """One block of a text as it is written above."""
    kind, level, mark = Kind.PARAGRAPH, 0, ""
    found = MARK.match(text)
    if text.startswith("# "):
        kind, level, text = Kind.HEADING, 1, text[2:]
    elif found:
        kind, level, mark = Kind.ITEM, 2 if found[1] == "○" else 1, found[1]
        text = text[found.end() :]
    pieces = text.split("**")
    bold, plain = [], ""
    for number, piece in enumerate(pieces):
        if number % 2:
            bold.append((len(plain), len(plain) + len(piece)))
        plain += piece
    return Block(plain, place, kind, level, mark, tuple(bold))


def cell(*texts: str) -> tuple[str, ...]:
    """A cell with several texts."""
    return texts


def table(*rows: Iterable[str | tuple[str, ...]], first: int = 1, page: int = 1) -> list[Block]:
    """The blocks of rows of cells, "" for an empty cell; `first` is the number of the first row."""
    blocks = []
    for number, row in enumerate(rows, first):
        for column, texts in enumerate(row, 1):
            place = Place(page=page, row=number, column=column)
            texts = (texts,) if isinstance(texts, str) else texts
            blocks += [block(text, place) for text in texts if text]
    return blocks


def below(*texts: str, page: int = 1) -> list[Block]:
    """Texts that stand in no table."""
    return [block(text, Place(page=page)) for text in texts]


def lines(*texts: str) -> list[Block]:
    """The lines of a text file."""
    return [block(text, Place(line=number)) for number, text in enumerate(texts, 1)]


def document(*parts: list[Block]) -> Document:
    """A document of blocks."""
    return Document("summary.pdf", "pdf", tuple(block for part in parts for block in part))
