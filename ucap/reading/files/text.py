"""Markdown and plain text → blocks; which of them it is matters to nobody but an editor.

Files of both sorts hold tables with pipes or tabs, Markdown and HTML that a converter has left, so
each line is read by what stands in it. It all becomes HTML first.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import accumulate, groupby
from pathlib import Path

from ucap.reading.blocks import Block, Document, Unreadable
from ucap.reading.files import Progress, html, markdown
from ucap.reading.files.decoding import decoded
from ucap.reading.files.marks import PLAIN
from ucap.reading.files.rows import rows, with_tabs

MARKDOWN = re.compile(
    r"^\s*\|.*\|\s*$|^#{1,6} |\*\*\S|\]\(|^\s*</?(?:table|p|ul|ol|b|h[1-6]|div)\b", re.M
)
ESCAPED_TWICE = re.compile(r"\\\\(?=[_*#\[\]()|`~.-])")
POINT = re.compile(rf"\s*[{PLAIN}]")
BREAK = 2
"""So many blank lines are more than the end of a paragraph: nothing goes on in the same list."""

MOST_BYTES = 2 * 1024 * 1024
TOO_LONG = (
    "The file has far more text than a summary has. Save only the text of the summary as a file of "
    "its own and upload that."
)

Line = tuple[int, str]
"""A line and its number in the file."""


def read(path: Path, name: str, progress: Progress) -> Document:
    """The blocks of a text file, each with its line, and its page where form feeds end pages.

    Raises Unreadable when it is no text or far too long, RecursionError where HTML is nested by the
    hundred.
    """
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(TOO_LONG)
    text, warnings = decoded(path.read_bytes())
    blocks = html.blocks(as_html(text))
    progress(1, 1)
    is_paged = "\f" in text.strip("\f\n ")
    return Document(
        name=name,
        format="markdown" if MARKDOWN.search(text) else "text",
        blocks=tuple(_paged(blocks, text)) if is_paged else blocks,
        pages=text.rstrip("\f\n ").count("\f") + 1 if is_paged else None,
        warnings=warnings,
    )


def as_html(text: str) -> str:
    """Markdown, tabbed lines and HTML as HTML whose elements say on which line they began."""
    text = with_tabs(ESCAPED_TWICE.sub(r"\\", text))
    wrapped = markdown.Wrapping(text)
    parts = []
    first = 1
    for page in text.split("\f"):
        lines = list(enumerate(page.split("\n"), first))
        first = lines[-1][0]
        parts += [*_page(lines, wrapped), "<hr>"]
    return "\n".join(parts)


def _page(lines: list[Line], wrapped: markdown.Wrapping) -> Iterator[str]:
    found = rows([line for _, line in lines])
    for is_table, group in groupby(zip(lines, found, strict=True), lambda one: one[1] is not None):
        if is_table:
            cells = (_row(number, cells or []) for (number, _), cells in group)
            yield f"<table>{''.join(cells)}</table>"
        else:
            for number, piece in _pieces(line for line, _ in group):
                yield markdown.as_html(piece, number, wrapped) if any(piece) else "<hr>"


def _row(number: int, cells: Iterable[str]) -> str:
    found = "".join(f"<td>{markdown.inline(cell)}</td>" for cell in cells)
    return f'<tr data-line="{number}">{found}</tr>'


def _pieces(lines: Iterable[Line]) -> Iterator[tuple[int, list[str]]]:
    """Lines in pieces with the number of their first: each point that is not Markdown begins one.

    Where several lines are blank, there is a piece of one blank line.
    """
    piece: list[str] = []
    begun = blank = 0
    for number, line in lines:
        blank = 0 if line.strip() else blank + 1
        if piece and (POINT.match(line) or blank == BREAK):
            yield begun, piece
            piece = []
        if blank == BREAK:
            yield number, [""]
        elif blank < BREAK:
            begun = begun if piece else number
            piece.append(line)
    if piece:
        yield begun, piece


def _paged(blocks: Iterable[Block], text: str) -> Iterator[Block]:
    """The blocks with the page that the form feeds before their lines make."""
    ends = list(accumulate(page.count("\n") for page in text.split("\f")))[:-1]
    page = 1
    for block in blocks:
        if block.place.line:
            page = bisect_right(ends, block.place.line - 1) + 1
        yield replace(block, place=replace(block.place, page=page))
