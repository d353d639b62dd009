"""“Did you mean …”: the nearest words in use for those that no record has."""

from collections.abc import Iterator

from django.db.models import QuerySet, TextField, Value
from django.db.models.functions import Cast

from browse.asking import WORD, Asked, Term
from browse.spelling import Vocabulary, nearest, vocabulary
from ucap.across.search.kinds import KINDS, Kind


def meant(asked: Asked, unknown: list[Term]) -> str:
    """What was typed with its `unknown` words put right; "" where nothing in use is near.

    One query, which reads every public text: only searches that fail should ask.
    """
    forms = [form for term in unknown for form in term.forms]
    typed = {word for form in forms for word in WORD.findall(form.word.text)}
    if not typed:
        return ""
    known = words_in_use()
    right = {word: better for word in sorted(typed) if (better := nearest(word, known))}
    if not right:
        return ""
    return WORD.sub(lambda word: right.get(word[0], word[0]), asked.typed.text)


def words_in_use() -> Vocabulary:
    """Every word of what the public sees. One query."""
    first, *others = (part for kind in KINDS for part in _texts(kind))
    names: list[str] = []
    prose: list[str] = []
    for is_name, text in first.union(*others, all=True):
        (names if is_name else prose).append(text)
    return vocabulary(names, prose)


def _texts(kind: Kind) -> Iterator[QuerySet]:
    """(whether it is a name, text) of every text of the records of a kind."""
    for name in (kind.called, kind.also):
        if name:
            named = Cast(name, TextField())
            yield kind.records().order_by().values_list(Value(True), named)
    for reach in kind.texts:
        there = kind.records().filter(reach.given, **{f"{reach.lookup}__gt": ""}).order_by()
        yield there.values_list(Value(False), Cast(reach.lookup, TextField()))
