"""Which kind of document a file is, by what is in it. Pure functions over bytes: no queries.

A name proves nothing, so it is not looked at. What is two kinds at once, cut
off, or carries macros is no document.
"""

import codecs
import unicodedata
import zipfile
from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from django.utils.translation import gettext_lazy as _

from browse.text import Spoken
from ucap.summaries.models import DocumentKind

CHUNK = 64 * 1024
TRAILER = 1024
"""How near to its end a PDF must say that it ends."""
MOST_PARTS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_TYPES = 1024 * 1024
"""Limits to what a DOCX may claim to unpack to; a document of pictures stays far below."""

TYPES, BODY = "[Content_Types].xml", "word/document.xml"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
CONTROLS = frozenset("\t\n\r\f")
"""Control characters that stand in text files."""


class NotADocument(Exception):
    """Why a file cannot be kept, in words for whoever sent it."""

    def __init__(self, reason: Spoken) -> None:
        super().__init__(reason)
        self.reason = reason


def kind_of(file: IO[bytes]) -> DocumentKind:
    """The kind of an open file, read from its start; NotADocument says what is wrong with it."""
    file.seek(0)
    start = file.read(8)
    if not start:
        raise NotADocument(_("The file is empty."))
    found = next((kind for sign, kind in _SIGNS.items() if start.startswith(sign)), _text)
    return found(file)


def _pdf(file: IO[bytes]) -> DocumentKind:
    """A PDF from its first byte to its trailer, and no archive at the same time."""
    size = file.seek(0, 2)
    file.seek(max(0, size - TRAILER))
    end = file.read()
    if b"%%EOF" not in end or b"startxref" not in end:
        raise NotADocument(_("It begins as a PDF, but is cut off before its end."))
    if zipfile.is_zipfile(file):
        raise NotADocument(_("It is a PDF and an archive at the same time."))
    return DocumentKind.PDF


def _docx(file: IO[bytes]) -> DocumentKind:
    """An archive that a word processor reads as a document without macros."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _word(archive)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise NotADocument(_("It begins as an archive, but cannot be read as one.")) from error
    except expat.ExpatError as error:
        raise NotADocument(_("It is an archive, but not a Word document.")) from error


def _word(archive: zipfile.ZipFile) -> DocumentKind:
    """See `_docx`. Unpacks the list of content types only, and no more of it than is allowed."""
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise NotADocument(_("It would unpack to far more than a document holds."))
    if names.count(TYPES) != 1 or names.count(BODY) != 1:
        raise NotADocument(_("It is an archive, but not a Word document."))
    with archive.open(TYPES) as packed:
        listed = packed.read(MOST_TYPES + 1)
    if len(listed) > MOST_TYPES:
        raise NotADocument(_("It would unpack to far more than a document holds."))
    types = _types(listed)
    active = any("macro" in kind or "vbaproject" in kind for kind in map(str.lower, types.values()))
    if active or any(name.lower().endswith("vbaproject.bin") for name in names):
        raise NotADocument(_("It carries macros: save it as a document without macros (.docx)."))
    if types.get(f"/{BODY}") != WORD:
        raise NotADocument(_("It is an archive, but not a Word document."))
    return DocumentKind.DOCX


def _types(listed: bytes) -> dict[str, str]:
    """What the list of content types says: the type of each part, and of each ending.

    ExpatError for what is no XML. A document type, which is where entities
    come from, is forbidden in such a list and ends the reading.
    """
    found: dict[str, str] = {}

    def element(name: str, attributes: dict[str, str]) -> None:
        about = attributes.get("PartName") or attributes.get("Extension", "")
        found[about] = attributes.get("ContentType", "")

    def doctype(*_told: object) -> None:
        raise NotADocument(_("It is an archive, but not a Word document."))

    parser = expat.ParserCreate()
    parser.StartElementHandler = element
    parser.StartDoctypeDeclHandler = doctype
    parser.Parse(listed, True)
    return found


def _old_word(file: IO[bytes]) -> DocumentKind:
    raise NotADocument(
        _("It is an old Word document or one with a password: save it as .docx without one.")
    )


def _text(file: IO[bytes]) -> DocumentKind:
    """Text in UTF-8, with or without a mark, and nothing in it but text."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    file.seek(0)
    try:
        while chunk := file.read(CHUNK):
            _look_for_controls(decoder.decode(chunk))
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise NotADocument(
            _("It is neither a PDF, nor a Word document (.docx), nor text in UTF-8.")
        ) from error
    return DocumentKind.TEXT


def _look_for_controls(text: str) -> None:
    """NotADocument when there are characters that no text has."""
    if any(unicodedata.category(letter) == "Cc" for letter in set(text) - CONTROLS):
        raise NotADocument(_("It is no plain text: there are control characters in it."))


_SIGNS: dict[bytes, Callable[[IO[bytes]], DocumentKind]] = {
    b"%PDF-": _pdf,
    b"PK\x03\x04": _docx,
    b"\xd0\xcf\x11\xe0": _old_word,
}
