"""Whatever a file holds, it gives a document or a message that says what to do."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.reading.files import papers
from tests.reading.files.papers import LONG, POINT, paragraph, table
from ucap.reading.blocks import Block, Document, Unreadable
from ucap.reading.files import read
from ucap.reading.files.apart import read_apart
from ucap.reading.files.data import as_data, from_data

MARKUP = (
    "<ul>", "</ul>", "<li>", "<table>", "<tr>", "<td colspan=3>", "</td>", "<b>", "</b>", "<br/>",
    "|", "\n|--|--|\n", "\t", "\n", "\n\n\n", "\f", "- ", "1. ", "→ ", "○", "# ", "**", "&amp;",
    "text", "苏州", "km<sup>2</sup>", "\\", "](x)", "[", "\r", "\u00ad", "<!--", "<script>", "`",
)  # fmt: skip
SLOW = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A PDF and a document of Word that can be read."""
    folder = tmp_path_factory.mktemp("honest")
    row = ("City", "Ghent", "Wuhan")
    document = papers.empty_word()
    document.add_heading("Title")
    papers.cells(document.add_table(rows=0, cols=3), *row)
    document.add_paragraph("point", style="List Bullet")
    papers.word(folder, document)
    papers.pdf(folder, [table(row, row), paragraph(LONG, POINT, "•")])
    return {kind: (folder / f"paper.{kind}").read_bytes() for kind in ("pdf", "docx")}


def check(folder: Path, content: bytes, name: str = "paper.pdf") -> Document | None:
    """Read it: blocks are tidy, and a message says what to do; anything else fails."""
    path = folder / "anything"
    path.write_bytes(content)
    document = attempt(lambda: read(path, name))
    for block in document.blocks if document else ():
        check_block(block)
    if document:
        assert document.blocks
        assert from_data(as_data(document)) == document
    return document


def attempt(reading: Callable[[], Document]) -> Document | None:
    """What is read, None where a message says what to do instead."""
    try:
        return reading()
    except Unreadable as error:
        message = str(error)
    assert "pload" in message or "hoose" in message
    return None


def check_block(block: Block) -> None:
    """What `Block` promises."""
    assert block.text.strip() == block.text != ""
    assert "  " not in block.text
    assert "\t" not in block.text
    for first, last in (*block.bold, *block.underlined):
        assert 0 <= first < last <= len(block.text)
    assert (block.place.row is None) == (block.place.column is None)


@SLOW
@given(pieces=st.lists(st.sampled_from(MARKUP), max_size=60))
def test_text_of_all_markup_in_any_order(tmp_path: Path, pieces: list[str]) -> None:
    check(tmp_path, "".join(pieces).encode(), "paper.md")


@SLOW
@given(content=st.binary(max_size=2000))
def test_bytes(tmp_path: Path, content: bytes) -> None:
    check(tmp_path, content)


@SLOW
@given(start=st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"{\\rtf", b"<html>", b"II*\0"]),
       content=st.binary(max_size=500))  # fmt: skip
def test_bytes_that_begin_like_a_document(tmp_path: Path, start: bytes, content: bytes) -> None:
    check(tmp_path, start + content)


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_cut_files(tmp_path: Path, honest: dict[str, bytes], kind: str) -> None:
    content = honest[kind]
    for part in range(1, 20):
        check(tmp_path, content[: len(content) * part // 20])


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize("seed", range(15))
def test_files_whose_bytes_are_changed_or_mixed(
    tmp_path: Path, honest: dict[str, bytes], kind: str, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    content = bytearray(honest[kind])
    for _ in range(chance.choice([1, 10, 200])):
        content[chance.randrange(len(content))] = chance.randrange(256)
    check(tmp_path, bytes(content))

    pieces = [content[at : at + 97] for at in range(8, len(content), 97)]
    chance.shuffle(pieces)
    check(tmp_path, bytes(content[:8]) + b"".join(pieces))


@pytest.mark.parametrize("seed", range(15))
def test_documents_of_word_whose_markup_is_changed(
    tmp_path: Path, honest: dict[str, bytes], seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    made = io.BytesIO()
    old = zipfile.ZipFile(io.BytesIO(honest["docx"]))
    with zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name.endswith(".xml") and chance.random() < 0.5:
                first, last = sorted(chance.randrange(len(part)) for _ in "ab")
                part = part[:first] + part[last : last + 300] + part[first:]
            if chance.random() < 0.9:
                new.writestr(name, part)
    check(tmp_path, made.getvalue())


def test_a_pdf_that_claims_ten_thousand_pages(tmp_path: Path, honest: dict[str, bytes]) -> None:
    content = honest["pdf"].replace(b"/Count 1", b"/Count 10000")
    assert b"/Count 10000" in content

    assert check(tmp_path, content) is not None


def test_a_pdf_whose_pages_hold_each_other(tmp_path: Path) -> None:
    content = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )

    assert check(tmp_path, content) is None


@pytest.mark.parametrize(
    "body",
    [
        "<w:tbl><w:tr><w:tc>" * 3000,
        "<w:p><w:r><w:t>text</w:t></w:r></w:p>" * 60_000,
        "&lol;",
    ],
    ids=["deep", "long", "entities"],
)
def test_hostile_markup_of_word_costs_a_message_or_nothing(tmp_path: Path, body: str) -> None:
    kinds = "".join(
        f'<!ENTITY lol{at} "{f"&lol{at - 1};" * 10 if at else "lol"}">' for at in range(12)
    )
    closed = body + "</w:tc></w:tr></w:tbl>" * body.count("<w:tbl>")
    path = tmp_path / "paper.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(
            "word/document.xml",
            f'<!DOCTYPE x [{kinds}<!ENTITY lol "&lol11;">]><w:document xmlns:w='
            '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
            f"{closed}</w:body></w:document>",
        )
    document = attempt(lambda: read_apart(path, path.name, seconds=5, mebibytes=1024))
    assert {block.text for block in (document.blocks if document else ())} <= {"text"}
