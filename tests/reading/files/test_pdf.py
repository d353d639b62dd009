"""PDFs: what is a table, a paragraph or a point, by distances, indents and fonts."""

from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BalancedColumns, PageBreak, Spacer

from tests.reading.files import papers
from tests.reading.files.papers import BELOW, LONG, POINT, paragraph, table
from ucap.reading.blocks import Kind, Unreadable
from ucap.reading.files import read

SIDES = (
    ("<b>City:</b>", "Ghent", "Wuhan"),
    ("<b>Province, State, Department and whatever else</b>", "Flanders", "Hubei"),
    ("<b>Country:</b>", "Belgium", "China"),
)
READ_SIDES = [
    (1, 1, "City:"),
    (1, 2, "Ghent"),
    (1, 3, "Wuhan"),
    (2, 1, "Province, State, Department and whatever else"),
    (2, 2, "Flanders"),
    (2, 3, "Hubei"),
    (3, 1, "Country:"),
    (3, 2, "Belgium"),
    (3, 3, "China"),
]


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "without borders"])
def test_cells_have_rows_and_columns(tmp_path: Path, ruled: bool) -> None:
    wide = ("<b>Focus:</b>", LONG, "")
    over_both = [("SPAN", (1, 3), (2, 3))]
    found = papers.pdf(tmp_path, [table(*SIDES, wide, ruled=ruled, style=over_both)])

    assert papers.rows(found) == [*READ_SIDES, (4, 1, "Focus:"), (4, 2, LONG)]
    assert papers.bold(found.blocks[0]) == ["City:"]


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "without borders"])
def test_a_row_over_a_page_break_goes_on_without_a_label(tmp_path: Path, ruled: bool) -> None:
    points = [
        paragraph(f"{at} {LONG}", style, mark)
        for at, (style, mark) in enumerate([(POINT, "-"), (BELOW, "-")] * 7, 1)
    ]
    end = ("<b>Contact:</b>", "office", "")
    rows = [*SIDES, (paragraph("Activities"), points, ""), end]
    over_both = [("SPAN", (1, row), (2, row)) for row in (3, 4)]
    found = papers.pdf(tmp_path, [table(*rows, ruled=ruled, style=over_both)], header="IUC {}")

    items = [block for block in found.blocks if block.kind == Kind.ITEM]
    assert {(block.place.page, block.place.row, block.place.column) for block in items} == {
        (1, 4, 2),
        (2, 5, 2),
        (3, 6, 2),
    }
    assert [block.level for block in items] == [1, 2] * 7
    assert "".join(papers.texts(found)).replace(" ", "").count(LONG.replace(" ", "")) == 14
    assert [block.text for block in found.blocks if block.place.column == 1][-2:] == [
        "Activities",
        "Contact:",
    ]


def test_headers_footers_and_numbers_of_pages_are_left_out(tmp_path: Path) -> None:
    story = [paragraph("One"), PageBreak(), paragraph("Two")]
    found = papers.pdf(tmp_path, story, header="Programme, {} of 2", footer="Page {}")

    assert papers.texts(found) == ["One", "Two"]
    assert (found.pages, [block.place.page for block in found.blocks]) == (2, [1, 2])


@pytest.mark.parametrize("alignment", [0, TA_JUSTIFY], ids=["ragged", "justified"])
def test_prose_in_two_columns_is_read_one_after_the_other(tmp_path: Path, alignment: int) -> None:
    style = ParagraphStyle("prose", papers.TEXT, alignment=alignment)
    story = [paragraph(f"{at} {LONG}", style) for at in range(1, 9)]
    columns = BalancedColumns(story, nCols=2, innerPadding=14)
    around = paragraph("A title above"), Spacer(1, 12), paragraph("Contact")
    found = papers.pdf(tmp_path, [*around[:2], columns, *around[1:]])

    joined = " ".join(papers.texts(found))
    assert joined == " ".join(["A title above", *(f"{at} {LONG}" for at in range(1, 9)), "Contact"])


def test_points_have_marks_and_their_indents_are_levels(tmp_path: Path) -> None:
    story = [
        paragraph("Results", papers.TEXT),
        paragraph(LONG, POINT, "•"),
        paragraph("below", BELOW, "•"),
        paragraph("below as well", BELOW, "•"),
        paragraph("on top", POINT, "•"),
        paragraph("numbered", POINT, "1."),
    ]

    assert papers.points(papers.pdf(tmp_path, story)) == [
        ("", 0, "Results"),
        ("•", 1, LONG),
        ("•", 2, "below"),
        ("•", 2, "below as well"),
        ("•", 1, "on top"),
        ("1.", 1, "numbered"),
    ]


