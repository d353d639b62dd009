"""The invented documents are what their formats ask for, and their truth is what they print."""

import re
from collections import Counter
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest

from benchmarks.reading.check import check
from benchmarks.reading.documents.__main__ import main
from benchmarks.reading.entries import bullets
from benchmarks.reading.paper import (
    PAGE,
    Block,
    Document,
    Row,
    documents,
    marked,
    pages,
    plain,
    runs,
    words,
)
from benchmarks.reading.renderers import write

DOCUMENTS = documents()
SUZHOU = DOCUMENTS[0]
each = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)


def of_format(*formats: str) -> pytest.MarkDecorator:
    some = [document for document in DOCUMENTS if document.format in formats]
    return pytest.mark.parametrize("document", some, ids=lambda document: document.name)


def texts(document: Document) -> list[str]:
    """Whatever is printed, in pieces that nothing may come between but the end of a page."""
    rows = [block for row in document.rows for cell in row.cells for block in cell]
    pieces = [page[-1].text for block in rows for page in pages((block,))]
    return [plain(piece) for piece in (*pieces, *(row.label for row in document.rows))]


def test_there_are_ten_in_four_formats_and_one_of_each_kind_is_aside() -> None:
    assert Counter(document.format for document in DOCUMENTS) == {
        "pdf": 4,
        "docx": 3,
        "md": 2,
        "txt": 1,
    }
    assert sorted(document.format for document in DOCUMENTS if document.aside) == [
        "docx",
        "md",
        "pdf",
    ]
    assert len({document.name for document in DOCUMENTS}) == len(DOCUMENTS)


def test_they_tell_again_what_the_five_tell() -> None:
    again = {
        entry["repeats"]
        for document in DOCUMENTS
        for entry in (*document.truth["activities"], *document.truth["pilots"])
    }
    assert len(again - {None}) >= 8


@each
def test_the_truth_is_what_is_printed(document: Document) -> None:
    assert check(document) == []


@each
def test_a_file_has_the_same_bytes_each_time(document: Document, tmp_path: Path) -> None:
    first = write(document, tmp_path).read_bytes()
    assert write(document, tmp_path).read_bytes() == first


@of_format("pdf")
def test_a_pdf_has_pages(document: Document, tmp_path: Path) -> None:
    found = write(document, tmp_path).read_bytes()
    assert found.startswith(b"%PDF-")
    assert found.rstrip().endswith(b"%%EOF")
    assert len(re.findall(rb"/Type /Page\b", found)) >= 2


@of_format("docx")
def test_word_reads_all_that_is_printed(document: Document, tmp_path: Path) -> None:
    word = docx.Document(str(write(document, tmp_path)))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    found = plain(" ".join([*cells, *(paragraph.text for paragraph in word.paragraphs)]))
    assert [text for text in texts(document) if text not in found] == []
    assert document.hand["header"] == word.sections[0].header.paragraphs[0].text


@of_format("md", "txt")
def test_plain_files_hold_all_that_is_printed(document: Document, tmp_path: Path) -> None:
    found = plain(write(document, tmp_path).read_text(encoding="utf-8").replace("&amp;", "&"))
    assert [text for text in texts(document) if text not in found] == []
    assert PAGE not in found


def test_word_has_bullets_below_bullets_in_one_list(tmp_path: Path) -> None:
    document = next(document for document in DOCUMENTS if document.name == "06-circular-economy")
    word = docx.Document(str(write(document, tmp_path)))
    paragraphs = [p for row in word.tables[0].rows for p in row.cells[1].paragraphs]
    levels = [level.val for p in paragraphs for level in p._p.xpath("w:pPr/w:numPr/w:ilvl")]
    kinds = [block.kind for row in document.rows for block in row.cells[0]]
    assert levels == [kind == "sub" for kind in kinds if kind in ("bullet", "sub")]


def test_the_command_writes_all_of_them(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "made")]) == 0
    assert len(list((tmp_path / "made").iterdir())) == 10
    assert capsys.readouterr().out.count("(aside)") == 3
    assert main([]) == 2


# A check that cannot fail is none


def put(truth: Any, path: list[str | int], value: Any) -> None:
    """Set one value somewhere in a truth."""
    for step in path[:-1]:
        truth = truth[step]
    truth[path[-1]] = value


