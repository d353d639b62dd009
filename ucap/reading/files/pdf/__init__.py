"""PDF → blocks: tables with and without borders, columns, paragraphs and points.

A PDF has letters and lines in places, nothing else. What is a table, a paragraph or a point is
guessed from distances, indents and fonts.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
from pdfplumber.page import Page
from pdfplumber.pdf import PDF
from pdfplumber.utils.exceptions import PdfminerException

from ucap.reading.blocks import Block, Document, Place, Unreadable
from ucap.reading.files import Progress, kinds
from ucap.reading.files.pdf import columns
from ucap.reading.files.pdf.areas import Row, pitch
from ucap.reading.files.pdf.drawn import bullets
from ucap.reading.files.pdf.lines import Line, lines
from ucap.reading.files.pdf.margins import without_margins
from ucap.reading.files.pdf.paragraphs import Nesting, Paper, blocks
from ucap.reading.files.pdf.ruled import Table, tables
from ucap.reading.files.pdf.words import Word, words

MOST_PAGES = 60
USUAL = 1.25
"""How far lines are from each other, as a share of their size, where it cannot be seen."""
NO_LETTERS = re.compile(r"\(cid:\d+\)|\ufffd")
SCANNED = (
    "The PDF holds pictures of pages and no text: it looks scanned. Have its text recognised (OCR) "
    "or upload the document that it was printed from."
)
TOO_LONG = (
    f"The PDF has more than {MOST_PAGES} pages; a summary has a few. Save the pages of the summary "
    "as a PDF of their own and upload that."
)
NO_CHARACTERS = (
    "The fonts of the PDF do not say which letters they print, so that its text cannot be read. "
    "Upload the document that it was made from, or have its text recognised (OCR)."
)


@dataclass(frozen=True)
class Sheet:
    """A page: its words and tables, how big it is, and whether there are pictures on it."""

    words: list[Word]
    tables: list[Table]
    width: float
    height: float
    has_pictures: bool


def read(path: Path, name: str, progress: Progress) -> Document:
    """The blocks of a PDF, without headers and footers.

    Raises Unreadable for one without text or with too much of it, and whatever pdfplumber raises
    for a broken or encrypted one.
    """
    sheets = list(_sheets(path, progress))
    text = "".join(word.text for sheet in sheets for word in sheet.words)
    _check(text, sheets)
    pages = without_margins([(sheet.words, sheet.height) for sheet in sheets])
    rows = list(_rows(pages, sheets))
    return Document(
        name=name,
        format="pdf",
        blocks=tuple(_blocks(rows)),
        pages=len(sheets),
        warnings=tuple(_warnings(text, sheets)),
    )


def _sheets(path: Path, progress: Progress) -> Iterator[Sheet]:
    with _opened(path) as pdf:
        if len(pdf.pages) > MOST_PAGES:
            raise Unreadable(TOO_LONG)
        for number, page in enumerate(pdf.pages, 1):
            yield _sheet(page)
            page.close()
            progress(number, len(pdf.pages))


def _opened(path: Path) -> PDF:
    try:
        return pdfplumber.open(path, pages=list(range(1, MOST_PAGES + 2)))
    except PdfminerException as error:
        if isinstance(error.args[0], PDFPasswordIncorrect | PDFEncryptionError):
            raise Unreadable(kinds.LOCKED) from None
        raise


def _sheet(page: Page) -> Sheet:
    found = words(page)
    return Sheet(
        [*found, *bullets(page, found)],
        tables(page),
        float(page.width),
        float(page.height),
        bool(page.images),
    )


def _check(text: str, sheets: list[Sheet]) -> None:
    if not text.strip():
        if any(sheet.has_pictures for sheet in sheets):
            raise Unreadable(SCANNED)
        raise Unreadable("The PDF is empty: there is no text on its pages. Upload another file.")
    if len("".join(NO_LETTERS.findall(text))) > len(text) / 5:
        raise Unreadable(NO_CHARACTERS)


def _warnings(text: str, sheets: list[Sheet]) -> Iterator[str]:
    scanned = [str(at) for at, one in enumerate(sheets, 1) if one.has_pictures and not one.words]
    if scanned:
        yield f"Without text, perhaps scanned, and not read: page {', '.join(scanned)}."
    if NO_LETTERS.search(text):
        yield "Some letters could not be read: their font does not say which they are."


def _rows(pages: list[list[Word]], sheets: list[Sheet]) -> Iterator[tuple[int, Row]]:
    """The areas of all pages in the order of reading, each row with the number of its page."""
    gaps: tuple[float, ...] = ()
    for number, (page, sheet) in enumerate(zip(pages, sheets, strict=True), 1):
        rows = list(_of_page(page, sheet, gaps))
        gaps = columns.second_columns(rows)
        yield from ((number, row) for row in rows)


def _of_page(words: list[Word], sheet: Sheet, gaps: tuple[float, ...]) -> Iterator[Row]:
    """Tables with borders, and what stands above, between and below them."""
    free = [word for word in words if not any(table.holds(word) for table in sheet.tables)]
    right = _right(lines(words), sheet.width)
    above = float("-inf")
    for table in sheet.tables:
        between = (word for word in free if above <= word.middle[1] < table.box[1])
        yield from columns.areas(lines(between), right, gaps)
        gaps = ()
        yield from table.read(words)
        above = max(above, table.box[1])
    below = (word for word in free if word.middle[1] >= above)
    yield from columns.areas(lines(below), right, gaps)


def _right(lines: list[Line], width: float) -> float:
    """Where lines end when they are full: where some do, or as far as they begin from the left."""
    left = min((line.x0 for line in lines), default=0)
    right = max((line.x1 for line in lines), default=0)
    full = [line for line in lines if line.x1 > right - 0.08 * (right - left)]
    return right if len(full) > max(2, len(lines) / 10) else max(right, width - left)


def _blocks(rows: list[tuple[int, Row]]) -> Iterator[Block]:
    paper = _paper([row for _, row in rows])
    nesting: dict[int | None, Nesting] = defaultdict(Nesting)
    number = 0
    for page, row in rows:
        is_table = row[0].column is not None
        number += is_table
        if row[0].column == 1:
            nesting.clear()  # a row that a page has cut has no label, and its points go on
        for area in row:
            place = Place(page, number if is_table else None, area.column)
            yield from blocks(area, paper, place, nesting[area.column])


def _paper(rows: list[Row]) -> Paper:
    """What the lines of the document have in common."""
    areas = [area for row in rows for area in row]
    lines = [line for area in areas for line in area.lines]
    sizes = Counter(round(word.size * 2) / 2 for line in lines for word in line.words)
    most = max(sizes, key=sizes.__getitem__, default=0)
    text = " ".join(line.styled().text for line in lines).lower()
    in_tables = pitch(area for area in areas if area.column)
    outside = pitch(area for area in areas if not area.column)
    return Paper(
        in_tables=in_tables or outside or USUAL,
        outside=outside or in_tables or USUAL,
        words=frozenset(re.findall(r"[\w-]+", text)),
        headings=tuple(sorted({line.size for line in lines if line.size > 1.15 * most}))[::-1],
    )
