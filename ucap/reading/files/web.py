"""Pages of the web (.html) → blocks."""

from pathlib import Path

from ucap.reading.blocks import Document
from ucap.reading.files import Progress, html
from ucap.reading.files.decoding import decoded


def read(path: Path, name: str, progress: Progress) -> Document:
    """The blocks of a page; Unreadable when it is no text."""
    text, warnings = decoded(path.read_bytes())
    progress(1, 1)
    return Document(name=name, format="html", blocks=html.blocks(text), warnings=warnings)
