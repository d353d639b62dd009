"""Small files of every format, and what a reader makes of them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import docx
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from ucap.reading.blocks import Block, Document
from ucap.reading.files import read

TEXT = ParagraphStyle("text", fontName="Helvetica", fontSize=10, leading=12.5, spaceAfter=2)
POINT = ParagraphStyle("point", TEXT, leftIndent=14)
BELOW = ParagraphStyle("below", TEXT, leftIndent=28, bulletIndent=14)
GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
WIDTHS = (110, 170, 170)
LONG = " ".join(["Partners of both sides meet and talk about what they may do together."] * 4)


def text(folder: Path, content: str | bytes, name: str = "paper.txt") -> Document:
    """A text file, read."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path, name)


def word(folder: Path, document: Any, name: str = "paper.docx") -> Document:
    """A document of python-docx, read."""
    path = folder / name
    document.save(str(path))
    return read(path, name)


def cells(table: Any, *texts: str) -> None:
    """Add a row to a table of Word."""
    for cell, found in zip(table.add_row().cells, texts, strict=True):
        cell.text = found


def pdf(folder: Path, story: Iterable[Flowable], **options: Any) -> Document:
    """A PDF of reportlab, read; `header` and `footer` are on every page, {} is its number."""
    header, footer = options.pop("header", ""), options.pop("footer", "")

    def around(canvas: Canvas, _: Any) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, A4[1] - 35, header.format(canvas.getPageNumber()))
        canvas.drawRightString(A4[0] - 60, 30, footer.format(canvas.getPageNumber()))

    path = folder / "paper.pdf"
    template = SimpleDocTemplate(str(path), pagesize=A4, invariant=1, **options)
    template.build(list(story), onFirstPage=around, onLaterPages=around)
    return read(path, path.name)


def paragraph(content: str, style: ParagraphStyle = TEXT, mark: str | None = None) -> Paragraph:
    """A paragraph of a PDF, or a point with its mark."""
    return Paragraph(content, style, bulletText=mark)


def table(*rows: Sequence[Any], ruled: bool = True, style: Sequence[Any] = ()) -> Table:
    """A table of a PDF, whose rows may go on on another page; strings are paragraphs."""
    made = [[paragraph(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    top = ("VALIGN", (0, 0), (-1, -1), "TOP")
    styles = [top, *([GRID] if ruled else []), *style]
    return Table(made, colWidths=WIDTHS, style=styles, splitInRow=1)


def scan(path: Path, picture: ImageReader) -> None:
    """A PDF of one page that is a picture."""
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    canvas.drawImage(picture, 0, 0, *A4)
    canvas.save()


def texts(document: Document) -> list[str]:
    """What is said, block by block."""
    return [block.text for block in document.blocks]


def rows(document: Document) -> list[tuple[int | None, int | None, str]]:
    """Row, column and text of each block."""
    return [(block.place.row, block.place.column, block.text) for block in document.blocks]


def points(document: Document) -> list[tuple[str, int, str]]:
    """Mark, level and text of each block."""
    return [(block.mark, block.level, block.text) for block in document.blocks]


def bold(block: Block) -> list[str]:
    """The bold words of a block."""
    return [block.text[first:last] for first, last in block.bold]


def underlined(block: Block) -> list[str]:
    """The underlined words of a block."""
    return [block.text[first:last] for first, last in block.underlined]


def empty_word() -> Any:
    """A new document of Word."""
    return docx.Document()
