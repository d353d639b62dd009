"""What a file is, by its content; and what an editor is told of one that cannot be read."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from tests.reading.files import papers
from ucap.reading.blocks import Unreadable
from ucap.reading.files import read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def archive(*names: str) -> bytes:
    """A zip with files of these names."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as files:
        for name in names:
            files.writestr(name, "<x/>")
    return made.getvalue()


def picture(kind: str) -> bytes:
    """A picture in a format of Pillow."""
    made = io.BytesIO()
    Image.new("RGB", (9, 9)).save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", r"is empty.*choose it again"),
        (b" \n\t\n", r"no text in the file"),
        (b"\xef\xbb\xbf", r"no text in the file"),
        (OLE, r"older Office.*save it as a Word document"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), r"protected by a password"),
        (rb"{\rtf1 text}", r"Rich Text.*save it as|Save|save"),
        (picture("png"), r"is a picture.*OCR"),
        (picture("jpeg"), r"is a picture.*OCR"),
        (picture("tiff"), r"is a picture.*OCR"),
        (picture("webp"), r"is a picture.*OCR"),
        (b"\0\0\0\x18ftypheic" + bytes(40), r"is a picture.*OCR"),
        (archive("a.pdf", "b.pdf"), r"an archive. Unpack it"),
        (b"\x1f\x8b\x08" + bytes(40), r"an archive. Unpack it"),
        (archive("xl/workbook.xml"), r"a spreadsheet.*as a Word document"),
        (archive("mimetype", "content.xml"), r"OpenDocument.*as a Word document"),
        (archive("word/document.xml"), r"damaged: it begins like a Word document"),
        (archive("word/document.xml")[:40], r"damaged: it begins like a Word document"),
        (b"%PDF-1.7\nnothing else", r"damaged: it begins like a PDF.*save it anew"),
        (b"\x7fELF" + bytes(range(256)), r"neither a document nor text"),
        (b"word " * 500_000, r"far more text than a summary"),
        (b"<div>" * 5000 + b"text", r"stand in each other by the hundred"),
    ],
    ids=lambda value: value if isinstance(value, str) else "file",  # bytes differ by their time
)
def test_what_cannot_be_read_is_told_with_what_to_do(
    tmp_path: Path, content: bytes, told: str
) -> None:
    with pytest.raises(Unreadable, match=told):
        papers.text(tmp_path, content, "paper.pdf")


def test_a_lying_name_is_told_and_the_content_is_read(tmp_path: Path) -> None:
    document = papers.empty_word()
    document.add_paragraph("Text")

    found = papers.word(tmp_path, document, "paper.pdf")

    assert papers.texts(found) == ["Text"]
    assert found.warnings == (
        "The name of the file ends in .pdf, but it is a Word document, and was read as that.",
    )
    assert papers.text(tmp_path, "Text", "paper.docx").warnings == (
        "The name of the file ends in .docx, but it is plain text, and was read as that.",
    )


@pytest.mark.parametrize("name", ["paper.md", "paper.txt", "paper", "paper.2020"])
def test_markdown_is_known_by_its_content_and_no_name_of_text_lies(
    tmp_path: Path, name: str
) -> None:
    found = papers.text(tmp_path, "## Title", name)

    assert (found.format, found.warnings, found.name) == ("markdown", (), name)


def test_a_missing_file_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(tmp_path / "none.pdf", "none.pdf")
