"""Word documents (.docx) → blocks, by way of HTML.

Header and footer are left out, and so are comments, deleted text and pictures. The mark of a bullet
is always “•”: which sign it is on paper is hidden in the numbering of a document.
"""

import re
import zipfile
from pathlib import Path
from typing import Any

import mammoth

from ucap.reading.blocks import Document, Unreadable
from ucap.reading.files import Progress, html

STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => h2:fresh
p[style-name='List Bullet'] => ul > li:fresh
p[style-name='List Bullet 2'] => ul|ol > li > ul > li:fresh
p[style-name='List Bullet 3'] => ul|ol > li > ul|ol > li > ul > li:fresh
p[style-name='List Number'] => ol > li:fresh
p[style-name='List Number 2'] => ul|ol > li > ol > li:fresh
p[style-name='List Number 3'] => ul|ol > li > ul|ol > li > ol > li:fresh
u => u
"""
"""What Word's own styles mean, and that underlines are kept."""

BACK = re.compile(r'<a href="#[^"]*(?:foot|end)note-ref-[^"]*">↑</a>')
"""The way back from a note, which is not on paper."""
MOST_BYTES = 48 * 1024 * 1024
"""How much text with all its markup a document may unpack to: far more than any summary has."""


def read(path: Path, name: str, progress: Progress) -> Document:
    """The blocks of a Word document; paragraphs with tabs in them are rows of a table.

    Raises Unreadable for one that unpacks to far more than a document has or holds pictures only,
    and whatever `zipfile` and `mammoth` raise for a broken one.
    """
    _check_size(path)
    pictures: list[Any] = []

    def leave_out(picture: Any) -> list[Any]:
        pictures.append(picture)
        return []

    with path.open("rb") as file:
        found = mammoth.convert_to_html(
            file,
            style_map=STYLES,
            include_embedded_style_map=False,
            convert_image=leave_out,
        )
    blocks = html.blocks(BACK.sub("", found.value), tabs=True)
    progress(1, 1)
    if pictures and not blocks:
        raise Unreadable(
            "The document holds pictures and no text: it looks scanned. Have its text recognised "
            "(OCR) or upload the document that it was printed from."
        )
    warnings = ("Pictures were left out; text in them was not read.",) if pictures else ()
    return Document(name=name, format="docx", blocks=blocks, warnings=warnings)


def _check_size(path: Path) -> None:
    """Pictures may be as big as they like; they are never unpacked."""
    with zipfile.ZipFile(path) as parts:
        size = sum(part.file_size for part in parts.infolist() if _is_markup(part.filename))
    if size > MOST_BYTES:
        raise Unreadable(
            "The document unpacks to far more than a summary has, and was not opened. Save it anew "
            "in Word, or copy its text into a new document."
        )


def _is_markup(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels")) or "/media/" not in name
