"""Plain text, as a converter leaves it: cells one after the other, pages that cut sentences."""

from itertools import chain
from pathlib import Path

from benchmarks.reading.paper import MARKED, Block, Cell, Document, Row, marked, pages, plain


def write(document: Document, path: Path) -> None:
    """Write one line for each row, and in a row with bullets one for each of them.

    Of the hand: what is `between` two cells, `bullet` and `sub_bullet`, how many `blank_lines` a
    page ends with, and what stands before bullets `after_break`.
    """
    lines = chain(
        [document.title, *document.above, ""],
        *(_row(row, document) for row in document.rows),
        ["", *document.below, *(plain(block.text) for block in document.contact)],
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _row(row: Row, document: Document) -> list[str]:
    between = document.hand["between"]
    if len(row.cells) > 1:
        return [between.join([row.label, *(_lines(cell, document)[0] for cell in row.cells)])]
    first, *others = pages(row.cells[0])
    lines = _indented(_lines(first, document), between)
    lines[0] = row.label + lines[0]
    for page in others:
        rest, *bullets = _lines(page, document)
        lines += [""] * document.hand["blank_lines"]
        lines += [between + rest, *(document.hand["after_break"] + line for line in bullets)]
    return lines


def _indented(lines: list[str], between: str) -> list[str]:
    return [f"{between}{line}{between}" for line in lines]


def _lines(cell: Cell, document: Document) -> list[str]:
    """The lines of a cell: each bullet begins one, whatever else there is goes on in it."""
    lines: list[str] = []
    for block, mark in marked(cell, document.hand["bullet"], document.hand["sub_bullet"]):
        words = " ".join(filter(None, [mark, _left_over(block)]))
        if lines and block.kind not in MARKED[:2]:
            lines[-1] += f" {words}"
        else:
            lines.append(words)
    return lines


def _left_over(block: Block) -> str:
    """The text with the underlines that the converter has left."""
    return block.text.replace("<b>", "").replace("</b>", "").strip()
