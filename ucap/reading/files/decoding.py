"""Bytes → text: the encodings in which text files come."""

import codecs

from ucap.reading.blocks import Unreadable

MARKED = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
"""What files of an encoding may begin with."""
GUESSED = (
    "The file is not in UTF-8; it was read as Western European text. Where letters with accents or "
    "Chinese characters are wrong, save it as UTF-8 and upload it again."
)


def decoded(content: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file with line feeds at the ends of lines, and warnings.

    Raises Unreadable for bytes that are no text.
    """
    encoding = next((MARKED[mark] for mark in MARKED if content.startswith(mark)), "utf-8")
    warnings: tuple[str, ...] = ()
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text, warnings = content.decode("cp1252", errors="replace"), (GUESSED,)
    if "\0" in text:
        raise Unreadable(
            "This is neither a document nor text that can be read. Upload the PDF, the Word "
            "document (.docx) or the text itself."
        )
    return text.replace("\r\n", "\n").replace("\r", "\n"), warnings
