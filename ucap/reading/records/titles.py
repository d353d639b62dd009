"""What to call a new record, and of what kind it is: proposed from its words."""

import re

from pilots.models import ActivityKind, PilotKind

LONGEST = 110
"""Letters of a title; more are cut where a word ends."""

_LABEL = re.compile(
    r"^(?:first|second|third|fourth|fifth|sixth|\d+(?:st|nd|rd|th))\s+meeting\s*(?::|[–—-])\s*(?=\S)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:possibl[ey]\s+|joint\s+)?(?:"
    r"(?:co-?)?(?:establish|organis|organiz|develop|creat|sett?)\w*ing\b(?:\s+up)?"
    r"|(?:organisation|organization)\s+(?:and\s+\w+\s+)?of"
    r"|proposal\s+(?:for|of)\s+the\s+(?:establishment|creation|organisation)\s+of"
    r"|proposal\s+from\s+[^,;:]*?\s+to\s+\w+"
    r"|support\s+(?:of\s+)?the\s+(?:establishment|creation)\s+of"
    r")\s+(?:an?\s+|the\s+)?(?:joint\s+)?",
    re.IGNORECASE,
)
_GOING = re.compile(r"^(?:attend(?:s|ed)?|visited|goes on to|went on to)\s+(?:the\s+)?(?=\S)")
"""How the second part of a sentence begins: “and attended the X event”."""
_REST = re.compile(
    r"(?:\.\s|;|:\s|,?\s+(?:e\.g\.|incl\.|which|whose|who|where|focusing|focused|involving|including"
    r"|in order|so that|to support|took place|takes place|held)(?=[\s,]|$)).*$",
    re.DOTALL,
)
_DANGLING = re.compile(
    r"(?:[\s,]+(?:a|an|and|as|at|between|by|for|from|in|of|on|or|the|their|to|which|with))+$"
)
_MONEY = re.compile(
    r"\b(?:award(?:ed|s)?|appl(?:ies|ied for|ication)|grant(?:ed|s)?|wins?|prize money)\b"
)
_HANDED = re.compile(r"\b(?:deliver(?:s|ed|y)?|submit(?:s|ted)?|hand(?:s|ed) (?:in|over))\b")
_ACTIVITIES = (
    (
        ActivityKind.MISSION,
        r"missions?|delegations?|visit(?:s|ed)?|travels?|tour|journey|study trip|guests?",
    ),
    (
        ActivityKind.EVENT,
        r"forum|conferences?|seminars?|fair|congress|summit|expo(?:sition)?|event|workshops?"
        r"|festival|webinars?|exhibition|opening",
    ),
    (ActivityKind.EXCHANGE, r"exchanges?"),
    (
        ActivityKind.MEETING,
        r"meetings?|round\s?table|talks?|call|briefing|discussion|session|kick-off",
    ),
)
_PILOTS = (
    (
        PilotKind.EDUCATION,
        r"exchange (?:and internship )?of [\w ]*(?:student|staff|nurse|professor)s?"
        r"|(?:student|internship)s?|summer (?:school|course)s?|winter schools?|courses?|training"
        r"|academy|apprentices?|universities|teaching|lessons?",
    ),
    (PilotKind.INSTITUTE, r"institutes?"),
    (
        PilotKind.EVENT,
        r"forum|events?|festivals?|carnival|conferences?|webinars?|workshops?|seminars?|prizes?"
        r"|exhibitions?",
    ),
    (PilotKind.OFFICE, r"offices?|desk"),
    (PilotKind.PLATFORM, r"platforms?|portal|data space"),
    (PilotKind.PARK, r"parks?|cent(?:er|re)|health city|town|cluster|incubator|hub"),
    (
        PilotKind.TECHNOLOGY,
        r"pilots?|sensors?|digital|smart|technolog(?:y|ies)|app|demonstrat\w+|electric|energy"
        r"|batter(?:y|ies)|data",
    ),
)


def title(text: str, common: str = "") -> str:
    """A short title: the first statement, without what only opens it or goes on from it.

    “Co-establishing Health Park in Foo with Bar, which focuses on …” is “Health Park in Foo with
    Bar”. `common` is what several parts begin with: it is shortened before what sets them apart.
    """
    if common:
        own = re.sub(r"^(?:between|from)\s+", "", text[len(common) :])
        return _capital(f"{_cut(_statement(common), LONGEST // 2)}: {_cut(own, LONGEST // 2)}")
    return _capital(_cut(_statement(text), LONGEST))


def unlabelled(text: str) -> str:
    """The text without a count before it: “Second meeting – Visit to Foo”."""
    return _LABEL.sub("", " ".join(text.split()))


def _statement(text: str) -> str:
    """What a text says first.

    A name before a colon is that, a single word before it or a name behind it is not.
    """
    said = _GOING.sub("", _OPENING.sub("", unlabelled(text)))
    label, _colon, rest = said.partition(": ")
    if rest and (" " not in label or (rest[0].isupper() and len(label.split()) <= 2)):
        said = _OPENING.sub("", rest)
    return _REST.sub("", said) or said


def _cut(said: str, longest: int) -> str:
    """At most so many letters, ending with a word that may end a title."""
    short = said.strip(" .,:;–-")
    if len(short) > longest:
        short = short[: longest + 1].rsplit(" ", 1)[0]
    return _DANGLING.sub("", short.strip(" .,:;–-"))


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]


def activity_kind(text: str) -> str:
    """The kind of an activity: what its first word for one says, a meeting without any."""
    said = unlabelled(text).casefold()
    if _MONEY.search(said) and not re.search(r"\b(?:visit|mission|meeting)", said):
        return ActivityKind.FUNDING_AWARD
    if _HANDED.search(said) and not re.search(r"\b(?:workshop|conference|meeting)", said):
        return ActivityKind.DELIVERY
    return _first(said, _ACTIVITIES) or ActivityKind.MEETING


def pilot_kind(text: str) -> str:
    """The kind of a pilot: what its first word for one says."""
    return _first(text.casefold(), _PILOTS) or PilotKind.OTHER


def _first(said: str, kinds: tuple[tuple[str, str], ...]) -> str:
    """The kind whose word stands first; "" where none does."""
    places = [
        (found.start(), kind)
        for kind, pattern in kinds
        if (found := re.search(rf"\b(?:{pattern})\b", said))
    ]
    return min(places, default=(0, ""), key=lambda place: place[0])[1]
