"""Names of bodies that nobody knows yet: “University of X”, “X Group”, what stands after “by”.

What a text proposes to found is what a pilot is about and no body; an event or a district is none.
"""

import re
from collections.abc import Iterator

from browse.spelling import plain
from ucap.desk.merge.likeness import SAME, SMALL, listed
from ucap.reading.records.names import Found
from ucap.reading.records.words import words

BODIES = listed(
    "academy administration agency akademi association authority bank bureau center centre chamber",
    "clinic clinica clinique klinik klinikum policlinico hospices",
    "college commission committee company consortium corporation council department foundation",
    "federation gmbh government group hochschule hospital hub incubator institut institute",
    "institution laboratory lab library ltd ministry municipality museum network",
    "observatory park politecnico polytechnic polytechnique school secretariat society stadtwerke",
    "trust union universidad universidade universita universitat universite university utility",
    "valley winery works",
)
"""What a body is called by: one of these words makes a name with capitals the name of one."""
NO_BODIES = listed(
    "area carnival conference congress district expo exhibition exposition fair festival forum",
    "initiative market meeting meetings mission programme project projects quarter road seminar",
    "square street summit tower week workshop workshops zone event cluster clusters plan",
)
"""Events, places and plans: a name that ends in one of them is no body's."""
NATIONS = listed("chinese european international")
"""Words that belong to a longer name behind an article: “the European Central Bank”."""
LEADING = listed(
    "agreement best by call chinese cooperation delegation desk development discussion engineers",
    "european exchange experts first further international involvement joint local main",
    "meeting meetings mission new open organisation organization participation practices proposal",
    "representatives second sino-european summer support talks test the third universities visit",
    "visits winter with workshop",
)
"""Words that begin a sentence or belong to the words around a name."""

PLURALS = listed("cities companies partners stakeholders universities experts counterparts")

_CAPITAL = r"(?:[dl][’'])?[^\W\d_a-zß-öø-ÿ][\w’'-]*"
_JOINED = r"(?:(?:of|and|the|for|de|del|della|do|da|du|di|la|&)\s+){0,2}"
_RUN = re.compile(rf"{_CAPITAL}(?:\s+{_JOINED}{_CAPITAL})*")
_AND = re.compile(r"\s+(?:and|&)\s+(?P<the>the\s+)?")
_FOUNDED = re.compile(
    r"(?:establish\w*|set(?:ting)? up|creat\w+|found\w*|launch\w*|open\w*|build\w*)"
    r"\s+(?:of\s+)?(?:an?\s+|the\s+)?(?:joint\s+|new\s+|[\w-]*european\s+)?$",
    re.IGNORECASE,
)
_GERUND = re.compile(r"(?:Co-)?[A-Z]?[a-z]+ing")
_ACTS = re.compile(
    rf"(?:\bby|\bcompany|\bfirm)\s+(?:the\s+)?(?:(?:{_CAPITAL}\s+){{1,5}}(?:and|&)\s+)?$"
)
_BESIDE = re.compile(r"(?:\b(?:with|at|between|of|from|and)|&)\s+$")
_ARTICLE = re.compile(r"\b[Tt]he\s+$")
_SUBJECT = re.compile(r"^(?P<word>\S+)\s+of\s+the\s+(?=\S)")
_INITIALS = re.compile(r"(?<![\w-])[A-Z]{3,}\b")
_ATTRIBUTE = re.compile(r"\s+(?!(?:and|at|for|from|in|on|or|to|who|which|with)\b)[a-z]")
"""Initials before a noun describe it: “the ICT sector”."""


def bodies(text: str, cities: list[Found]) -> list[Found]:
    """The names in `text` that are probably a body's, in their order; `cities` stand in it."""
    return [
        Found(start, end, text[start:end], ())
        for run in _RUN.finditer(text)
        for start, end in _parted(text, run.start(), run.end(), cities)
        if _is_body(text, start, end, cities)
    ]


def _parted(text: str, start: int, end: int, cities: list[Found]) -> Iterator[tuple[int, int]]:
    """The names that a run of capitals joins: “A University and B University” are two.

    “University of Architecture and Technology” is one: what stands behind its “and” is no name.
    """
    begin = start
    for joint in _AND.finditer(text, start, end):
        before, behind = text[begin : joint.start()], text[joint.end() : end]
        two = (
            joint["the"]
            or plain(behind.split()[-1]) in PLURALS
            or _INITIALS.match(before)
            or (kinds(before) and kinds(behind))
        )
        if two or _is_city(before, cities) or _is_city(behind, cities):
            yield from _trimmed(text, begin, joint.start(), cities)
            begin = joint.end()
    yield from _trimmed(text, begin, end, cities)


def _trimmed(text: str, start: int, end: int, cities: list[Found]) -> Iterator[tuple[int, int]]:
    """The name without the words before it that belong to the sentence."""
    if _ACTS.search(text, 0, start):
        yield start, end
        return
    subject = _SUBJECT.match(text[start:end])
    if subject and not kinds(subject["word"]):
        start += subject.end()
    first, *others = text[start:end].split()
    if plain(first) in NATIONS and len(others) > 1 and _ARTICLE.search(text, 0, start):
        yield start, end
        return
    said = list(re.finditer(r"\S+", text[start:end]))
    while said and _leads(said[0][0], cities, begins=not text[:start].strip()):
        said.pop(0)
    if said:
        yield start + said[0].start(), start + len(text[start:end].rstrip("’'-"))


def _leads(word: str, cities: list[Found], *, begins: bool) -> bool:
    """Whether a word before a name is no part of it: “Visit”, “Joint”, “Co-establishing”."""
    if plain(word) in LEADING | SMALL:
        return True
    return begins and bool(_GERUND.fullmatch(word)) and not _is_city(word, cities)


def _is_body(text: str, start: int, end: int, cities: list[Found]) -> bool:
    name, before = text[start:end], text[:start]
    said = [word.plain for word in words(name) if word.plain not in SMALL]
    if not said or said[-1] in NO_BODIES or _FOUNDED.search(before) or _is_city(name, cities):
        return False
    if kinds(name):
        return len(said) > 1
    if _ACTS.search(before):
        return True
    if not _BESIDE.search(before):
        return False
    if len(said) > 1 and before.endswith("with "):
        return said[-1] not in PLURALS
    has_city = any(start <= city.start and city.end <= end for city in cities)
    if has_city:
        return len(said) > 1 and not _hyphened(name)
    alone = len(said) == 1 and before.rstrip().endswith((" and", "&"))
    return bool(_INITIALS.search(name)) and not _ATTRIBUTE.match(text, end) and not alone


def kinds(text: str) -> list[str]:
    """The words of `text` that say what sort of body it is."""
    said = [word.plain for word in words(text)]
    return [word for word in said if {word, SAME.get(word)} & BODIES or word.endswith("lab")]


def _is_city(text: str, cities: list[Found]) -> bool:
    return plain(text.strip()) in {plain(city.printed) for city in cities}


def _hyphened(text: str) -> bool:
    """Whether two names are only joined, as in “Turin-Shenyang”."""
    return bool(re.fullmatch(r"\w+[-–]\w+(?: \w+)?", text))
