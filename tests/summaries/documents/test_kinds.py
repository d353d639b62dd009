"""What a file is, is found by what is in it."""

import io
import zipfile

import pytest

from tests.summaries.documents.files import PDF, TEXT, archive, docx, types
from ucap.summaries.documents import kinds
from ucap.summaries.documents.kinds import BODY, TYPES, WORD, NotADocument, kind_of
from ucap.summaries.documents.names import MOST, clean_name


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "pdf"),
        (PDF + b"\n" * 900, "pdf"),
        (docx(), "docx"),
        (docx(more={"word/media/a.png": b"\x89PNG"}), "docx"),
        (TEXT, "text"),
        (b"\xef\xbb\xbf" + TEXT, "text"),
        ("# Título\r\n\tone\fpage\n".encode(), "text"),
        (b"<script>alert(1)</script>", "text"),  # handed out as nothing but text
        (("é" * kinds.CHUNK).encode(), "text"),  # letters across the pieces that are read
    ],
)
def test_a_document_is_known_by_its_content(content: bytes, kind: str) -> None:
    assert kind_of(io.BytesIO(content)) == kind


def forged(content: bytes) -> bytes:
    """An archive whose list says that a part is larger than it is."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as made:
        made.infolist()[-1].file_size = kinds.MOST_UNPACKED + 1
        made._didModify = True  # type: ignore[attr-defined]
    return out.getvalue()


VBA = "application/vnd.ms-office.vbaProject"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
ENTITY = types().replace("<Types", '<!DOCTYPE t [<!ENTITY a "b">]><Types')
REFUSED = {
    "empty": (b"", "is empty"),
    "cut off PDF": (PDF[:30], "cut off"),
    "PDF whose end is far from the end": (PDF + b"\n" * 2000, "cut off"),
    "PDF that is an archive": (PDF[:9] + archive({"a": "b"}) + PDF[9:], "same time"),
    "archive that is a PDF": (archive({"a": PDF}) + PDF, "not a Word document"),
    "PDF after something else": (b"\x00" + PDF, "neither|no plain text"),
    "archive": (archive({"a.txt": "text"}), "not a Word document"),
    "spreadsheet": (archive({TYPES: types(), "xl/workbook.xml": ""}), "not a Word document"),
    "two bodies": (docx()[:40], "cannot be read"),
    "cut off archive": (docx()[:-30], "cannot be read"),
    "macros by type": (docx(types(MACROS)), "macros"),
    "macros as a part": (docx(more={"word/vbaProject.bin": b"x"}), "macros"),
    "macros under another name": (
        docx(types(more=f'<Override PartName="/a" ContentType="{VBA}"/>')),
        "macros",
    ),
    "template": (docx(types(WORD.replace("document.main", "template.main"))), "not a Word"),
    "no types": (docx("<Types/>"), "not a Word document"),
    "types that are no XML": (docx("<Types"), "not a Word document"),
    "types with entities": (docx(ENTITY), "not a Word document"),
    "types that unpack to much": (docx(types() + " " * (kinds.MOST_TYPES + 1)), "far more"),
    "part that unpacks to much": (forged(docx(more={"a": b"x"})), "far more"),
    "many parts": (docx(more={f"p{n}": "" for n in range(kinds.MOST_PARTS)}), "far more"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 99, "old Word document"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 9, "neither"),
    "NUL in text": (b"Plan\x00", "control characters"),
    "escape in text": (b"Plan \x1b[2J", "control characters"),
    "C1 control in text": ("Plan \x9b".encode(), "control characters"),
    "Latin-1": ("Málaga".encode("latin-1"), "UTF-8"),
    "UTF-16": ("Plan".encode("utf-16"), "UTF-8"),
    "letter cut in two": (TEXT[:-3], "UTF-8"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_document_is_refused_with_a_reason(name: str) -> None:
    content, reason = REFUSED[name]
    with pytest.raises(NotADocument) as refused:
        kind_of(io.BytesIO(content))
    assert any(part in str(refused.value.reason) for part in reason.split("|"))


@pytest.mark.parametrize("cut", range(0, len(docx()), 7))
def test_a_document_cut_off_anywhere_is_refused_in_words(cut: int) -> None:
    with pytest.raises(NotADocument):
        kind_of(io.BytesIO(docx()[:cut]))


def test_looking_into_a_bomb_unpacks_next_to_nothing(monkeypatch) -> None:
    read: list[int] = []
    real = zipfile.ZipExtFile.read

    def counting(self, size=-1):
        got = real(self, size)
        read.append(len(got))
        return got

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counting)
    bomb = docx(more={f"word/{n}.xml": b"\x00" * 10_000_000 for n in range(15)})
    assert len(bomb) < 200_000
    assert kind_of(io.BytesIO(bomb)) == "docx"  # kept as it is, never unpacked
    assert sum(read) < 10_000


@pytest.mark.parametrize(
    ("name", "kind", "clean"),
    [
        ("plan.pdf", "pdf", "plan.pdf"),
        ("PLAN.PDF", "pdf", "PLAN.pdf"),
        ("plan.md", "text", "plan.md"),
        ("../../etc/passwd", "text", "passwd.txt"),
        ("C:\\Users\\ed\\plan.docx", "docx", "plan.docx"),
        ("plan.pdf", "text", "plan.pdf.txt"),
        ("plan.html", "text", "plan.html.txt"),
        ("plan.docm", "docx", "plan.docm.docx"),
        ("a\r\nSet-Cookie: b.pdf", "pdf", "a Set-Cookie b.pdf"),
        ('quo"te;<b>.pdf', "pdf", "quo te; b.pdf"),
        ("nul\x00byte\u202efdp.pdf", "pdf", "nul byte fdp.pdf"),
        ("Plan für Málaga 昆明.pdf", "pdf", "Plan für Málaga 昆明.pdf"),
        ("Ma\u0301laga.pdf", "pdf", "Málaga.pdf"),
        (".pdf", "pdf", "document.pdf"),
        ("...", "text", "document.txt"),
        ("", "pdf", "document.pdf"),
        (".htaccess", "text", "htaccess.txt"),
    ],
)
def test_a_hostile_name_becomes_a_harmless_one(name: str, kind: str, clean: str) -> None:
    assert clean_name(name, kind) == clean
    assert clean_name(clean, kind) == clean


def test_a_long_name_keeps_its_ending() -> None:
    name = clean_name("x" * 500 + ".pdf", "pdf")
    assert (len(name), name[-5:]) == (MOST, "x.pdf")


def test_the_list_of_parts_is_what_a_word_processor_reads() -> None:
    assert TYPES == "[Content_Types].xml"
    assert BODY == "word/document.xml"
