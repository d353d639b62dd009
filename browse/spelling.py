"""Which word in use somebody meant who made a typing error."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from browse.asking import WORD

SHORTEST = 3
"""Words of fewer letters are neither meant nor taken for errors: everything is near them."""
ALLOWED = ((5, 1), (9, 2), (100, 3))
"""Up to so many letters, so many errors; two letters that changed places are one."""


@dataclass(frozen=True)
class Known:
    """A word in use: as people write it most often, whether names have it, and how often it is."""

    written: str
    in_names: bool
    count: int


Vocabulary = Mapping[str, Known]
"""The words in use under their plain form."""


def plain(word: str) -> str:
    """A word without case and accents.

    Near enough to how the database folds for telling what is like what; nothing is found by it.
    """
    apart = unicodedata.normalize("NFKD", word)
    return "".join(c for c in apart if not unicodedata.combining(c)).casefold()


def vocabulary(names: Iterable[str], texts: Iterable[str]) -> Vocabulary:
    """The words of `names` and `texts`, numbers left out."""
    in_names = _words(names)
    written = _words(texts)
    written.update(in_names)
    forms: dict[str, Counter[str]] = {}
    for word, count in written.items():
        if len(word) >= SHORTEST and not any(c.isdigit() for c in word):
            forms.setdefault(plain(word), Counter())[word] += count
    named = {plain(word) for word in in_names}
    return {
        key: Known(_commonest(words), key in named, words.total()) for key, words in forms.items()
    }


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in WORD.findall(text))


def _commonest(words: Counter[str]) -> str:
    """The most frequent form; of several, the first by code point: capitals before the rest."""
    return min(words, key=lambda word: (-words[word], word))


def nearest(word: str, known: Vocabulary) -> str:
    """The word in use that `word` stands for, as people write it; "" where none is near.

    Nor is one needed where `word` is in use itself or begins a word that is. The fewest errors
    win, then names, then what is said most often.
    """
    asked = plain(word)
    if len(asked) < SHORTEST or asked.isdigit() or any(key.startswith(asked) for key in known):
        return ""
    allowed = next((errors for letters, errors in ALLOWED if len(asked) <= letters), 0)
    near = process.extract(
        asked, known.keys(), scorer=OSA.distance, score_cutoff=allowed, limit=None
    )
    ranked = [
        (errors, not known[key].in_names, -known[key].count, key) for key, errors, _place in near
    ]
    return known[min(ranked)[-1]].written if ranked else ""
