"""Real files of the documents, one module for each format."""

from pathlib import Path

from benchmarks.reading.paper import Document
from benchmarks.reading.renderers import docx, markdown, pdf, text

WRITERS = {"pdf": pdf.write, "docx": docx.write, "md": markdown.write, "txt": text.write}


def write(document: Document, folder: Path) -> Path:
    """Write the file of a document into a folder, the same bytes every time; say where it is.

    KeyError where there is no such format.
    """
    path = folder / f"{document.name}.{document.format}"
    WRITERS[document.format](document, path)
    return path
