"""Where the label of a theme ends, and where the next one begins in a text that ran on."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from itertools import dropwhile

LONGEST = 10
"""So many words the label of a theme has at most."""
_SIGN = re.compile(r"(?<!\s)\s*(?::(?=\s|$)|(?<=\s)[–—]\s+)")
FARTHEST = 150
"""So many characters before its colon a label begins at most."""
_JOINING = {"and", "&", "/", "of", "for", "the", "+"}
_STEM = 5


@dataclass(frozen=True)
class Naming:
    """A label in a text: its first and last character, and where what it names begins."""

    start: int
    end: int
    after: int


def namings(text: str, places: Collection[str]) -> list[Naming]:
    """All labels with a colon in a text, the first at its beginning.

    The text may run on into the next label without any sign: “… in our city Culture and Tourism:
    …”. A later label has capitals; a name of `places` before it is the end of what came before, and
    so is anything before a label that is in the text already.
    """
    if text[:1].islower():
        return []
    found: list[Naming] = []
    for sign in _SIGN.finditer(text):
        start = _start(text[: sign.start()], found, places) if found else 0
        if not 0 <= start < sign.start() or len(text[start : sign.start()].split()) > LONGEST:
            if not found:
                return []
        elif ":" in sign[0] or not found:
            found.append(Naming(start, sign.start(), sign.end()))
    return found


def _start(text: str, found: list[Naming], places: Collection[str]) -> int:
    """Where a label begins that ends with the text; -1 where none does."""
    again = {text[label.start : label.end] for label in found}
    same = [label for label in again if text.endswith(label)]
    if same:
        return len(text) - len(max(same, key=len))
    begin = max(found[-1].after, len(text) - FARTHEST)
    words = list(re.finditer(r"\S+", text[begin:]))
    first = len(words) - _ending(words)
    while first and _may_belong(words[first - 1][0], is_last=first == len(words)):
        first -= 1
    rest = dropwhile(lambda word: _is_no_beginning(word[0], places), words[first:])
    # a name of a place is a label where it is all that there is
    label = next(rest, words[-1] if first < len(words) else None)
    return begin + label.start() if label and not _is_joining(label[0]) else -1


def _is_no_beginning(word: str, places: Collection[str]) -> bool:
    return _is_joining(word) or word.strip(",.()") in places


def _ending(words: list[re.Match[str]]) -> int:
    """How many small words end a label: one after a capital, or after “… and”."""
    if len(words) < 2 or not words[-1][0][:1].islower() or _is_joining(words[-1][0]):
        return 0
    before = words[-2][0] if not _is_joining(words[-2][0]) else words[max(len(words) - 3, 0)][0]
    return 1 if before[:1].isupper() and not before.endswith((",", ".", ";")) else 0


def _is_joining(word: str) -> bool:
    return word.casefold() in _JOINING


def _may_belong(word: str, *, is_last: bool) -> bool:
    """Whether a word may be within a label: capitals, joining words, no end of a sentence."""
    if not is_last and word.endswith((".", ";", "!", "?", ":")):
        return False
    return _is_joining(word) or word[:1].isupper()


@lru_cache(maxsize=1024)
def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that matter in a label, to compare it with another one."""
    words = re.findall(r"[^\W\d_]{4,}", text.casefold())
    return frozenset(word[:_STEM] for word in words) - {"coope", "theme", "clust", "topic", "with"}


def likeness(one: str, other: str) -> float:
    """How much two labels have in common: the share of the words of the shorter one, to 1."""
    first, second = stems(one), stems(other)
    return len(first & second) / min(len(first), len(second)) if first and second else 0
