"""Mark, in texts as they are printed, the words that a search has found.

Which words those are, the database says (`found`), since it alone knows that “Kūnmíng” is “kunming”
and “studies” is “study”. Everything else is a matter of pure functions.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from browse.asking import WORD, Form, either
from browse.search import Column, Vector, compiled, only_words

PASSAGE = 30
"""How many words of a long text are shown."""
BEFORE = 6
"""How many of them stand before the first that is marked."""


@dataclass(frozen=True)
class Span:
    """A stretch of a text: some words of it, found together."""

    start: int
    end: int


def found(forms: Iterable[Form], texts: Iterable[str]) -> frozenset[str]:
    """What of `texts` fits one of the words asked for: words, and phrases as words with blanks.

    One query, none where there is nothing to ask.
    """
    asked: dict[int, list[str]] = {}
    for form in forms:
        asked.setdefault(form.word.length, []).append(form.query)
    texts = list(dict.fromkeys(texts))
    pairs = [
        (said, query)
        for length, query in sorted((length, either(queries)) for length, queries in asked.items())
        for said in dict.fromkeys(run for text in texts for run in _runs(text, length))
    ]
    if not pairs:
        return frozenset()
    vector, params = compiled(Vector(only_words(Column("said.words"))))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT words FROM unnest(%s::text[], %s::text[]) AS said (words, query)"  # noqa: S608
            f" WHERE {vector} @@ query::tsquery",
            [[said for said, _query in pairs], [query for _said, query in pairs], *params],
        )
        return frozenset(row[0] for row in cursor.fetchall())


def _runs(text: str, length: int) -> Iterator[str]:
    """Every `length` words of a text that stand one behind the other, with single blanks."""
    words = WORD.findall(text)
    for start in range(len(words) - length + 1):
        yield " ".join(words[start : start + length])


def spans(text: str, found: frozenset[str]) -> list[Span]:
    """The stretches of `text` that are among what was `found`, the longest where several are."""
    words = list(WORD.finditer(text))
    lengths = sorted({run.count(" ") + 1 for run in found}, reverse=True)
    stretches: list[Span] = []
    place = 0
    while place < len(words):
        length = next((n for n in lengths if _run(words[place : place + n], n) in found), 0)
        if length:
            stretches.append(Span(words[place].start(), words[place + length - 1].end()))
        place += length or 1
    return stretches


def _run(words: list, length: int) -> str | None:
    return " ".join(word[0] for word in words) if len(words) == length else None


def marked(text: str, found: frozenset[str]) -> SafeString:
    """The text with what was found in `<mark>`; all of it escaped, nothing else changed."""
    place = 0
    parts: list[tuple[SafeString]] = []
    for span in spans(text, found):
        parts.append((conditional_escape(text[place : span.start]),))
        parts.append((format_html("<mark>{}</mark>", text[span.start : span.end]),))
        place = span.end
    parts.append((conditional_escape(text[place:]),))
    return format_html_join("", "{}", parts)


def passage(texts: Iterable[str], found: frozenset[str], *, size: int = PASSAGE) -> SafeString:
    """The `size` words with most marks in any of `texts`, marked, “…” where more stands around.

    The earliest where several have as many; "" where nothing is marked.
    """
    best: tuple[int, str] = (0, "")
    for text in texts:
        for start, end, count in _windows(text, found, size):
            if count > best[0]:
                before = "… " if text[:start].strip() else ""
                after = " …" if WORD.search(text[end:]) else text[end:].rstrip()
                best = count, f"{before}{text[start:end]}{after}"
    return marked(best[1], found)


def _windows(text: str, found: frozenset[str], size: int) -> Iterator[tuple[int, int, int]]:
    """(start, end, marks in it) of a stretch of `size` words around each mark."""
    words = [Span(*word.span()) for word in WORD.finditer(text)]
    starts = [word.start for word in words]
    marks = [mark.start for mark in spans(text, found)]
    for mark in marks:
        first = max(0, min(bisect_left(starts, mark) - BEFORE, len(words) - size))
        last = min(first + size, len(words)) - 1
        start, end = (starts[first] if first else 0), words[last].end
        yield start, end, bisect_left(marks, end) - bisect_left(marks, start)
