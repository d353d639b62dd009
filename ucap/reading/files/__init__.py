"""File → blocks: one module for each format, and the process of its own that they run in."""

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from ucap.reading.blocks import Document, Unreadable
from ucap.reading.files import kinds

Progress = Callable[[int, int], None]
"""Told of each page that is read, and of how many there are."""

READERS = {
    kinds.PDF: "ucap.reading.files.pdf",
    kinds.DOCX: "ucap.reading.files.word",
    kinds.HTML: "ucap.reading.files.web",
    kinds.TEXT: "ucap.reading.files.text",
}
"""Loaded when they are needed: they bring much with them that a web server never uses itself."""

TOO_BIG = (
    "The file needs more memory than a summary may. Save it anew, or copy its text into a new "
    "document, and upload that."
)
TOO_DEEP = (
    "Lists or tables stand in each other by the hundred in the file, so that it was not read. Copy "
    "its text into a new document and upload that."
)


def read(path: Path, name: str, progress: Progress = lambda page, pages: None) -> Document:
    """The document in the file `path`, which somebody called `name`.

    Raises Unreadable, with a text that says why and what to do, for whatever cannot be read. A
    hostile file may take all time and memory there are: see `apart`.
    """
    kind = kinds.kind_of(path)
    try:
        document: Document = import_module(READERS[kind]).read(path, name, progress)
    except Unreadable:
        raise
    except MemoryError:
        raise Unreadable(TOO_BIG) from None
    except RecursionError:
        raise Unreadable(TOO_DEEP) from None
    except Exception as error:  # of broken files, libraries raise whatever they stumble over
        raise Unreadable(kinds.DAMAGED.format(kinds.NAMES[kind])) from error
    if not document.blocks:
        raise Unreadable(kinds.NO_TEXT)
    lie = kinds.lie(kind, name)
    return replace(document, warnings=(lie, *document.warnings)) if lie else document