@pytest.mark.parametrize(
    ("path", "value", "told"),
    [
        (["kind"], "plan", "no kind “plan”"),
        (["focus"], "The partners", "focus is not what is printed"),
        (["challenges"], None, "challenges is not what is printed"),
        (["contact", "email"], "a@b.eu", "the contact does not print a@b.eu"),
        (["contact", "printed"], "", "contact is not what is printed"),
        (["period", "printed"], "July 2018", "period is not what is printed"),
        (["period", "end"], "2019-13", "period: no month or day “2019-13”"),
        (["period", "end"], "2018-06", "period ends before it starts"),
        (["sides", 0, "column"], 2, "there are not the sides 1 and 2"),
        (["sides", 1, "country_printed"], "Spain", "country of side 2 is not what is printed"),
        (["sides", 1, "population"], 5, "population of side 2 is not printed"),
        (["sides", 0, "cities"], [], "the cities of side 1 are ['Suzhou']"),
        (["themes", 0, "label"], "Smart Cities", "the themes do not print “Smart Cities”"),
        (["themes", 0, "theme"], "smart", "no theme “smart”"),
        (["sdgs", 0, "number"], 18, "no goal 18"),
        (["sdgs", 0, "label"], "SDG 7", "goals and topics do not print “SDG 7”"),
        (["topics", 0, "topic"], "culture", "no topic “culture”"),
        (["activities", 0, "text"], "Opening", "activities 1: it names the cities []"),
        (["activities", 0, "text"], "Closing", "activities 1: the text is not what is printed"),
        (["activities", 0, "position"], "1.", "activities 1.: there is no such bullet"),
        (["activities", 1, "position"], "1", "activities 2 is printed, and no entry has it"),
        (["activities", 0, "dates_printed"], "May 2018", "activities 1: “May 2018” is not printed"),
        (["activities", 0, "dates_printed"], "", "bullets print a date, those below them none"),
        (["activities", 0, "start"], "2018-05", "“April 2018” is not 2018-05"),
        (["activities", 0, "start"], "2019-04", "“April 2018” is not in 2019-04"),
        (["activities", 0, "cities"], [], "activities 1: it names the cities ['Beijing']"),
        (["activities", 0, "organisations"], ["EU"], "activities 1: it does not name EU"),
        (["activities", 0, "repeats"], "start-up", "nothing like “start-up” to repeat"),
        (["pilots", 0, "repeats"], "start-up-meeting-beijing", "to repeat"),
        (["pilots", 0, "heading"], "Culture", "pilots 1: it stands under “”"),
        (["new_cities"], ["Suzhou", "Porto"], "['Katowice', 'Porto', 'Suzhou']"),
        (["new_organisations"], [], "new_organisations should be ["),
        (["slips", 0, "part"], "goals", "no slip: "),
    ],
)
def test_what_is_wrong_in_a_truth_is_told(path: list[str | int], value: Any, told: str) -> None:
    truth = deepcopy(SUZHOU.truth)
    put(truth, path, value)
    found = check(replace(SUZHOU, truth=truth))
    assert any(told in problem for problem in found), found


def test_a_cut_page_is_told_where_pages_are_real() -> None:
    cut = replace(SUZHOU.rows[-1], cells=((Block("bullet", f"one {PAGE}sentence"),),))
    found = check(replace(SUZHOU, rows=(*SUZHOU.rows[:-1], cut)))
    assert any("pdf has pages of its own" in problem for problem in found)


# Small parts


def test_bullets_are_counted_through_headings_and_below_one_another() -> None:
    cell = (
        Block("heading", "Education:"),
        Block("bullet", "one"),
        Block("sub", "below"),
        Block("heading", "Culture"),
        Block("number", "<b>two</b>"),
    )
    made = replace(SUZHOU, rows=(Row("results", "Results", (cell,)),))
    found = bullets(made, "results")
    assert {at: (bullet.heading, bullet.text) for at, bullet in found.items()} == {
        "1": ("Education", "one"),
        "1.1": ("Education", "below"),
        "2": ("Culture", "two"),
    }
    assert [mark for _, mark in marked(cell, "→", "○")] == ["", "→", "○", "", "1."]


def test_a_text_is_cut_where_its_page_ends() -> None:
    cell = (Block("bullet", f"one {PAGE}sentence"), Block("bullet", "another"))
    first, second = pages(cell)
    assert first == (Block("bullet", "one"),)
    assert second == (Block("rest", "sentence"), Block("bullet", "another"))
    assert words(cell) == "one sentence another"


def test_tags_are_taken_off_or_turned_into_runs() -> None:
    assert plain("<b>A  <u>B</u></b><br/>C & km<sup>2</sup>") == "A B C & km2"
    assert [(text, sorted(tags)) for text, tags in runs("a<b>b<u>c</u></b><br/>d")] == [
        ("a", []),
        ("b", ["b"]),
        ("c", ["b", "u"]),
        ("\n", []),
        ("d", []),
    ]
