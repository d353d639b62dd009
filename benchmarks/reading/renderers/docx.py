"""Word documents: real tables, real lists, a header and the number of the page."""

import zipfile
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as Word
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from benchmarks.reading.paper import SIDES, Block, Document, Row, marked, runs
from benchmarks.reading.renderers.lists import Lists

WRITTEN = datetime(2020, 6, 15, 9, 30)


def write(document: Document, path: Path) -> None:
    """Write a table of all rows, or one of the sides and headings for the rest.

    Of the hand: `layout` (table or sections), `wide` (a cell over both sides is merged of two, or
    stays left), `lists` (Word's styles, nested in one list, or typed with `bullet` and
    `sub_bullet`), `header`, `footer`.
    """
    word = docx.Document()
    _properties(word, document)
    lists = Lists(word, document.hand["lists"])
    word.add_heading(document.title, level=1)
    for line in document.above:
        word.add_paragraph(line)
    in_table = [row for row in document.rows if _is_in_table(row, document)]
    table = word.add_table(rows=0, cols=3, style="Table Grid")
    for row in in_table:
        _row(table, row, document, lists)
    for row in document.rows:
        if row not in in_table:
            _runs(word.add_heading(level=2), row.label)
            _blocks(word, row.cells[0], document, lists)
    word.add_paragraph()
    _blocks(word, [Block("text", line) for line in document.below], document, lists)
    _blocks(word, document.contact, document, lists)
    path.write_bytes(_dated(word))


def _is_in_table(row: Row, document: Document) -> bool:
    return document.hand["layout"] == "table" or row.part in (*SIDES, "period")


def _row(table: Table, row: Row, document: Document, lists: Lists) -> None:
    label, *cells = table.add_row().cells
    _runs(label.paragraphs[0], f"<b>{row.label}</b>")
    if len(row.cells) == 1 and document.hand["wide"] == "merged":
        cells = [cells[0].merge(cells[1])]
    for cell, found in zip(cells, row.cells, strict=False):
        _blocks(cell, found, document, lists)


def _blocks(where: Word | _Cell, cell: Iterable[Block], document: Document, lists: Lists) -> None:
    typed = document.hand["lists"] == "typed"
    glyphs = (document.hand["bullet"], document.hand["sub_bullet"]) if typed else ("", "")
    for at, (block, mark) in enumerate(marked(cell, *glyphs)):
        # a new cell has a paragraph already
        first = at == 0 and isinstance(where, _Cell)
        paragraph = where.paragraphs[0] if first else where.add_paragraph()
        if not typed:
            lists.put(paragraph, block.kind)
        text = f"<b>{block.text}</b>" if block.kind == "heading" else block.text
        _runs(paragraph, f"{mark} {text}" if typed and mark else text)


def _runs(paragraph: Paragraph, text: str) -> None:
    for piece, tags in runs(text):
        run = paragraph.add_run(piece)
        run.bold, run.italic, run.underline = ("b" in tags, "i" in tags, "u" in tags)
        run.font.superscript = "sup" in tags or None


def _properties(word: Word, document: Document) -> None:
    """Header, number of the page, and dates that do not change."""
    core = word.core_properties
    core.title, core.author, core.comments = document.title, "", "Invented for measuring."
    core.created = core.modified = WRITTEN
    section = word.sections[0]
    section.header.paragraphs[0].text = document.hand["header"]
    if document.hand["footer"]:
        number: Any = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"/>')
        section.footer.paragraphs[0]._p.append(number)


def _dated(word: Word) -> bytes:
    """The file, with the same date on all its parts each time."""
    made, out = BytesIO(), BytesIO()
    word.save(made)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, WRITTEN.timetuple()[:6])
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(name))
    return out.getvalue()
