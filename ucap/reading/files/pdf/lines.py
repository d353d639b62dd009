"""The lines that words stand in."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from ucap.reading.files.pdf.words import NO_SPACE, Word
from ucap.reading.files.styled import Look, Styled

RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
WIDE = 1.1
"""A gap is wider than this many times the size of letters."""
MANY = 4
"""So many gaps tell how wide gaps are in their line."""


@dataclass(frozen=True)
class Line:
    """Words beside each other, from the left."""

    words: tuple[Word, ...]

    @cached_property
    def x0(self) -> float:
        """Where it begins."""
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        """Where it ends."""
        return self.words[-1].x1

    @cached_property
    def size(self) -> float:
        """The size of most of its letters."""
        return median(word.size for word in self.words for _ in word.text)

    @cached_property
    def base(self) -> float:
        """The height of most of its letters' feet, by which the distance of lines is measured."""
        return median(word.bottom for word in self.words for _ in word.text)

    @cached_property
    def is_bold(self) -> bool:
        """Whether all of it is bold, but for signs."""
        return all(word.look & Look.BOLD for word in self.words if any(map(str.isalnum, word.text)))

    def styled(self) -> Styled:
        """Its text; figures that are raised have characters of their own."""
        pieces: list[Styled] = []
        before = None
        for word in self.words:
            text = word.text
            is_raised = word.size < self.size * 0.85 and word.bottom < self.base - 1
            if is_raised and text.isascii() and text.isdecimal():
                text = text.translate(RAISED)
            elif before and word.x0 - before.x1 > NO_SPACE * self.size:
                pieces.append(Styled.of(" ", before.look & word.look))
            pieces.append(Styled.of(text, word.look))
            before = word
        return Styled.joined(pieces)


def lines(words: Iterable[Word]) -> list[Line]:
    """Words that stand beside each other as lines, from the top; small raised ones too."""
    found: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top, word.x0)):
        near = (line for line in found[-3:] if _beside(line, word))
        line = next(near, None)
        if line is None:
            found.append([word])
        else:
            line.append(word)
    made = [Line(tuple(sorted(line, key=lambda word: word.x0))) for line in found]
    return sorted(made, key=lambda line: line.base)


def _beside(line: list[Word], word: Word) -> bool:
    """Whether a word overlaps most words of a line by half of its height."""
    first = max(line, key=lambda other: other.size)
    both = min(first.bottom, word.bottom) - max(first.top, word.top)
    return both > 0.5 * min(first.bottom - first.top, word.bottom - word.top)


def parts(line: Line) -> Iterator[Line]:
    """The pieces of a line that have wide gaps between them.

    In a justified line all gaps may be wide: there, one of a table is wider than most.
    """
    gaps = [after.x0 - before.x1 for before, after in pairwise(line.words)]
    wide = WIDE * line.size
    if len(gaps) >= MANY:
        wide = max(wide, 2 * median(gaps))
    piece = [line.words[0]]
    for gap, word in zip(gaps, line.words[1:], strict=True):
        if gap > wide:
            yield Line(tuple(piece))
            piece = []
        piece.append(word)
    yield Line(tuple(piece))