def test_bullets_that_are_drawn_are_marks(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "paper.pdf"), pagesize=A4)
    for at, (indent, fill) in enumerate([(60, 1), (80, 0), (60, 1)]):
        canvas.circle(indent, 703 - 14 * at, 1.6, stroke=1 - fill, fill=fill)
        canvas.drawString(indent + 8, 700 - 14 * at, f"Point {at}")
    canvas.save()

    assert papers.points(read(tmp_path / "paper.pdf", "paper.pdf")) == [
        ("•", 1, "Point 0"),
        ("○", 2, "Point 1"),
        ("•", 1, "Point 2"),
    ]


def test_paragraphs_are_parted_and_lines_that_somebody_broke_are_kept(tmp_path: Path) -> None:
    story = [
        paragraph("A title", ParagraphStyle("title", papers.TEXT, fontSize=18, leading=22)),
        paragraph(f"{LONG} <b>bold</b> <u>underlined</u>, 8 km<super>2</super>"),
        paragraph("SDG 3<br/>SDG 11"),
        Spacer(1, 12),
        paragraph("<b>Education</b>"),
        paragraph(LONG),
    ]
    title, prose, lines, heading, last = papers.pdf(tmp_path, story).blocks

    assert (title.kind, title.level, title.text) == (Kind.HEADING, 1, "A title")
    assert prose.text == f"{LONG} bold underlined, 8 km²"
    assert (papers.bold(prose), papers.underlined(prose)) == (["bold"], ["underlined"])
    assert lines.text == "SDG 3\nSDG 11"
    assert papers.bold(heading) == ["Education"]
    assert last.text == LONG


def test_letters_that_are_printed_twice_are_bold(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "paper.pdf"), pagesize=A4)
    canvas.drawString(60, 700, "Well")
    canvas.drawString(60.4, 700, "Well")
    canvas.drawString(90, 700, "known")
    canvas.save()

    (found,) = read(tmp_path / "paper.pdf", "paper.pdf").blocks
    assert (found.text, papers.bold(found)) == ("Well known", ["Well"])


def test_divided_words_are_joined_where_the_document_has_them_whole(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "paper.pdf"), pagesize=A4)
    end = "and they come from all of the partner cities"
    for at, line in enumerate(
        [
            f"The European partners and others meet here, {end} in the big Euro-",
            f"pean cities, and in cities that are of low interest so far, {end} of high-",
            f"level talk, and they go home again when all is over, {end} again.",
        ]
    ):
        canvas.drawString(60, 700 - 13 * at, line)
    canvas.save()

    (found,) = papers.texts(read(tmp_path / "paper.pdf", "paper.pdf"))
    assert "big European cities" in found
    assert "of high-level talk" in found


def test_a_flattened_table_is_lines(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "paper.pdf"), pagesize=A4)
    for at, line in enumerate(["City: Ghent Wuhan", "Country: Belgium China", "Period 2018"]):
        canvas.drawString(60, 700 - 13 * at, line)
    canvas.save()

    assert "\n".join(papers.texts(read(tmp_path / "paper.pdf", "paper.pdf"))) == (
        "City: Ghent Wuhan\nCountry: Belgium China\nPeriod 2018"
    )


def test_a_scan_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    papers.scan(path, ImageReader(Image.new("L", (20, 20), 255)))

    with pytest.raises(Unreadable, match=r"looks scanned.*OCR"):
        read(path, path.name)


def test_a_page_without_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    canvas = Canvas(str(path), pagesize=A4)
    canvas.drawString(60, 700, "Text")
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("L", (20, 20), 255)), 0, 0, *A4)
    canvas.save()

    assert read(path, path.name).warnings == (
        "Without text, perhaps scanned, and not read: page 2.",
    )


def test_a_password_is_asked_away_and_none_is_needed_for_one_that_opens(tmp_path: Path) -> None:
    locked, open_to_all = tmp_path / "locked.pdf", tmp_path / "open.pdf"
    for path, password in ((locked, "secret"), (open_to_all, "")):
        canvas = Canvas(str(path), encrypt=StandardEncryption(password, "owner", canCopy=0))
        canvas.drawString(60, 700, "Text")
        canvas.save()

    with pytest.raises(Unreadable, match=r"protected by a password. Save it without one"):
        read(locked, locked.name)
    assert papers.texts(read(open_to_all, open_to_all.name)) == ["Text"]


def test_too_many_pages_are_refused_and_each_page_is_told(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    canvas = Canvas(str(path))
    for _ in range(3):
        canvas.drawString(60, 700, "Text")
        canvas.showPage()
    canvas.save()
    told = []
    read(path, path.name, lambda page, pages: told.append((page, pages)))
    assert told == [(1, 3), (2, 3), (3, 3)]

    canvas = Canvas(str(path))
    for _ in range(61):
        canvas.showPage()
    canvas.save()
    with pytest.raises(Unreadable, match="more than 60 pages"):
        read(path, path.name)
