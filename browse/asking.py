"""What somebody typed into a search box, as Postgres can be asked for it.

    kunming health        both words, or words that begin so, in any form
    "life sciences"       these words one behind the other, and not as the beginning of others
    -tourism              without this word
    rome OR granada       one of them is enough

Anything may be typed; nothing raises.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from browse.search import Column, compiled, only_words

MOST_CHARACTERS = 200
MOST_WORDS = 10
SHORTEST_BEGINNING = 3
"""A word of fewer letters is found as it is, not as the beginning of others."""

WORD = re.compile(r"[\w\u0300-\u036f]+")
"""A word, with accents that are characters of their own."""
_QUOTES = re.compile("[“”„‟«»＂]")
_PIECE = re.compile(r'([-−]?)"([^"]*)"?|(\S+)')
_TOKEN = re.compile(rf"{WORD.pattern}(?:[-‐‑'’.&@]{WORD.pattern})*")  # U-CAP, O'Brien, R&D
_POSSESSIVE = re.compile(r"['’]s$")


@dataclass(frozen=True)
class Word:
    """A word, or several that belong together, as typed."""

    text: str
    quoted: bool = False
    negated: bool = False
    alternative: bool = False  # OR stands before it

    @property
    def length(self) -> int:
        """Of how many words it is made."""
        return len(WORD.findall(self.text))

    @property
    def begins_others(self) -> bool:
        """Whether longer words that begin so are meant as well."""
        last = WORD.findall(self.text)[-1]
        return not self.quoted and len(last) >= SHORTEST_BEGINNING and not last.isdigit()


@dataclass(frozen=True)
class Typed:
    """The words of a search box, and whether some were left out because they were too many."""

    text: str
    words: tuple[Word, ...]
    cut: bool


def read(text: str) -> Typed:
    """Take apart what was typed. A pure function."""
    clean = " ".join(_QUOTES.sub('"', text.replace("\0", " ")).split())
    clean = clean.encode("utf-8", "replace").decode()  # half a character cannot be sent
    short = clean[:MOST_CHARACTERS]
    words = list(dict.fromkeys(_words(short)))
    cut = len(words) > MOST_WORDS or len(short) < len(clean)
    return Typed(short, tuple(words[:MOST_WORDS]), cut)


def _words(text: str) -> Iterable[Word]:
    alternative = False
    for minus, phrase, piece in _PIECE.findall(text):
        if piece == "OR":
            alternative = True
            continue
        if piece:
            negated = piece[0] in "-−"
            found = [(token, False) for token in _TOKEN.findall(_POSSESSIVE.sub("", piece))]
        else:
            negated, found = bool(minus), [(phrase, True)] if WORD.search(phrase) else []
        for token, quoted in found:
            yield Word(token, quoted, negated, alternative and not negated)
            alternative = False


@dataclass(frozen=True)
class Form:
    """A word with how Postgres reads it: tsqueries as text, "" where nothing is left of it."""

    word: Word
    folded: str
    simple: str
    english: str
    beginning: str

    @property
    def common(self) -> bool:
        """Whether it is a word like “the” that stands everywhere."""
        return not self.word.quoted and not self.english

    @property
    def query(self) -> str:
        """The tsquery for the word as it is, in another form, or as the beginning of others.

        Phrases have other forms too, but none in which “the” or “of” is left out.
        """
        ways = [self.simple]
        if self.english.count("'") == self.simple.count("'"):
            ways.append(self.english)
        if self.word.begins_others and not self.word.negated:
            ways.append(self.beginning)
        return either(ways)


@dataclass(frozen=True)
class Term:
    """What a record must have one of: a word, or several with OR between them."""

    forms: tuple[Form, ...]

    @property
    def query(self) -> str:
        """The tsquery that any of the words fits."""
        return either(form.query for form in self.forms)


@dataclass(frozen=True)
class Asked:
    """What is looked for: every one of `wanted`, none of `unwanted`."""

    typed: Typed
    forms: tuple[Form, ...]  # of all words, in their order, common ones among them
    wanted: tuple[Term, ...]
    unwanted: tuple[Term, ...]

    @property
    def any(self) -> str:
        """The tsquery that any one of the wanted words fits."""
        return either(term.query for term in self.wanted)

    @property
    def looked_for(self) -> list[Form]:
        """The words that make a record a result."""
        return [form for term in self.wanted for form in term.forms]


def either(queries: Iterable[str]) -> str:
    """The tsquery that fits where one of `queries` does; "" for none."""
    return " | ".join(f"({query})" for query in dict.fromkeys(queries) if query)


def ask(text: str) -> Asked:
    """What was typed, made ready for the database. One query, none for no words.

    Common words outside quotes are dropped, unless nothing else is wanted.
    """
    typed = read(text)
    forms = tuple(form for form in _forms(typed.words) if form.simple)
    positive = [form for form in forms if not form.word.negated]
    kept = [form for form in positive if not form.common] or positive
    unwanted = [Term((form,)) for form in forms if form.word.negated and not form.common]
    return Asked(typed, forms, _grouped(kept), tuple(unwanted))


def _grouped(forms: Iterable[Form]) -> tuple[Term, ...]:
    """One term for each word, one for all that OR joins; each query once."""
    groups: list[list[Form]] = []
    for form in forms:
        if form.word.alternative and groups:
            groups[-1].append(form)
        else:
            groups.append([form])
    terms = [Term(tuple(group)) for group in groups]
    return tuple({term.query: term for term in terms}.values())


def _forms(words: tuple[Word, ...]) -> list[Form]:
    if not words:
        return []
    tokens, params = compiled(only_words(Column("typed.word")))
    with connection.cursor() as cursor:
        cursor.execute(
            # a beginning is asked for in quotes, so that nothing in it is an operator
            "SELECT tokens, phraseto_tsquery('simple', tokens)::text,"  # noqa: S608
            " phraseto_tsquery('english', tokens)::text,"
            " coalesce(to_tsquery('simple',"
            "   '''' || replace(nullif(tokens, ''), ' ', ''' <-> ''') || ''':*')::text, '')"
            " FROM unnest(%s::text[]) WITH ORDINALITY AS typed (word, place), LATERAL"
            f" (SELECT btrim(regexp_replace({tokens}, ' +', ' ', 'g')) AS tokens) AS folded"
            " ORDER BY place",
            [[word.text for word in words], *params],
        )
        return [Form(word, *row) for word, row in zip(words, cursor.fetchall(), strict=True)]
