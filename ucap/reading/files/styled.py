"""Text with its looks: which of its characters are bold, which are underlined."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntFlag

UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff\x00"))
"""What is not seen on paper: soft hyphens, marks of width nought."""
SPACES = re.compile(r"[^\S\n]*\n\s*|[^\S\n]+")
WORDS = re.compile(r"\S(?:.*\S)?")


class Look(IntFlag):
    """How a character looks."""

    PLAIN = 0
    BOLD = 1
    UNDERLINED = 2


@dataclass(frozen=True)
class Styled:
    """A text and the look of each of its characters, as a byte."""

    text: str = ""
    looks: bytes = b""

    @classmethod
    def of(cls, text: str, look: Look = Look.PLAIN) -> "Styled":
        """A text that looks the same throughout."""
        text = text.translate(UNSEEN)
        return cls(text, bytes([look]) * len(text))

    @classmethod
    def joined(cls, pieces: Iterable["Styled"]) -> "Styled":
        """One text of several, one after the other."""
        pieces = list(pieces)
        return cls("".join(p.text for p in pieces), b"".join(p.looks for p in pieces))

    def __getitem__(self, part: slice) -> "Styled":
        return Styled(self.text[part], self.looks[part])

    def __bool__(self) -> bool:
        return bool(self.text)

    def split(self, separator: str) -> Iterator["Styled"]:
        """The parts between a separating character."""
        first = 0
        for part in self.text.split(separator):
            yield self[first : first + len(part)]
            first += len(part) + 1

    def tidy(self) -> "Styled":
        """The text with single spaces, or line breaks where one is among them; none at its ends."""
        pieces, end = [], 0
        for gap in SPACES.finditer(self.text):
            first = gap.start()
            space = "\n" if "\n" in gap[0] else " "
            pieces += [self[end:first], Styled(space, self.looks[first : first + 1])]
            end = gap.end()
        found = Styled.joined([*pieces, self[end:]])
        first = len(found.text) - len(found.text.lstrip())
        return found[first : len(found.text.rstrip())]

    def spans(self, look: Look) -> tuple[tuple[int, int], ...]:
        """Where the text looks so, each as (first, after the last); blanks between do not part."""
        found: list[tuple[int, int]] = []
        for run in re.finditer(rb"[%s]+" % _bytes(look), self.looks):
            words = WORDS.search(self.text[slice(*run.span())].replace("\n", " "))
            if not words:
                continue
            first, last = run.start() + words.start(), run.start() + words.end()
            if found and not self.text[found[-1][1] : first].strip():
                first = found.pop()[0]
            found.append((first, last))
        return tuple(found)


def _bytes(look: Look) -> bytes:
    return b"".join(b"\\x%02x" % value for value in range(4) if value & look)
