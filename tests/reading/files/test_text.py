"""Text and Markdown: each line is read by what stands in it."""

from pathlib import Path

from tests.reading.files import papers
from ucap.reading.blocks import Kind


def test_tabs_part_cells_and_rows_are_counted_through_the_document(tmp_path: Path) -> None:
    found = papers.text(tmp_path, "Title\n\nCity:\tGhent\tWuhan\nCountry:\tBelgium\tChina\n")

    assert papers.rows(found) == [
        (None, None, "Title"),
        (1, 1, "City:"),
        (1, 2, "Ghent"),
        (1, 3, "Wuhan"),
        (2, 1, "Country:"),
        (2, 2, "Belgium"),
        (2, 3, "China"),
    ]
    assert [block.place.line for block in found.blocks] == [1, 3, 3, 3, 4, 4, 4]
    assert found.format == "text"


def test_pipes_part_cells_and_neither_rules_nor_empty_heads_are_rows(tmp_path: Path) -> None:
    found = papers.text(
        tmp_path,
        "| | | |\n|--|--|--|\n| **City:** | Ghent | a \\| b |\n\n\n"
        "| | |\n|--|--|\n| | goes on | | more |\n",
    )

    assert papers.rows(found) == [
        (1, 1, "City:"),
        (1, 2, "Ghent"),
        (1, 3, "a | b"),
        (2, 2, "goes on"),
        (2, 4, "more"),
    ]
    assert papers.bold(found.blocks[0]) == ["City:"]
    assert found.format == "markdown"


def test_a_row_that_a_page_has_cut_has_no_label_and_stays_a_row(tmp_path: Path) -> None:
    found = papers.text(tmp_path, "Results:\t→ one that goes\t\n\n\n\n\ton.\t\n\t→ two\n")

    assert papers.rows(found) == [
        (1, 1, "Results:"),
        (1, 2, "one that goes"),
        (2, 2, "on."),
        (3, 2, "two"),
    ]


def test_html_in_cells_gives_lists_breaks_and_looks(tmp_path: Path) -> None:
    found = papers.text(
        tmp_path,
        "<b>Main <u>activities</u></b>\t<p>R&amp;D<br/>Two</p><ul><li>→ One<ul><li>○ Below</li>"
        "</ul></li><li>→ Next</li></ul>\nSize (km<sup>2</sup>)\t88 km <sup>2</sup>"
        "\t<ul> → x → Y</ul>\n",
    )

    assert papers.points(found) == [
        ("", 0, "Main activities"),
        ("", 0, "R&D\nTwo"),
        ("→", 1, "One"),
        ("○", 2, "Below"),
        ("→", 1, "Next"),
        ("", 0, "Size (km²)"),
        ("", 0, "88 km²"),
        ("→", 1, "x"),
        ("→", 1, "Y"),
    ]
    assert papers.bold(found.blocks[0]) == ["Main activities"]
    assert papers.underlined(found.blocks[0]) == ["activities"]


def test_points_that_run_together_come_one_by_one(tmp_path: Path) -> None:
    found = papers.text(
        tmp_path,
        "\t\nX\t → May: a visit. ○ First ○ Second → June: by train Rome → Nice\n\trest. → July\n",
    )

    assert papers.points(found)[1:] == [
        ("→", 1, "May: a visit."),
        ("○", 2, "First"),
        ("○", 2, "Second"),
        ("→", 1, "June: by train Rome"),
        ("→", 1, "Nice"),
        ("", 0, "rest."),
        ("→", 1, "July"),
    ]


def test_an_arrow_in_prose_is_no_point(tmp_path: Path) -> None:
    found = papers.text(tmp_path, "The train Rome → Nice is slow - and dear\n")

    assert papers.points(found) == [("", 0, "The train Rome → Nice is slow - and dear")]


def test_markdown_has_headings_lists_and_escapes(tmp_path: Path) -> None:
    found = papers.text(
        tmp_path,
        "## Title\n\n- **Culture**\n- One\n  - Below\n\n3. Third\n4. Fourth\n\n"
        "[A\\\\_b@c.example](mailto:x)\n",
    )

    assert papers.points(found) == [
        ("", 2, "Title"),
        ("-", 1, "Culture"),
        ("-", 1, "One"),
        ("-", 2, "Below"),
        ("3.", 1, "Third"),
        ("4.", 1, "Fourth"),
        ("", 0, "A_b@c.example"),
    ]
    assert [block.place.line for block in found.blocks] == [1, 3, 4, 5, 7, 8, 10]
    assert found.blocks[0].kind == Kind.HEADING


