"""PDF documents: tables whose rows run over pages, or prose in two columns."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import cm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BalancedColumns, Flowable, SimpleDocTemplate, Spacer, Table

from benchmarks.reading.paper import SIDES, Block, Document, Row
from benchmarks.reading.renderers.paragraphs import FONT, Paragraphs

WIDTH = A4[0] - 4 * cm
WIDTHS = {3: (4.2 * cm, 6.2 * cm, WIDTH - 10.4 * cm), 2: (4.2 * cm, WIDTH - 4.2 * cm)}


def write(document: Document, path: Path) -> None:
    """Write one table, or one of the sides and the rest as prose in two columns.

    Of the hand: `layout` (table or prose), `columns` of the table (in two, both sides share a
    cell), `borders`, `bullet` and `sub_bullet`, `size` of the letters, `header`, and `footer`,
    which has the number of the page for `{page}`.
    """
    paragraphs = Paragraphs(document.hand)
    story = [paragraphs.title(document.title)]
    story += paragraphs.of(Block("text", line) for line in document.above)
    if document.hand["layout"] == "prose":
        sides = [row for row in document.rows if row.part in (*SIDES, "period")]
        prose = [row for row in document.rows if row not in sides]
        story += [_table(sides, document, paragraphs), Spacer(1, 12), _prose(prose, paragraphs)]
    else:
        story += [_table(document.rows, document, paragraphs)]
    story += [Spacer(1, 12), *paragraphs.of(Block("text", line) for line in document.below)]
    story += paragraphs.of(document.contact)
    _build(story, document, path)


def _table(rows: Iterable[Row], document: Document, paragraphs: Paragraphs) -> Table:
    columns = document.hand["columns"]
    cells: list[list[Any]] = []
    style: list[tuple[Any, ...]] = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    if document.hand["borders"]:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    for at, row in enumerate(rows):
        found = [paragraphs.of(cell) for cell in row.cells]
        if columns == 2:
            found = [[flowable for cell in found for flowable in cell]]
        elif len(found) == 1:
            found.append([])
            style.append(("SPAN", (1, at), (2, at)))
        cells.append([paragraphs.label(row.label), *found])
    # a row may go on on the next page, in the midst of a sentence
    return Table(cells, colWidths=WIDTHS[columns], style=style, splitByRow=1, splitInRow=1)


def _prose(rows: Iterable[Row], paragraphs: Paragraphs) -> Flowable:
    story = []
    for row in rows:
        story += [paragraphs.label(row.label), *paragraphs.of(row.cells[0]), Spacer(1, 6)]
    return BalancedColumns(story, nCols=2, innerPadding=14)


def _build(story: list[Flowable], document: Document, path: Path) -> None:
    def around(canvas: Canvas, _: SimpleDocTemplate) -> None:
        canvas.setFont(FONT, 8)
        footer = document.hand["footer"].replace("{page}", str(canvas.getPageNumber()))
        canvas.drawString(2 * cm, A4[1] - 1.2 * cm, document.hand["header"])
        canvas.drawRightString(A4[0] - 2 * cm, 1.2 * cm, footer)

    margins = {f"{side}Margin": 2 * cm for side in ("left", "right", "top", "bottom")}
    about = {"title": document.title, "subject": "Invented for measuring."}
    # invariant: without the time of day, so that the same bytes come out
    template = SimpleDocTemplate(str(path), pagesize=A4, invariant=1, **about, **margins)
    template.build(story, onFirstPage=around, onLaterPages=around)
