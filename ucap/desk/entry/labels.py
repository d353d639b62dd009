"""Which goal, topic or theme a label means, slips and all: “SGD 9”, “EU UP Urban Mobility”.

Pure functions over the vocabularies. A label that is not plain is never
guessed: the form asks. What somebody answers stands behind the label, after an
equals sign: “Digitalisation = Digital Transition”.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from ucap.desk.entry.names import key

SURE = 88
"""From which likeness on (of 100) a label is taken for a name without asking."""
POSSIBLE = 55

_GOAL = re.compile(
    r"\b(?:s[dg][gd]s?|goals?)\s*[.:#-]?\s*(\d{1,2}(?:\s*(?:&|,|\+|/|and)\s*\d{1,2}\b)*)",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"^(?:EU\s+U[AP]\b|(?:EU\s+)?Urban\s+Agenda(?:\s+(?:topics?|themes?|partnerships?))?)\s*:?\s*",
    re.IGNORECASE,
)
_PARTING = re.compile(r"\s*,\s*")
_SLASH = re.compile(r"\s*/\s*")
_ANSWER = re.compile(r"^(?P<label>.*\S)\s+=\s+(?P<answer>\S.*)$")
_SAID = re.compile(r"^sdg\s*(\d{1,2})$", re.IGNORECASE)


@dataclass(frozen=True)
class Terms:
    """The vocabularies that the labels of a document name: {number: title} and {key: name}."""

    goals: Mapping[int, str]
    topics: Mapping[int, str]


@dataclass(frozen=True)
class Meant:
    """A label as printed and what it means: goals by number, topics by key.

    `asked` says that it means nothing for certain, and which terms come first
    among those that it may mean.
    """

    label: str
    goals: tuple[int, ...] = ()
    topics: tuple[int, ...] = ()
    asked: bool = False
    possible: tuple[str, ...] = ()


def words(text: str) -> str:
    """A name for comparing: “Culture / Cultural Heritage” is “culture and cultural heritage”."""
    return " ".join(re.sub(r"[^\w]+", " ", re.sub(r"[&/+]", " and ", key(text))).split())


def read(line: str, terms: Terms) -> list[Meant]:
    """What one line of labels means: usually one, several where a comma or a slash joins them."""
    answered = _ANSWER.match(line)
    if answered:
        answer = _answer(answered["answer"], terms)
        if answer:
            return [Meant(answered["label"], *answer)]
    pieces = _PARTING.split(line)
    if len(pieces) > 1:
        parted = _parted(pieces, terms)
        if parted:
            return parted
    return _topics_joined(line, terms)


def _parted(pieces: list[str], terms: Terms) -> list[Meant]:
    """The labels of a line that names something plainly after a comma; [] for a single label.

    “SGD 9, Industry, Innovation and Infrastructure” is one label, “SDG11, EU
    UP Culture / Cultural Heritage” are two.
    """
    groups = [[pieces[0]]]
    for piece in pieces[1:]:
        begins = _GOAL.match(piece) or _TOPIC.match(piece) or _topic_named(piece, terms)
        if begins:
            groups.append([piece])
        else:
            groups[-1].append(piece)
    if len(groups) == 1:
        return []
    return [one for group in groups for one in _topics_joined(", ".join(group), terms)]


def _topics_joined(text: str, terms: Terms) -> list[Meant]:
    """The labels that slashes join: several where each names a topic of its own for certain.

    “Culture / Cultural Heritage” names one topic and is one label.
    """
    pieces = [label(piece, terms) for piece in _SLASH.split(text)]
    topics = {topic for piece in pieces for topic in piece.topics}
    whole = label(text, terms)
    return pieces if not whole.topics and len(topics) == len(pieces) > 1 else [whole]


def label(text: str, terms: Terms) -> Meant:
    """What a single label means."""
    goals = _goals(text, terms)
    if goals:
        rest = _GOAL.sub(" ", text).strip(" ,.:–-")
        doubted = _contradicted(goals, rest, terms) if len(goals) == 1 else None
        if doubted:
            return Meant(text, asked=True, possible=(f"SDG {goals[0]}", f"SDG {doubted}"))
        return Meant(text, goals=goals)
    topic = _topic_named(_TOPIC.sub("", text), terms)
    if topic:
        return Meant(text, topics=(topic,))
    goal, score = _nearest(text, terms.goals)
    if goal and score >= SURE and not _TOPIC.match(text):
        return Meant(text, goals=(goal,))
    return Meant(text, asked=True, possible=_possible(text, terms))


def _goals(text: str, terms: Terms) -> tuple[int, ...]:
    """The goals whose numbers are printed, each once; () where one of them is no goal."""
    numbers = [int(n) for found in _GOAL.finditer(text) for n in re.findall(r"\d+", found[1])]
    return tuple(dict.fromkeys(numbers)) if all(n in terms.goals for n in numbers) else ()


def _contradicted(goals: tuple[int, ...], rest: str, terms: Terms) -> int | None:
    """The goal whose title stands beside the number of another one."""
    if not rest or not terms.goals:
        return None
    other, score = _nearest(rest, terms.goals)
    own = fuzz.partial_ratio(words(rest), words(terms.goals[goals[0]]))
    return other if other not in goals and score >= SURE > own else None


def _topic_named(text: str, terms: Terms) -> int | None:
    """The topic that `text` names for certain."""
    topic, score = _nearest(text, terms.topics)
    return topic if score >= SURE else None


def _nearest(text: str, names: Mapping[int, str]) -> tuple[int | None, float]:
    compared = {k: words(name) for k, name in names.items()}
    found = process.extractOne(words(text), compared, scorer=fuzz.ratio)
    return (found[2], found[1]) if found and words(text) else (None, 0)


def _possible(text: str, terms: Terms) -> tuple[str, ...]:
    """The terms that a label may mean, likeliest first, as one answers them."""
    bare = words(_TOPIC.sub("", text))
    scored = [
        (fuzz.token_set_ratio(bare, words(title)), f"SDG {n}") for n, title in terms.goals.items()
    ]
    scored += [(fuzz.token_set_ratio(bare, words(name)), name) for name in terms.topics.values()]
    return tuple(name for score, name in sorted(scored, key=lambda s: -s[0]) if score >= POSSIBLE)[
        :3
    ]


def _answer(text: str, terms: Terms) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    """(goals, topics) of what somebody has answered; None where that is no term."""
    said = _SAID.match(text)
    if said:
        return ((int(said[1]),), ()) if int(said[1]) in terms.goals else None
    topic = next((k for k, name in terms.topics.items() if words(name) == words(text)), None)
    return ((), (topic,)) if topic else None


def theme(text: str, themes: Mapping[int, list[str]]) -> tuple[int | None, list[int]]:
    """(the theme that a label means, []); (None, those that it may mean, likeliest first).

    `themes` are {key: all names of a theme}. A label means the theme that has a name like it, or
    the only one that has all of its words in a name: “Education”.
    """
    asked = words(text)
    compared = {k: [words(name) for name in names] for k, names in themes.items()}
    alike = {k: max(fuzz.ratio(asked, name) for name in names) for k, names in compared.items()}
    best = max(alike, key=lambda k: alike[k], default=None)
    if best is None or not asked:
        return None, []
    if alike[best] >= SURE:
        return best, []
    parts = [k for k, names in compared.items() if any(_is_part(asked, name) for name in names)]
    if len(parts) == 1:
        return parts[0], []
    ordered = sorted(alike, key=lambda k: (k not in parts, -alike[k]))
    return None, [k for k in ordered if k in parts or alike[k] >= POSSIBLE][:3]


def _is_part(label: str, name: str) -> bool:
    """Whether all words of a label are words of a name, but for “and”."""
    said = set(label.split()) - {"and"}
    return bool(said) and said <= set(name.split())