def test_prose_that_a_page_has_cut_stays_two_blocks(tmp_path: Path) -> None:
    found = papers.text(tmp_path, "- a platform of the University of\n\n\n\nGranada.\n\n- next\n")

    assert papers.points(found) == [
        ("-", 1, "a platform of the University of"),
        ("", 0, "Granada."),
        ("-", 1, "next"),
    ]


def test_after_a_page_break_another_bullet_is_no_deeper(tmp_path: Path) -> None:
    found = papers.text(tmp_path, "• one\n○ below\n• two\n\n\n\n- three\n")

    assert [(mark, level) for mark, level, _ in papers.points(found)] == [
        ("•", 1),
        ("○", 2),
        ("•", 1),
        ("-", 1),
    ]


def test_form_feeds_end_pages(tmp_path: Path) -> None:
    found = papers.text(tmp_path, "one\n\ftwo\n\nthree\n\f\n")

    assert [(block.place.page, block.place.line) for block in found.blocks] == [
        (1, 1),
        (2, 2),
        (2, 4),
    ]
    assert found.pages == 2


def test_full_lines_go_on_and_short_ones_end(tmp_path: Path) -> None:
    line = "This line is as long as all lines are in a text that was wrapped"
    found = papers.text(tmp_path, f"{line}\nand goes on.\nAnother line\n{line}\nagain\n")

    assert papers.texts(found) == [f"{line} and goes on.\nAnother line\n{line} again"]


def test_a_tab_after_a_bullet_makes_no_row(tmp_path: Path) -> None:
    found = papers.text(tmp_path, "•\tone\n\t○\ttwo\n\nThen:\n\n1.\tthree\n")

    assert {block.place.row for block in found.blocks} == {None}
    assert papers.points(found) == [
        ("•", 1, "one"),
        ("○", 2, "two"),
        ("", 0, "Then:"),
        ("1.", 1, "three"),
    ]


def test_many_spaces_part_cells_as_tabs_do(tmp_path: Path) -> None:
    found = papers.text(
        tmp_path,
        "City:        Ghent      Wuhan\nCountry:     Belgium    China\n"
        "Focus:       Talks about what they may   do\n             together.\n\n-    Point\n",
    )

    assert papers.rows(found)[3:] == [
        (2, 1, "Country:"),
        (2, 2, "Belgium"),
        (2, 3, "China"),
        (3, 1, "Focus:"),
        (3, 2, "Talks about what they may"),
        (3, 3, "do"),
        (4, 2, "together."),
        (None, None, "Point"),
    ]
    assert papers.points(papers.text(tmp_path, "1.   one\n2.   two\n3.   three")) == [
        ("1.", 1, "one"),
        ("2.", 1, "two"),
        ("3.", 1, "three"),
    ]


def test_text_in_another_encoding_is_read_and_told(tmp_path: Path) -> None:
    western = papers.text(tmp_path, "Größe:\t1 km²".encode("cp1252"))
    wide = papers.text(tmp_path, "武汉".encode("utf-16"))

    assert papers.texts(western) == ["Größe:", "1 km²"]
    assert "not in UTF-8" in western.warnings[0]
    assert (papers.texts(wide), wide.warnings) == (["武汉"], ())


def test_a_page_of_the_web_is_read_as_one(tmp_path: Path) -> None:
    found = papers.text(
        tmp_path,
        "<!DOCTYPE html><html><head><title>x</title></head><body>\n\t<table>\n\t\t<tr>\n"
        "\t\t\t<td rowspan=2>A</td>\t<td colspan='2'>B</td><td>C</td></tr><tr><td>D</td>"
        "</tr></table>",
        "page.html",
    )

    assert papers.rows(found) == [(1, 1, "A"), (1, 2, "B"), (1, 4, "C"), (2, 2, "D")]
    assert (found.format, found.warnings) == ("html", ())
