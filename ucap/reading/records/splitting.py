"""Where an entry tells of several records: two missions, three summer schools, two exchanges.

Pure functions over the text and the cities that stand in it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ucap.reading.records.names import Found

EVENT = (
    r"(?:meeting|mission|visit|forum|conference|seminar|workshop|webinar|round\s?table|congress|fair"
    r"|summit|event|exchange|opening|festival|delegation|session|training|gathering)s?"
)
GOING = (
    r"(?:attend(?:s|ed)?|visit(?:s|ed)?|go(?:es)? on|went on|travel(?:s|led)?|come(?:s)?|came"
    r"|join(?:s|ed)?|take(?:s)? part|took part|participate(?:s|d)?|proceed(?:s|ed)?)"
)
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_SENTENCE = re.compile(r"(?<!\b[A-Z])(?<!\be\.g)(?<!\bincl)(?<!\betc)\.\s+(?=[^\W\d_a-z]|[“\"])")
_COMMA = re.compile(rf",\s+(?=(?:[\w-]+\s+){{0,3}}?{EVENT}\b)", re.IGNORECASE)
_AND_GOES = re.compile(rf",?\s+and\s+(?={GOING}\b)", re.IGNORECASE)
_AND_EVENT = re.compile(rf"(?<=\w)\s+and\s+(?=[A-Z]\w*(?:\s+\w+){{0,2}}\s+{EVENT}\b)")
_ENDS_IN_EVENT = re.compile(rf"{EVENT}$", re.IGNORECASE)
_BEGINS_WITH_EVENT = re.compile(
    rf"^(?:\W*\b\w+\b){{0,9}}?\W*\b(?:{EVENT}|{GOING})\b", re.IGNORECASE
)
_COUNTED = re.compile(rf"^(?:first|second|third|fourth)\s+(?:\w+\s+)?{EVENT}\b", re.IGNORECASE)
_OWN_TIME = re.compile(
    r"\b(?:later|the (?:day|week) after|(?:in|at) the same (?:day|week|month|year|time|place)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH})\b",
    re.IGNORECASE,
)
_INTO = re.compile(r"\b(?:in|to|at|from)\s+(?:the\s+)?\W*$|(?:,|\band|&)\s*$", re.IGNORECASE)
_NAMED_EVENT = re.compile(
    r"(?:[A-Z][\w’'-]*\s+(?:(?:on|of|for|and|the|in)\s+){0,2})*"
    r"(?:Forum|Conference|Seminar|Fair|Congress|Summit|Expo|Event|event|fair|forum|conference)\b"
    r"(?:\s+(?:(?:on|of|for|and|the|&)\s+){0,2}[A-Z][\w’'-]*)*"
)
_DURING = re.compile(
    r"(?:\bduring|\bmargins? of|\boccasion of|\bParticipation (?:at|in))\s+(?:the\s+)?[“\"]?$"
)
_IN_PLACE = re.compile(r"[”\"]?\s+in\s+\(?[^\W\d_a-z][\w’'-]*")
_TWICE = re.compile(
    r"\b(?P<word>from|between)\b(?P<one>.+?)(?P<joint>\s*,?\s+and\s+)(?=(?P=word)\b(?P<other>.+))"
)
_JOINT = re.compile(r"(?:\s+and)?[\s,;:]*$")
_FOR_EXAMPLE = re.compile(r",?\s*\be\.g\.\s*,?\s*(?=[A-Z]\w+(?:\s+[A-Z]\w+)+)")


@dataclass(frozen=True)
class Part:
    """The words of an entry that tell of one record, by where they stand in its text.

    `occasion` is a named event that is only mentioned (“during the X Forum”): a record of its own
    where such a one is known, otherwise part of what is told. The first `common` letters of the
    text are said of all parts. `place` is where its city stands outside of its words: “A Meeting
    and B meetings in Foo”.
    """

    start: int
    end: int
    occasion: bool = False
    common: int = 0
    place: tuple[int, int] = (0, 0)

    def of(self, text: str) -> str:
        """The words themselves, after those that are said of all parts."""
        own = text[self.start : self.end]
        return own if self.start < self.common else text[: self.common] + own


@dataclass(frozen=True)
class _Piece:
    start: int
    end: int
    joint: str


def activities(text: str, cities: Sequence[Found]) -> list[Part]:
    """The events that an entry of the activities tells of, in the order of its words."""
    parts: list[Part] = []
    for piece in _pieces(text):
        before = [city for city in cities if city.end <= piece.start]
        inside = [city for city in cities if piece.start <= city.start < piece.end]
        if parts and not _opens(piece, text, before, inside):
            parts[-1] = replace(parts[-1], end=piece.end)
        else:
            if parts and piece.joint == "event":
                parts[-1] = replace(parts[-1], place=(piece.start, piece.end))
            parts.append(Part(piece.start, piece.end))
    return [*parts, *_occasions(text)]


def pilots(text: str, cities: Sequence[Found]) -> list[Part]:
    """The proposals that an entry of the results tells of, in the order of its words."""
    twice = _twice(text, cities)
    cuts = [twice[1]] if twice else _alike_beginnings(text) or _examples(text)
    bounds = [0, *cuts, len(text)]
    return [
        Part(*_trimmed(text, start, end), common=twice[0] if twice else 0)
        for start, end in pairwise(bounds)
    ]


# Activities


def _pieces(text: str) -> Iterator[_Piece]:
    """The text cut wherever another event may begin."""
    joints = [(m, "sentence") for m in _SENTENCE.finditer(text)]
    joints += [(m, "comma") for m in _COMMA.finditer(text)]
    joints += [(m, "goes") for m in _AND_GOES.finditer(text)]
    joints += [
        (m, "event") for m in _AND_EVENT.finditer(text) if _ENDS_IN_EVENT.search(text, 0, m.start())
    ]
    start, how = 0, "sentence"
    for joint, kind in sorted(joints, key=lambda pair: pair[0].start()):
        if joint.start() < start:
            continue
        yield _Piece(start, joint.start() + (kind == "sentence"), how)
        start, how = joint.end(), kind
    yield _Piece(start, len(text), how)


def _opens(piece: _Piece, text: str, before: Sequence[Found], inside: Sequence[Found]) -> bool:
    """Whether a piece tells of another event than the words before it.

    It does if it has a time of its own, is counted (“First meeting”), or takes place where nothing
    did so far. Workshops in the cities of a mission are part of the mission.
    """
    said = text[piece.start : piece.end]
    if piece.joint == "event":
        return True
    if not _BEGINS_WITH_EVENT.match(said):
        return False
    earlier = {city.who for city in before}
    elsewhere = any(
        city.who not in earlier and _INTO.search(text[piece.start : city.start]) for city in inside
    )
    if piece.joint == "sentence":
        return elsewhere or bool(_OWN_TIME.search(said) or _COUNTED.match(said))
    return elsewhere and bool(before)


def _occasions(text: str) -> Iterator[Part]:
    """The named events during which something took place, or that a later sentence adds."""
    for event in _NAMED_EVENT.finditer(text):
        named = " " in event[0] and not event[0].startswith("Participation")
        if named and _DURING.search(text, 0, event.start()):
            where = _IN_PLACE.match(text, event.end())
            place = where.span() if where else (0, 0)
            yield Part(event.start(), event.end(), occasion=True, place=place)


# Pilots


def _alike_beginnings(text: str) -> list[int]:
    """Where the points of a list begin, if all begin with the same two words.

    “Summer schools: Summer school on A, Summer school on B”.
    """
    pieces = [(m.start(), m[0].strip()) for m in re.finditer(r"[^,;:]+", text)]
    heads: dict[str, list[int]] = {}
    for start, piece in pieces:
        head = " ".join(piece.casefold().split()[:2])
        if " " in head:
            heads.setdefault(head, []).append(start)
    longest = max(heads.values(), key=len, default=[])
    return longest[1:] if len(longest) > 1 else []


def _twice(text: str, cities: Sequence[Found]) -> tuple[int, int] | None:
    """Where “from A and B … and from A and C” begins, and begins anew with another city."""
    for found in _TWICE.finditer(text):
        middle = found.end("joint")
        one = {city.who for city in cities if found.start("one") <= city.start < middle}
        other = {city.who for city in cities if city.start >= middle}
        if one and other and one != other and all(" and " in found[n] for n in ("one", "other")):
            return found.start(), middle
    return None


def _examples(text: str) -> list[int]:
    """Where an example with a name of its own stands behind “e.g.”, at the end of the entry."""
    return [found.end() for found in _FOR_EXAMPLE.finditer(text)][:1]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the spaces and joints at its edges."""
    said = text[start:end]
    start += len(said) - len(said.lstrip(" ,;:"))
    return start, max(start, start + len(_JOINT.sub("", text[start:end])))
