"""What the search box suggests while somebody types: names that have a word beginning so."""

from dataclasses import asdict, dataclass

from django.db.models import Case, Func, Q, QuerySet, TextField, Value, When, Window
from django.db.models.functions import Cast, RowNumber
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from browse.asking import WORD, read
from browse.search import only_words
from browse.spelling import plain
from browse.text import fold, lines
from ucap.across.search.kinds import (
    ACTIVITIES,
    CITIES,
    ORGANISATIONS,
    PILOTS,
    SDGS,
    SUMMARIES,
    THEMES,
    TOPICS,
    Kind,
)

AT_MOST = 8
SHORTEST = 3
SHORTEST_CHINESE = 2
SUGGESTED = (CITIES, ORGANISATIONS, THEMES, SDGS, TOPICS, SUMMARIES, PILOTS, ACTIVITIES)
"""The kinds that have names, in the order in which they are suggested."""


@dataclass(frozen=True)
class Suggestion:
    """One record: its name, the other name that fits what was typed, and its page."""

    kind: str
    noun: str
    label: str
    also: str
    url: str


class Beginnings(Func):
    """The tsquery that a vector fits where names have, for each word of a text, one that begins so.

    Names are what has the weights A and B.
    """

    template = (
        "to_tsquery('simple', '''' || replace(nullif(btrim("
        "regexp_replace(%(expressions)s, ' +', ' ', 'g')), ''), ' ', ''':*AB & ''') || ''':*AB')"
    )


def suggest(text: str) -> list[Suggestion]:
    """The records to suggest for what was typed so far. One query, none for too little."""
    typed = " ".join(word.text for word in read(text).words if not word.negated)
    if not _enough(typed):
        return []
    first, *others = (_found(place, kind, typed) for place, kind in enumerate(SUGGESTED))
    rows = first.union(*others, all=True).order_by("place", "-starts", "nth")[:AT_MOST]
    return [_suggestion(SUGGESTED[place], typed, *row) for place, _starts, _nth, *row in rows]


def _enough(typed: str) -> bool:
    """Whether so little typed says anything; a Chinese word has two characters."""
    return len(typed) >= (SHORTEST_CHINESE if is_chinese(typed) else SHORTEST)


def is_chinese(text: str) -> bool:
    """Whether a text has Chinese characters."""
    return any("\u3400" <= character <= "\u9fff" for character in text)


def _found(place: int, kind: Kind, typed: str) -> QuerySet:
    """(place of the kind, whether the name starts so, place in the kind, name, others, key)."""
    query = Beginnings(only_words(Value(typed)), output_field=TextField())
    starts = Q(**{f"{kind.title}__startswith": fold(Value(typed))}) if kind.title else Q(pk=None)
    fits = kind.records().filter(words__matches=query).order_by()
    return fits.annotate(
        place=Value(place),
        starts=Case(When(starts, then=Value(1)), default=Value(0)),
        nth=Window(RowNumber(), order_by=kind.order),
        label=Cast(kind.called, TextField()),
        also=Cast(kind.also or Value(""), TextField()),
        address=Cast(kind.key, TextField()),
    ).values_list("place", "starts", "nth", "label", "also", "address")


def _suggestion(kind: Kind, typed: str, label: str, also: str, address: str) -> Suggestion:
    return Suggestion(
        kind=kind.page,
        noun=str(kind.one),
        label=label,
        also="" if _fits(label, typed) else next((n for n in lines(also) if _fits(n, typed)), ""),
        url=reverse(kind.page, args=[address]),
    )


def _fits(name: str, typed: str) -> bool:
    """Whether a name has words that begin as those typed do, as near as Python can tell."""
    words = [plain(word) for word in WORD.findall(name)]
    asked = [plain(word) for word in WORD.findall(typed)]
    return all(any(_begins(word, beginning) for word in words) for beginning in asked)


def _begins(word: str, beginning: str) -> bool:
    """Whether a word begins so; Chinese names have no blanks, so that any part of one will do."""
    return word.startswith(beginning) or (is_chinese(beginning) and beginning in word)


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """`/search/suggest/?q=`: see `suggest`."""
    typed = request.GET.get("q", "")
    found = [asdict(suggestion) for suggestion in suggest(typed)]
    return JsonResponse({"query": typed, "suggestions": found})
