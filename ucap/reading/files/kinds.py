"""What a file is, by what is in it; its name is only compared with that."""

import re
import zipfile
from pathlib import Path

from ucap.reading.blocks import Unreadable

PDF, DOCX, HTML, TEXT = "pdf", "docx", "html", "text"

ENDINGS = {
    PDF: (".pdf",),
    DOCX: (".docx", ".docm", ".dotx"),
    HTML: (".html", ".htm", ".xhtml"),
    TEXT: (".txt", ".md", ".markdown", ".text", ".tsv", ".csv"),
}
NAMES = {
    PDF: "a PDF",
    DOCX: "a Word document",
    HTML: "a page of the web",
    TEXT: "plain text",
}

EMPTY = "The file is empty. Perhaps it was not saved or copied whole: choose it again."
NO_TEXT = "There is no text in the file. Choose another one."
DAMAGED = (
    "The file is damaged: it begins like {} and cannot be opened. Open it in the program that it "
    "was made with, save it anew and upload it again."
)
PICTURE = (
    "The file is a picture. Have its text recognised (OCR) and upload that as a PDF or Word "
    "document, or upload the document that was photographed."
)
ARCHIVE = "The file is an archive. Unpack it and upload the documents in it."
SAVE_AS_WORD = (
    "The file is {}, which cannot be read. Save it as a Word document (.docx) or a PDF and upload "
    "that."
)
OLD_WORD = (
    "The file is of an older Office (such as .doc), which cannot be read. Open it in Word and save "
    "it as a Word document (.docx) or a PDF and upload that."
)
LOCKED = (
    "The document is protected by a password. Save it without one, or print it into a PDF, and "
    "upload that."
)

PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*", b"BM", b"8BPS")
ARCHIVES = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
PAGE_OF_THE_WEB = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)", re.I
)
IN_ZIP = {
    "word/": DOCX,
    "xl/": "a spreadsheet",
    "ppt/": "a presentation",
    "content.xml": "an OpenDocument file",
    "META-INF/container.xml": "an e-book",
}
"""What archives of documents hold, and what they are: a kind, or words for one that is not read."""


def kind_of(path: Path) -> str:
    """Which reader a file is for: PDF, DOCX, HTML or TEXT.

    Raises Unreadable for everything that no reader is for.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    if not start:
        raise Unreadable(EMPTY)
    if b"%PDF-" in start[:1024]:
        return PDF
    if start.startswith(b"PK\x03\x04") or start.startswith(b"PK\x05\x06"):
        return _in_zip(path)
    if start.startswith(OLD_OFFICE):
        raise Unreadable(LOCKED if ENCRYPTED in path.read_bytes() else OLD_WORD)
    if start.startswith(b"{\\rtf"):
        raise Unreadable(SAVE_AS_WORD.format("in Rich Text Format (RTF)"))
    if start.startswith(PICTURES) or start[8:12] in (b"WEBP",) or start[4:8] == b"ftyp":
        raise Unreadable(PICTURE)
    if start.startswith(ARCHIVES):
        raise Unreadable(ARCHIVE)
    return HTML if PAGE_OF_THE_WEB.match(start) else TEXT


def _in_zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise Unreadable(DAMAGED.format("a Word document")) from None
    for part, what in IN_ZIP.items():
        if any(name.startswith(part) for name in names):
            if what == DOCX:
                return DOCX
            raise Unreadable(SAVE_AS_WORD.format(what))
    raise Unreadable(ARCHIVE)


def lie(kind: str, name: str) -> str:
    """What to tell of a file whose name says that it is something else; "" of an honest one."""
    ending = Path(name).suffix.lower()
    said = next((other for other, endings in ENDINGS.items() if ending in endings), None)
    if said in (None, kind):
        return ""
    return f"The name of the file ends in {ending}, but it is {NAMES[kind]}, and was read as that."
