"""Headers and footers of pages: what stands at the edges of several, or is a page's number."""

import re
from collections import Counter
from collections.abc import Iterable

from ucap.reading.files.pdf.lines import Line, lines
from ucap.reading.files.pdf.words import Word

EDGE = 0.12
"""Which share of a page's height its upper and its lower edge are."""
NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:page|seite|p\.)\s*)?\d{1,4}(?:\s*(?:/|of|von|\|)\s*\d{1,4})?[-–—|\s]*", re.I
)


def without_margins(pages: list[tuple[list[Word], float]]) -> list[list[Word]]:
    """The words of pages (given with their heights) without what is printed around the text.

    A line at an edge that several pages have in the same place, but for figures, belongs to no
    text, and neither does the number of a page.
    """
    edges = [_edges(words, height) for words, height in pages]
    counted = Counter(key for page in edges for key in {_key(line) for line in page})
    found = []
    for (words, height), page in zip(pages, edges, strict=True):
        out = {
            word
            for line in page
            if counted[_key(line)] > 1 or (line.base > height / 2 and NUMBER.fullmatch(_text(line)))
            for word in line.words
        }
        found.append([word for word in words if word not in out])
    return found


def _edges(words: Iterable[Word], height: float) -> list[Line]:
    first, last = EDGE * height, (1 - EDGE) * height
    return lines(word for word in words if word.bottom < first or word.top > last)


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "1", _text(line)), round(line.base / 4)


def _text(line: Line) -> str:
    return line.styled().tidy().text
