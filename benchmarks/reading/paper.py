"""What is on the paper of a document: read from YAML, as the renderers and the check want it.

Texts may have the tags `<b>`, `<i>`, `<u>`, `<sup>` and `<br/>`; `&` stands for itself. `{page}` is
where a page ends in the midst of a text: only formats without pages of their own print it.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).with_name("documents")
SIDES = ("cities", "province", "country", "population", "size")
"""Parts that have a cell for each side."""
PARTS = (
    *SIDES,
    "period",
    "themes",
    "sdgs",
    "topics",
    "focus",
    "challenges",
    "objectives",
    "activities",
    "results",
    "contact",
)
MARKED = ("bullet", "number", "sub")
KINDS = ("text", "heading", *MARKED)
PAGE = "{page}"
UNPAGED = ("md", "txt")
"""Formats without pages of their own."""
TAG = re.compile(r"</?(?:b|i|u|sup|br)\s*/?>")
EMAIL = re.compile(r"[\w.-]+@[\w.-]+\w")


@dataclass(frozen=True)
class Block:
    """One paragraph: plain text, a heading, a bullet, a numbered bullet, one below another.

    `rest` is the rest of a paragraph that a page has cut.
    """

    kind: str
    text: str


Cell = tuple[Block, ...]


@dataclass(frozen=True)
class Row:
    """A row of the table. With a single cell, it goes over both sides."""

    part: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Document:
    """One document: how this hand writes (`hand`), what it prints, and the truth about it."""

    name: str
    format: str
    aside: bool
    hand: dict[str, Any]
    title: str
    above: tuple[str, ...]
    rows: tuple[Row, ...]
    below: tuple[str, ...]
    contact: Cell
    truth: dict[str, Any]

    def row(self, part: str) -> Row | None:
        """The row that prints a part; None where the document leaves it out."""
        return next((row for row in self.rows if row.part == part), None)


def documents(folder: Path = FOLDER) -> list[Document]:
    """All documents of a folder, in order of their files."""
    return [load(file) for file in sorted(folder.glob("*.yaml"))]


def load(file: Path) -> Document:
    """One document; KeyError, TypeError or ValueError where the file is not made like one."""
    found = yaml.safe_load(file.read_text(encoding="utf-8"))
    printed = found.pop("printed")
    return Document(
        **{**found, "name": f"{file.stem.split('-')[0]}-{found['name']}"},
        title=printed["title"],
        above=tuple(printed["above"]),
        rows=tuple(_row(**row) for row in printed["rows"]),
        below=tuple(printed["below"]),
        contact=_cell(printed["contact"]),
    )


def _row(part: str, label: str, cells: list[Any]) -> Row:
    if part not in PARTS:
        raise ValueError(f"no part “{part}”")
    return Row(part, label, tuple(_cell(cell) for cell in cells))


def _cell(found: str | list[dict[str, str]]) -> Cell:
    if isinstance(found, str):
        return (Block("text", found),)
    blocks = tuple(Block(*pair) for block in found for pair in block.items())
    for block in blocks:
        if block.kind not in KINDS:
            raise ValueError(f"no kind “{block.kind}” of text: {block.text}")
    return blocks


def plain(text: str) -> str:
    """The words of a text: without tags and breaks of pages, one blank between two words."""
    return " ".join(TAG.sub("", text.replace("<br/>", " ").replace(PAGE, "")).split())


def words(cell: Iterable[Block]) -> str:
    """The words of a cell, without the marks of bullets."""
    return plain(" ".join(block.text for block in cell))


def runs(text: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The pieces of a text, each with the names of the tags that it stands in."""
    inside: frozenset[str] = frozenset()
    for piece in re.split(f"({TAG.pattern})", text):
        name = piece.strip("</> ")
        if not TAG.fullmatch(piece):
            if piece:
                yield piece, inside
        elif name == "br":
            yield "\n", inside
        else:
            inside = inside - {name} if piece.startswith("</") else inside | {name}


def marked(cell: Iterable[Block], bullet: str, below: str) -> Iterator[tuple[Block, str]]:
    """Each block with the mark before it: a bullet, a number counted up, or nothing."""
    number = 0
    for block in cell:
        number += block.kind == "number"
        marks = {"bullet": bullet, "sub": below, "number": f"{number}."}
        yield block, marks.get(block.kind, "")


def pages(cell: Cell) -> list[Cell]:
    """What of a cell stands on each page."""
    found: list[list[Block]] = [[]]
    for block in cell:
        first, *others = block.text.split(PAGE)
        found[-1].append(replace(block, text=first.rstrip()))
        found += [[Block("rest", other)] for other in others]
    return [tuple(page) for page in found]
