"""Bullets that are no letters: small discs, circles and squares drawn before a text."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from pdfplumber.page import Page

from ucap.reading.files.pdf.words import Word
from ucap.reading.files.styled import Look

SIZES = (1.5, 8.0)
"""How big bullets are, in points."""
DISTANCE = 2.5
"""A bullet is no further from its text than this many times the size of the letters."""


def bullets(page: Page, words: list[Word]) -> Iterator[Word]:
    """What is drawn like a bullet and has a word on its right, as words."""
    for shape in (*page.curves, *page.rects):
        width, height = float(shape["width"]), float(shape["height"])
        if SIZES[0] <= width <= SIZES[1] and abs(width - height) < 1:
            x1, middle = float(shape["x1"]), float(shape["top"]) + height / 2
            beside = (word for word in words if _follows(word, x1, middle))
            first = min(beside, key=lambda word: word.x0, default=None)
            if first:
                places = {"x0": x1 - width, "x1": x1}
                yield replace(first, text=_mark(shape), look=Look.PLAIN, **places)


def _follows(word: Word, x: float, y: float) -> bool:
    return 1 < word.x0 - x < DISTANCE * word.size and word.top <= y <= word.bottom


def _mark(shape: dict[str, Any]) -> str:
    if shape["object_type"] == "rect":
        return "▪"
    return "•" if shape["fill"] else "○"
