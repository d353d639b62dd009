"""The words of a page: letters without a space between them, their places and looks."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pdfplumber.page import Page
from pdfplumber.utils import extract_words

from ucap.reading.files.styled import Look

BOLD = re.compile(r"bold|black|heavy|demi|[-,]b[di]?$", re.I)
"""What the names of bold fonts have in them; files do not say it otherwise."""
NO_SPACE = 0.15
"""Letters that are nearer than this share of their size belong to one word."""
TWICE = 0.1
"""The same letter so near to itself, as a share of its size, is printed twice."""
UNKNOWN = re.compile(r"^\(cid:\d+\)$")
"""A sign that its font gives no letter for: alone, it is a bullet."""

Rule = tuple[float, float, float]
"""A thin horizontal line: from where, to where, how far down."""


@dataclass(frozen=True)
class Word:
    """Letters without a space between them that look the same; places in points from top left."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    look: Look = Look.PLAIN

    @property
    def middle(self) -> tuple[float, float]:
        """The point in its middle."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


def words(page: Page) -> list[Word]:
    """The upright words of a page."""
    rules = _rules(page)
    chars = list(_once(page.chars))
    for char in chars:
        char["underlined"] = _is_underlined(char, rules)
    found = extract_words(
        chars, x_tolerance_ratio=NO_SPACE, extra_attrs=["size", "bold", "underlined"]
    )
    return [_word(word) for word in found if word["upright"]]


def _once(chars: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each letter once: some are printed twice in nearly the same place, to look bold."""
    places: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for char in chars:
        same = places[char["text"], round(char["top"])]
        first = next((o for o in same if abs(o["x0"] - char["x0"]) < TWICE * char["size"]), None)
        if first:
            first["bold"] = True
            continue
        char["bold"] = bool(BOLD.search(char["fontname"]))
        same.append(char)
        yield char


def _word(found: dict[str, Any]) -> Word:
    look = Look.BOLD if found["bold"] else Look.PLAIN
    if found["underlined"]:
        look |= Look.UNDERLINED
    text = UNKNOWN.sub("•", found["text"])
    x0, x1, top, bottom, size = (
        float(found[side]) for side in ("x0", "x1", "top", "bottom", "size")
    )
    return Word(text, x0, x1, top, bottom, size, look)


def _rules(page: Page) -> list[Rule]:
    return [
        (float(rule["x0"]), float(rule["x1"]), float(rule["top"]))
        for rule in (*page.lines, *page.rects)
        if rule["bottom"] - rule["top"] < 1.5 and rule["x1"] - rule["x0"] > 3
    ]


def _is_underlined(char: dict[str, Any], rules: list[Rule]) -> bool:
    """A border of a table is lower than the feet of letters."""
    lowest, highest = char["bottom"] + 0.5, char["bottom"] - 0.3 * char["size"]
    return any(
        highest <= top <= lowest and x0 - 1 <= char["x0"] and char["x1"] <= x1 + 1
        for x0, x1, top in rules
    )
