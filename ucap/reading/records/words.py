"""Text as words with their places, and how much each word says.

Words are compared without case, accents, hyphens and endings of the plural; “Covid-19” and
“Covid19” are the same two.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from math import log

from browse.spelling import plain
from ucap.desk.merge.likeness import SAME, SMALL, listed

WORD = re.compile(r"[^\W\d_]+|\d+")
SAYING_NOTHING = SMALL | listed(
    "after also among be been both during each has have held into is it its n s some such",
    "that their them there these they this those through took two was were where which will",
    "with within would new one first second third fourth fifth sixth other further several",
    "january february march april may june july august september october november december",
)
"""Words that two texts share by chance: what joins sentences, and what is compared by itself."""


@dataclass(frozen=True)
class Word:
    """A word in its plain form, and where it stands in the text."""

    plain: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    """The words of `text` in their order."""
    return [Word(plain(m[0]), m.start(), m.end()) for m in WORD.finditer(text)]


def stem(word: str) -> str:
    """A word without the ending of its plural, and in the word that English documents use."""
    word = SAME.get(word, word)
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def telling(text: str) -> frozenset[str]:
    """The words of `text` that say something, as stems."""
    found = (word.plain for word in words(text))
    return frozenset(stem(word) for word in found if word not in SAYING_NOTHING)


class Rarity:
    """How much words say: the rarer among `texts`, the more."""

    def __init__(self, texts: Sequence[Collection[str]]) -> None:
        self._count = Counter(word for text in texts for word in set(text))
        self._texts = len(texts)

    def of(self, word: str) -> float:
        """What a word says, in natural units of information; a word in no text says most."""
        return log((1 + self._texts) / (1 + self._count[word]))

    def total(self, text: Iterable[str]) -> float:
        """What all words of a text say together."""
        return sum(map(self.of, text))

    def alike(self, one: Collection[str], other: Collection[str]) -> float:
        """How much of what both say is common: 0 for nothing, 1 for the same words."""
        whole = self.total(one) + self.total(other)
        return 2 * self.total(set(one).intersection(other)) / whole if whole else 0.0

    def covered(self, part: Collection[str], whole: Collection[str]) -> float:
        """How much of what `part` says stands in `whole`, too: from 0 to 1."""
        said = self.total(part)
        return self.total(set(part).intersection(whole)) / said if said else 0.0
