"""Word documents: tables, lists, looks, and what is not text."""

from pathlib import Path

import pytest
from PIL import Image

from tests.reading.files import papers
from ucap.reading.blocks import Kind, Unreadable


def test_cells_have_rows_and_columns_also_when_merged(tmp_path: Path) -> None:
    document = papers.empty_word()
    table = document.add_table(rows=0, cols=3)
    papers.cells(table, "City", "Ghent", "Wuhan")
    papers.cells(table, "Period", "2018", "")
    table.rows[1].cells[1].merge(table.rows[1].cells[2])
    papers.cells(table, "", "", "")
    papers.cells(table, "Area", "N/A", "8 km²")

    assert papers.rows(papers.word(tmp_path, document)) == [
        (1, 1, "City"),
        (1, 2, "Ghent"),
        (1, 3, "Wuhan"),
        (2, 1, "Period"),
        (2, 2, "2018"),
        (3, 1, "Area"),
        (3, 2, "N/A"),
        (3, 3, "8 km²"),
    ]


def test_lists_are_nested_by_their_styles(tmp_path: Path) -> None:
    document = papers.empty_word()
    for style in ("List Bullet", "List Bullet 2", "List Bullet", "List Number", "List Number"):
        document.add_paragraph(style, style=style)

    assert papers.points(papers.word(tmp_path, document)) == [
        ("•", 1, "List Bullet"),
        ("•", 2, "List Bullet 2"),
        ("•", 1, "List Bullet"),
        ("1.", 1, "List Number"),
        ("2.", 1, "List Number"),
    ]


def test_typed_bullets_and_line_breaks_are_read(tmp_path: Path) -> None:
    document = papers.empty_word()
    document.add_paragraph("→\tMay 2019: a visit")
    document.add_paragraph("○ below")
    document.add_paragraph("→ June 2019\n→ July 2019")

    assert papers.points(papers.word(tmp_path, document)) == [
        ("→", 1, "May 2019: a visit"),
        ("○", 2, "below"),
        ("→", 1, "June 2019"),
        ("→", 1, "July 2019"),
    ]


def test_looks_headings_and_raised_figures_are_kept(tmp_path: Path) -> None:
    document = papers.empty_word()
    document.add_heading("Summary", level=0)
    document.add_heading("Results", level=2)
    paragraph = document.add_paragraph()
    paragraph.add_run("Key ").bold = True
    paragraph.add_run("focus").underline = True
    paragraph.add_run(" of 8 km ")
    paragraph.add_run("2").font.superscript = True

    title, heading, found = papers.word(tmp_path, document).blocks

    assert (title.kind, title.level, heading.level) == (Kind.HEADING, 1, 2)
    assert found.text == "Key focus of 8 km²"
    assert (papers.bold(found), papers.underlined(found)) == (["Key"], ["focus"])


def test_tabs_outside_of_tables_part_cells(tmp_path: Path) -> None:
    document = papers.empty_word()
    document.add_paragraph("City:\tGhent\tWuhan")

    assert papers.rows(papers.word(tmp_path, document)) == [
        (1, 1, "City:"),
        (1, 2, "Ghent"),
        (1, 3, "Wuhan"),
    ]


def test_headers_are_no_text(tmp_path: Path) -> None:
    document = papers.empty_word()
    document.sections[0].header.paragraphs[0].text = "IUC"
    document.add_paragraph("Text")

    assert papers.texts(papers.word(tmp_path, document)) == ["Text"]


def test_pictures_are_told_and_a_document_of_nothing_else_looks_scanned(tmp_path: Path) -> None:
    Image.new("RGB", (9, 9)).save(tmp_path / "picture.png")
    document = papers.empty_word()
    document.add_picture(str(tmp_path / "picture.png"))

    with pytest.raises(Unreadable, match="looks scanned"):
        papers.word(tmp_path, document)
    document.add_paragraph("Text")
    assert papers.word(tmp_path, document).warnings == (
        "Pictures were left out; text in them was not read.",
    )
