"""A briefing as a Word file."""

import io
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

from ucap.api.briefing.document import (
    Block,
    Briefing,
    Entries,
    Entry,
    Fact,
    Facts,
    Remark,
    Span,
    Table,
    Text,
    fact,
    line,
    quiet,
)
from ucap.api.briefing.word_look import WIDTH, dress, repeated, ruled, spread, whole
from ucap.api.briefing.word_pieces import Links, bookmarked, field, mark, run

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LABELS = Cm(4.2)
"""The width of the column of labels beside facts."""
NUMBERS = Cm(2.6)
"""The width of a column of numbers."""
STYLES = {"toc 1": "toc1", "toc 2": "toc2", "TOC Heading": "TOCHeading"}
"""Identifiers of the styles that have been added, where blanks are left out."""


def written(briefing: Briefing, whole_address: Callable[[str], str]) -> bytes:
    """The file. `whole_address` makes a whole address of a path of the portal."""
    writer = Writer(briefing, whole_address)
    writer.write()
    kept = io.BytesIO()
    writer.document.save(kept)
    return kept.getvalue()


class Writer:
    """Writes one briefing into a new document."""

    def __init__(self, briefing: Briefing, whole_address: Callable[[str], str]) -> None:
        self.briefing = briefing
        self.whole_address = whole_address
        self.document: Any = Document()
        self.links = Links(self.document.part, whole_address)
        self.bookmarks = 0

    def write(self) -> None:
        """Everything, from the title to the sources."""
        dress(self.document, self.briefing)
        self._head()
        if self.briefing.is_long:
            self._contents()
        for section in self.briefing.sections:
            self._heading(1, Span(section.heading), section.anchor)
            for block in section.blocks:
                self._block(block)

    def _paragraph(self, style: str, *pieces: Any) -> Any:
        """A paragraph at the end of the document, in a style given by its identifier."""
        made = self.document.add_paragraph()
        made._p.style = style
        made._p.extend(pieces)
        return made

    def _heading(self, level: int, title: Span, anchor: str) -> None:
        # a heading looks like one, even where it leads to a page
        pieces = self.links.pieces([title], style="")
        if anchor:
            self.bookmarks += 1
            pieces = bookmarked(pieces, self.bookmarks, self.links.mark_of(anchor))
        self._paragraph(f"Heading{level}", *pieces)

    # What stands before the sections

    def _head(self) -> None:
        briefing = self.briefing
        self._paragraph("Title", run(briefing.title))
        self._paragraph("Subtitle", run(briefing.subtitle))
        address = Span(self.whole_address(briefing.address), briefing.address)
        self._facts(
            (
                *(item for label, value in briefing.filters for item in fact(label, value)),
                *fact(_("Date"), date_format(briefing.day, "j F Y")),
                *fact(_("Always up to date at"), line(address)),
            )
        )
        if briefing.problems:
            text = _("This could not be used as a filter, so nothing is selected:")
            self._paragraph("Normal", run(text))
            for problem in briefing.problems:
                self._paragraph("ListBullet", run(problem))

    def _contents(self) -> None:
        """A field that Word can bring up to date, with what it will find written out in it."""
        self._paragraph("TOCHeading", run(_("Contents")))
        listed = list(self._listed())
        deepest = max(level for level, _heading, _anchor in listed)
        begin = field(f'TOC \\o "1-{deepest}" \\h \\z \\u')[:-1]
        last = len(listed) - 1
        for number, (level, heading, anchor) in enumerate(listed):
            pieces = self.links.pieces([Span(heading, f"#{anchor}")], style="")
            before = begin if number == 0 else []
            after = [mark("end")] if number == last else []
            self._paragraph(STYLES[f"toc {level}"], *before, *pieces, *after)

    def _listed(self) -> Iterable[tuple[int, str, str]]:
        for section in self.briefing.sections:
            yield 1, section.heading, section.anchor
            yield from ((2, heading, anchor) for heading, anchor in section.parts)

    # What stands in the sections

    def _block(self, block: Block) -> None:
        if isinstance(block, Facts):
            self._facts(block.facts)
        elif isinstance(block, Text):
            self._prose(block.paragraphs)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Remark):
            self._paragraph("Normal", *self.links.pieces(block.line))
        elif isinstance(block, Entries):
            self._entries(block)

    def _prose(self, paragraphs: tuple[str, ...]) -> None:
        for paragraph in paragraphs:
            self._paragraph("Normal", run(paragraph))

    def _entries(self, entries: Entries) -> None:
        if entries.heading:
            self._heading(2, Span(entries.heading), entries.anchor)
        for entry in entries.entries:
            self._entry(entry, 3 if entries.heading else 2)

    def _entry(self, entry: Entry, level: int) -> None:
        self._heading(level, entry.title, entry.anchor)
        self._prose(entry.paragraphs)
        sources = fact(_("Sources"), entry.sources)
        for item in (*entry.facts, *sources):
            self._fact(item)

    def _fact(self, item: Fact) -> None:
        """A fact of an entry: a line, or its label and a line for each that it has."""
        label = run(f"{item.label}: ", "Label")
        if len(item.lines) == 1:
            self._paragraph("Fact", label, *self.links.pieces(item.lines[0]))
            return
        self._paragraph("Fact", label).paragraph_format.keep_with_next = True
        for spans in item.lines:
            self._paragraph("ListBullet", *self.links.pieces(spans))

    def _facts(self, facts: tuple[Fact, ...]) -> None:
        """Facts in a table of two columns without lines."""
        if not facts:
            return
        table = self.document.add_table(len(facts), 2)
        for row, item in zip(table.rows, facts, strict=True):
            label, value = row.cells
            self._cell(label, [(quiet(item.label),)])
            self._cell(value, item.lines)
        spread(table, [LABELS, WIDTH - LABELS])

    def _table(self, table: Table) -> None:
        made = self.document.add_table(1 + len(table.rows), len(table.head))
        head, *rows = made.rows
        repeated(head)
        self._row(head, [line(quiet(text)) for text in table.head], table)
        for row, cells in zip(rows, table.rows, strict=True):
            self._row(row, cells, table)
        numbers = len(table.numbers)
        wide = (WIDTH - NUMBERS * numbers) // (len(table.head) - numbers)
        spread(made, [NUMBERS if is_number else wide for _head, is_number in table.columns])
        ruled(made)
        self._paragraph("Cell")

    def _row(self, row: Any, cells: Iterable[Any], table: Table) -> None:
        whole(row)
        for number, (cell, spans) in enumerate(zip(row.cells, cells, strict=True)):
            self._cell(cell, [spans], to_the_right=number in table.numbers)

    def _cell(self, cell: Any, lines: Iterable[Any], *, to_the_right: bool = False) -> None:
        first = cell.paragraphs[0]
        for number, spans in enumerate(lines):
            paragraph = first if number == 0 else cell.add_paragraph()
            paragraph._p.style = "Cell"
            paragraph._p.extend(self.links.pieces(spans))
            if to_the_right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
