"""Bullets and numbers before points of a list, as they are printed.

Converters leave them in the text, and put several points into one line.
"""

import re
from collections.abc import Iterator

from ucap.reading.files.styled import Styled

ROUND = "○◦⚬"
"""Bullets that stand for the second level by custom."""
PLAIN = "→➔➜➢►▶•●▪■□❖❑❒✓✔‣⁃∙⇒⮚⦁\uf0a7\uf0b7\uf0d8\uf0e0\uf0fc\uf076\uf02d\uf0a8" + ROUND
NEVER_WORDS = PLAIN.replace("→", "").replace("⇒", "")
"""Bullets that are no signs of prose, wherever they stand."""

PRIVATE = re.compile("[\ue000-\uf8ff]")
"""Signs that only a font of symbols knows."""

SIGN = rf"[{PLAIN}]"
TYPED = r"(?:[-–—−*+·o]|\(?(?:\d{1,2}|[a-z])[.)])"
"""Marks that are typed, and are none without a space after them."""
MARK = rf"{SIGN}|{TYPED}(?=\s)"
AT_START = re.compile(rf"(?:^|\n)\s*({MARK})\s*(?=\S)")
INSIDE = re.compile(rf"(?<=\s)([{PLAIN}])\s+(?=[^\W_]|[“\"'(])")
AFTER_SENTENCE = re.compile(r"[.;:!?)”\"]\s*$")
ALONE = re.compile(rf"\s*(?:{SIGN}|{TYPED})\s*")


def points(styled: Styled) -> Iterator[tuple[str, Styled]]:
    """The points of a text, each with its mark; what stands before the first one has "".

    A mark counts at the start of a line; within one only where it is no sign of prose, after the
    end of a sentence, or in a line that begins with such a mark itself.
    """
    cuts = [(0, 0, ""), *sorted(_cuts(styled.text))]
    ends = [*(first for first, _, _ in cuts[1:]), len(styled.text)]
    for (_, first, mark), end in zip(cuts, ends, strict=True):
        point = styled[first:end].tidy()
        if point:
            yield shown(mark), point


def _cuts(text: str) -> Iterator[tuple[int, int, str]]:
    starts = list(AT_START.finditer(text))
    yield from ((found.start(), found.end(), found[1]) for found in starts)
    taken = {found.start(1) for found in starts}
    for found in INSIDE.finditer(text):
        line = text[text.rfind("\n", 0, found.start()) + 1 : found.start()]
        marked = AT_START.match(line)
        if found.start() not in taken and (
            found[1] in NEVER_WORDS
            or AFTER_SENTENCE.search(line)
            or (marked and marked[1] in PLAIN)
        ):
            yield found.start(), found.end(), found[1]


def shown(mark: str) -> str:
    """A mark as it can be shown: signs of a font of symbols are most often “•”."""
    return PRIVATE.sub("•", mark)


class Levels:
    """How deep points stand that come one after the other, from their marks and their nesting."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []

    def forget(self) -> None:
        """Something that is no point comes between: the next one begins anew."""
        self._open = []

    def of(self, mark: str, depth: int = 1) -> int:
        """The level of the next point; `depth` is how deep its list is nested, if that is known.

        A mark that is open already goes back to its level; another one goes one deeper. A list
        that a page break has cut may begin with the bullet of a second level.
        """
        sort = re.sub(r"\d+", "1", re.sub(r"[a-z](?=[.)])", "a", mark))
        known = next((level for level, other in self._open if other == sort), 0)
        if known and depth == 1:
            level = known
        elif depth > 1:
            level = depth
        elif self._open:
            level = self._open[-1][0] + 1
        else:
            level = 2 if sort in ROUND else 1
        self._open = [pair for pair in self._open if pair[0] < level] + [(level, sort)]
        return level
