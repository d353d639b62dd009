"""Which words of a document are a field's: given by how they begin and end, found in the file.

The fixtures tell prose in other words than the documents, which may not be repeated here; so the
true prose is read from the documents at each measurement, between a beginning and an end.
"""

import html
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from benchmarks.reading.scoring.comparing import squashed

FILE = Path(__file__).parent.with_name("stretches.yaml")

Stretch = Sequence[str]
"""The first and the last words of a text; before them, if need be, words that it stands behind."""

_INLINE = re.compile(r"</?(?:a|b|i|u|em|strong|sup|sub)\b[^>]*>")
_TAG = re.compile(r"<[^>]+>")
_MARKS = re.compile(r"[*|→○]|\\(?=_)|(?m:^\s*-\s)|--+")


class Lost(Exception):
    """A stretch that its document does not have; says which, and what is wrong."""


def stretches() -> dict[str, Any]:
    """The stretches of all documents, by the slugs of their summaries."""
    return dict(yaml.safe_load(FILE.read_text(encoding="utf-8")))


class Source:
    """The words of a document without its markup, to be cut into stretches."""

    def __init__(self, raw: str) -> None:
        self.text = _MARKS.sub(" ", html.unescape(_TAG.sub(" ", _INLINE.sub("", raw))))
        places = [
            (place, letter) for place, char in enumerate(self.text) for letter in squashed(char)
        ]
        self.places = [place for place, _ in places]
        self.letters = "".join(letter for _, letter in places)

    def cut(self, stretch: Stretch) -> str:
        """The words from the beginning, which stands there once, to the next such end.

        Lost when either is not there, or the beginning more than once.
        """
        *before, first, last = map(squashed, stretch)
        behind = "".join(before)
        times = self.letters.count(behind + first) if first else 0
        if times != 1:
            raise Lost(f"“{' '.join(stretch[:-1])}” stands {times} times in the document, not once")
        start = self.letters.index(behind + first) + len(behind)
        end = self.letters.find(last, start) if last else -1
        if end < 0:
            raise Lost(f"“{stretch[-1]}” does not stand behind “{stretch[-2]}”")
        return self._between(start, end + len(last) - 1)

    def _between(self, start: int, end: int) -> str:
        """The words from one letter to another, with the punctuation that closes them."""
        closing = re.compile(r"[.)”!?]*").match(self.text, self.places[end] + 1)
        until = closing.end() if closing else self.places[end] + 1
        return " ".join(self.text[self.places[start] : until].split())


def cut_all(source: Source, where: Mapping[str, Any], path: str = "") -> dict[str, Any]:
    """The same tree with words in place of stretches; Lost names the first that is not there."""
    found: dict[str, Any] = {}
    for key, value in where.items():
        here = f"{path} {key}".strip()
        if isinstance(value, Mapping):
            found[str(key)] = cut_all(source, value, here)
            continue
        try:
            found[str(key)] = source.cut(value)
        except Lost as reason:
            raise Lost(f"{here}: {reason}") from None
    return found
