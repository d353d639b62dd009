"""What a label of the template means: “Key focus of the cooperation”, “SDG's & Urban Agenda”.

Templates differ in words, order and signs; labels are compared as bags of words, likeness and all.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz import fuzz, process

from ucap.reading.fields.spellings import CORES, SPELLINGS

SIDES = ("cities", "province", "country", "population", "size")
ENTRIES = ("activities", "results")

SURE = 88
"""From which likeness on (of 100) words are a label."""
PREFIX = 94
"""The same, for words that the text of the field follows without any sign between."""
LONGEST = 16
"""So many words the longest label has."""
FARTHEST = 150
"""So many characters before its colon the longest label begins."""

_ASIDE = re.compile(r"\s*\((?:in\s)?(?:km|e\.g\.|including)[^()]*\)")
"""What stands in brackets behind a label, and belongs to it."""
_STOP = re.compile(r"[^\W\d_]{3}[.;!?]\s")
_SPAN = re.compile(r"(?:from|since|between)\b")


@dataclass(frozen=True)
class Label:
    """A field that words mean; `likeness` is from 0 to 100, `end` where the words end."""

    field: str
    likeness: float
    end: int
    has_sign: bool = False
    """Whether a colon or an ellipsis ends it."""

    @property
    def is_sure(self) -> bool:
        """Whether it is one of the spellings that are known."""
        return self.likeness >= SURE


def normal(text: str) -> str:
    """A label in plain words: no HTML, brackets, signs, articles or plurals."""
    text = re.sub(r"</?[a-z][^<>]*>", "", text).replace("²", "2").casefold()
    text = re.sub(r"\(s\)", "s", text)
    text = re.sub(r"\((?!km)[^()]*\)?|\bof the\b|\bthe\b|\bas well as\b", " ", text)
    text = re.sub(r"[&+]", " and ", text)
    text = re.sub(r"['’]s\b", "s", text)
    text = re.sub(r"\bsgd", "sdg", text)
    words = (_singular(word) for word in re.findall(r"\w+", text))
    return " ".join(words)


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


_KNOWN = {
    " ".join(sorted(normal(spelling).split())): field
    for field, spellings in SPELLINGS.items()
    for spelling in spellings.split(";")
}
"""{the sorted words of a spelling: its field}."""
_FIRST = tuple({spelling.split()[0][:3] for s in SPELLINGS.values() for spelling in s.split(";")})
"""How the first words of labels begin."""


@lru_cache(maxsize=4096)
def _best(words: str) -> tuple[str, float]:
    """(field, likeness) of the spelling nearest to normal words."""
    asked = " ".join(sorted(words.split()))
    if not asked or len(asked) > 100:
        return "", 0
    found = process.extractOne(asked, _KNOWN.keys(), scorer=fuzz.ratio, score_cutoff=60)
    if found is None:
        return "", 0
    field, score = _KNOWN[found[0]], found[1]
    # a short word that is nearly another one is another one: “area” and “arena”
    return field, score if score == 100 or len(asked) > 7 else min(score, SURE - 1)


def whole(text: str) -> Label | None:
    """The field that `text` is the label of, and nothing more; None for any other text."""
    words = text.split()
    if not words or len(words) > LONGEST:
        return None
    field, likeness = _best(normal(text))
    return Label(field, likeness, len(text), _signed(text)) if likeness >= SURE else None


def cell(text: str) -> Label | None:
    """The field of a cell in the column of labels, also by its chief word alone (then not sure)."""
    found = whole(text)
    if found or len(text.split()) > LONGEST or re.search(r"\d{2}|[:;]\s", text):
        return found
    words = normal(text)
    for field, core in CORES.items():
        if re.search(rf"\b{core}", words):
            return Label(field, SURE - 1, len(text), _signed(text))
    return None


def leading(text: str) -> Label | None:
    """The label that `text` begins with; its `end` is where the text of the field begins.

    After a colon or an ellipsis, any spelling will do; without a sign, it must be an exact one and
    something that is no running sentence must follow. There may be nothing between them at all.
    """
    signed = _before_sign(text[:FARTHEST])
    if signed or not text[:9].casefold().removeprefix("<u>").startswith(_FIRST):
        return signed
    words, letters = _before_word(text), _run_in(text[:FARTHEST])
    if letters and (words is None or letters.end > words.end):
        return letters
    if words is None:
        return None
    end = words.end
    bracket = _ASIDE.match(text, end)
    following = text[bracket.end() if bracket else end :].lstrip(" :")
    is_span = words.field == "period" and _SPAN.match(following)
    is_sentence = following[:1].islower() or following[:1] in {",", ";"}
    if is_sentence and not is_span:
        return None
    return replace(words, end=bracket.end()) if bracket else words


def _before_sign(text: str) -> Label | None:
    for sign in re.finditer(r"(?::|\.\.\.|…)(?:\s*:)?", text):
        if len(text[: sign.end()].split()) > LONGEST or _STOP.search(text[: sign.start()]):
            return None
        field, likeness = _best(normal(text[: sign.start()]))
        if likeness >= SURE:
            return Label(field, likeness, sign.end(), has_sign=True)
    return None


def _before_word(text: str) -> Label | None:
    """The longest exact label that whole words at the beginning are."""
    found: Label | None = None
    for token in list(re.finditer(r"\S+", text[:FARTHEST]))[:LONGEST]:
        field, likeness = _best(normal(text[: token.end()]))
        if likeness >= PREFIX and (found is None or likeness >= found.likeness):
            found = Label(field, likeness, token.end())
    return found


def _run_in(text: str) -> Label | None:
    """The longest exact label that the text of the field follows without a blank."""
    for end in range(len(text) - 1, 3, -1):
        is_within = text[end - 1].isupper() and text[end].islower()
        if is_within or not (_is_end(text[end - 1]) and _is_end(text[end])):
            continue
        words = " ".join(sorted(normal(text[:end]).split()))
        if words in _KNOWN and (" " in words or not text[end].islower()):
            return Label(_KNOWN[words], 100, end)
    return None


def _is_end(char: str) -> bool:
    return char.isalnum() or char in "()"


def inside(text: str, start: int) -> tuple[int, Label] | None:
    """The next label with a colon after `start`, in cells that were flattened into one line.

    Gives where it begins, and the label with its end.
    """
    for colon in re.finditer(r":(?=\s|$)", text[start:]):
        end = start + colon.end()
        first = max(start, end - FARTHEST)
        for word in list(re.finditer(r"\S+", text[first : end - 1]))[-LONGEST:]:
            begin = first + word.start()
            if not text[begin].isupper():
                continue
            field, likeness = _best(normal(text[begin:end]))
            if likeness >= PREFIX:
                return begin, Label(field, likeness, end, has_sign=True)
    return None


def _signed(text: str) -> bool:
    return text.rstrip().endswith((":", "...", "…"))
