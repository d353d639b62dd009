"""How alike two names, titles or texts are: pure functions over words.

A word counts for more the rarer it is among the records compared: “university”
says little, “Changyu” nearly all. A slip of the pen counts for a little less
than the same word.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations, product
from math import log

from rapidfuzz.distance import OSA

from browse.spelling import plain

Words = frozenset[str]

WORD = re.compile(r"[^\W_]+")


def listed(*words: str) -> frozenset[str]:
    """The words of all `words`, each of which may hold several."""
    return frozenset(word for text in words for word in text.split())


SMALL = listed(
    "a an and as at by for from in its of on or the to with",
    "da de del della des di do du e el en et fur im la las le les los und van von y",
)
"""Words that names and titles are joined with."""
LEGAL = listed("ag bv co corp company gmbh inc limited llc ltd plc sa sarl sl spa srl")
"""Legal forms, which a name is given with or without."""
SAME = {
    foreign: english
    for english, others in {
        "centre": "center centro zentrum",
        "chamber": "camara camera chambre",
        "city": "ayuntamiento ciudad comune mairie municipality stadt ville",
        "hospital": "hopital krankenhaus ospedale",
        "institute": "institut instituto istituto",
        "park": "parco parque",
        "science": "ciencia ciencias scienza scienze sciences",
        "technology": "tecnologia technologie",
        "university": "universidad universidade universita universitat universite universiteit",
    }.items()
    for foreign in others.split()
}
"""What bodies are called in other languages, in the word that documents in English use."""
ACRONYM = re.compile(r"[A-Z][A-Za-z]?[A-Z0-9][A-Z0-9-]{0,4}")
SLIP = 0.8
"""What a misspelt word counts, measured by the same word."""
SHORTEST_WITH_SLIP = 5
LONG = 9
"""Words of so many letters may have two slips."""
MOST_WORDS_ABBREVIATED = 7


def words(text: str) -> Words:
    """What `text` consists of: plain words without joining words and legal forms."""
    found = (SAME.get(word, word) for word in WORD.findall(plain(text)))
    return frozenset(
        word
        for word in found
        if word not in SMALL and word not in LEGAL and (len(word) > 1 or not word.isascii())
    )


class Weights:
    """How much each word says, among so many texts, and which words may be slips of others."""

    def __init__(self, texts: Iterable[Words]) -> None:
        texts = list(texts)
        self.count = Counter(word for text in texts for word in text)
        self._weight = {word: log(1 + len(texts) / n) for word, n in self.count.items()}
        self._texts: dict[Words, float] = {}
        self.near = slips(self.count)

    def of(self, text: Words) -> float:
        """What all words of `text` weigh; reckoned once for each text."""
        if text not in self._texts:
            self._texts[text] = sum(map(self._weight.__getitem__, text))
        return self._texts[text]

    def alike(self, one: Words, other: Words) -> float:
        """How much of the weight of both is common: 0 for nothing, 1 for the same words."""
        whole = self.of(one) + self.of(other)
        if not whole:
            return 0.0
        weight = self._weight
        common = 0.0
        for word in one:
            if word in other:
                common += weight[word]
            elif word in self.near:
                similar = self.near[word].intersection(other) - one
                if similar:
                    common += SLIP * (weight[word] + max(map(weight.__getitem__, similar))) / 2
        return min(1.0, 2 * common / whole)


def slips(known: Iterable[str]) -> Mapping[str, set[str]]:
    """{word: those that differ from it by a slip}, for words long enough to tell.

    Words without one of their letters are compared by look-up, so that the
    effort grows with the number of words and not with its square.
    """
    by_rest = defaultdict(list)
    for word in known:
        if len(word) >= SHORTEST_WITH_SLIP and not any(map(str.isdigit, word)):
            for rest in shortened(word):
                by_rest[rest].append(word)
    near: dict[str, set[str]] = defaultdict(set)
    for group in by_rest.values():
        for one, other in combinations(group, 2):
            allowed = 2 if min(len(one), len(other)) >= LONG else 1
            if OSA.distance(one, other, score_cutoff=allowed) <= allowed:
                near[one].add(other)
                near[other].add(one)
    return near


def shortened(word: str) -> set[str]:
    """The word itself and what is left of it without one of its letters."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def acronym(name: str) -> str:
    """The name in small letters if it is written like an acronym, as “UGR” and “EsF”; or ""."""
    return plain(name) if ACRONYM.fullmatch(name.strip()) else ""


def abbreviations(name: str) -> Iterator[str]:
    """What `name` may be shortened to: one or two letters of each word, with small words or not.

    “Universidad de Granada”: ug, ugr, ung, ungr, udg.
    """
    everything = WORD.findall(plain(name))
    telling = [word for word in everything if word not in SMALL]
    if 2 <= len(telling) <= MOST_WORDS_ABBREVIATED:
        yield "".join(word[0] for word in everything)
        for letters in product(*((word[:1], word[:2]) for word in telling)):
            yield "".join(letters)
