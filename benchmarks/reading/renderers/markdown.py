"""Markdown as a converter makes it of a PDF: tables with HTML left in, pages that cut them."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.reading.paper import (
    EMAIL,
    MARKED,
    Block,
    Cell,
    Document,
    Row,
    marked,
    pages,
    plain,
)

BREAK = "\n\n\n"


def write(document: Document, path: Path) -> None:
    """Write the table and what stands around it.

    Of the hand: `cells` are between `pipes` or only have `tabs` between them; after a page that
    ended in a cell, `lists` go on as `html` in a new table, or as `lines` without one; `bullet` and
    `sub_bullet`.
    """
    text = "\n\n".join(
        [
            f"## {_escaped(document.title)}",
            *map(_escaped, document.above),
            "".join(_table(document)).strip("\n"),
            *map(_escaped, document.below),
            *(_linked(block.text) for block in document.contact),
        ]
    )
    path.write_text(f"\n\n{text}\n", encoding="utf-8")


def _table(document: Document) -> Iterator[str]:
    piped = document.hand["cells"] == "pipes"
    rule = "|  |  |  |\n|--|--|--|\n" if piped else ""
    yield rule
    for row in document.rows:
        first, *others = _cells(row)
        yield _line([f"<b>{_escaped(row.label)}</b>", *(_html(c, document) for c in first)], piped)
        for page in others:
            yield BREAK
            if document.hand["lists"] == "html":
                yield rule + _line(["", *(_html(cell, document) for cell in page)], piped)
            else:
                yield from _lines(page[0], document)


def _cells(row: Row) -> list[list[Cell]]:
    """The cells of a row, as they stand on each page; one over both sides leaves one empty."""
    if len(row.cells) > 1:
        return [list(row.cells)]
    return [[page, ()] for page in pages(row.cells[0])]


def _line(cells: list[str], piped: bool) -> str:
    return f"| {' | '.join(cells)} |\n" if piped else "\t".join(cells) + "\n"


def _html(cell: Cell, document: Document) -> str:
    """A cell with its bullets as lists of HTML, all in one line."""
    found: list[str] = []
    open_lists = 0
    for block, mark in marked(cell, document.hand["bullet"], document.hand["sub_bullet"]):
        depth = {"bullet": 1, "number": 1, "sub": 2}.get(block.kind, 0)
        found += ["</li> </ul>"] * (open_lists - depth)
        found += ["</li>"] * (0 < depth <= open_lists)
        found += ['<ul style="list-style-type: none">'] * (depth - open_lists)
        open_lists = depth
        found.append(_element(block, mark, alone=len(cell) == 1))
    return " ".join(found + ["</li> </ul>"] * open_lists)


def _element(block: Block, mark: str, *, alone: bool) -> str:
    """One block; the element of a bullet stays open for those below it."""
    text = _escaped(block.text).strip()
    if block.kind in MARKED:
        return f"<li>{mark} {text}"
    if block.kind == "heading":
        return f"<p><b>{text}</b></p>"
    return text if alone else f"<p>{text}</p>"


def _lines(cell: Cell, document: Document) -> Iterator[str]:
    """A cell after the end of its table: a line each, as Markdown."""
    for block, mark in marked(cell, document.hand["bullet"], document.hand["sub_bullet"]):
        text = _escaped(block.text)
        yield {
            "heading": f"\n**{text}**\n\n",
            "bullet": f"{mark} {text}\n",
            "number": f"{mark} {text}\n",
            "sub": f"  {mark} {text}\n",
        }.get(block.kind, f"{text}\n\n")
    yield "\n"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;")


def _linked(text: str) -> str:
    """A line of the contact, with the address as a link."""
    return EMAIL.sub(lambda found: f"[{found[0]}](mailto:{found[0]})", plain(text))
