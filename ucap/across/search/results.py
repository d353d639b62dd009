"""The results of a search: how many of each kind, and the rows to show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat, Replace
from django.db.models.lookups import Contains

from browse.asking import MOST_WORDS, Asked, Term, ask
from browse.marking import found
from browse.search import Rank, holding
from browse.text import fold
from browse.views import PAGE_SIZE
from ucap.across.search.kinds import KINDS, NOTES, Kind
from ucap.across.search.rows import Hit, hit

AT_FIRST = 5
"""How many rows of each kind stand on the page of all kinds."""


def fitting(kind: Kind, asked: Asked, *, every: bool) -> Q:
    """The condition that a record of `kind` has every wanted word, or some, and no unwanted one."""
    condition = Q() if every else Q(pk__in=[])
    for term in asked.wanted:
        has = _has(kind, term)
        condition = condition & has if every else condition | has
    for term in asked.unwanted:
        condition &= ~_has(kind, term)
    if kind.itself:
        condition &= Q(words__matches=asked.any)
    return condition


@lru_cache(maxsize=len(KINDS) * MOST_WORDS)
def _has(kind: Kind, term: Term) -> Q:
    """The condition that a record, or one that it is linked to, has a word.

    Kept for as long as one search asks again: to count, to count each word, and for the rows.
    """
    return holding(kind.records().model, term.query, parts=kind.parts, linked=kind.linked)


def _one_if(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0))


def ranked(kind: Kind, asked: Asked, *, every: bool) -> QuerySet:
    """The records that fit, the best first.

    `had` is how many of the wanted words each has, itself or by a link,
    `named` how well its names fit (see `_named`), `rank` how well its own
    words do: 0 where only those of linked records fit.
    """
    had = sum((_one_if(_has(kind, term)) for term in asked.wanted), start=Value(0))
    records = kind.records().filter(fitting(kind, asked, every=every))
    return records.annotate(
        had=Value(len(asked.wanted)) if every else had,
        named=_named(kind, asked.typed.text.replace('"', "").strip()),
        rank=Rank(asked.any),
    ).order_by("-had", "-named", "-rank", *kind.order)


def _named(kind: Kind, typed: str) -> Case:
    """2 where just what was typed is a name of a record, 1 where its name begins so, else 0."""
    text, line = fold(Value(typed)), Value("\n", output_field=TextField())
    cases = []
    if kind.also:
        lines = Concat(line, kind.also, line, output_field=TextField())
        names = Replace(lines, Value("\r"), Value(""))
        whole = Concat(line, text, line, output_field=TextField())
        cases.append(When(Contains(fold(names), whole), then=Value(2)))
    if kind.title:
        cases.append(When(**{kind.title: text}, then=Value(2)))
        cases.append(When(**{f"{kind.title}__startswith": text}, then=Value(1)))
    return Case(*cases, default=Value(0))


@dataclass(frozen=True)
class Tally:
    """How many records fit: of each kind, and for each wanted word on its own."""

    kinds: dict[str, int]
    words: tuple[int, ...] = ()

    @property
    def total(self) -> int:
        """Of all kinds."""
        return sum(self.kinds.values())

    @property
    def kind_count(self) -> int:
        """Of how many kinds."""
        return sum(map(bool, self.kinds.values()))


def tally(asked: Asked, *, every: bool) -> Tally:
    """Count what fits. One query for all kinds; words are told apart unless `every` is asked."""
    apart = () if every else asked.wanted

    def counted(number: int, kind: Kind) -> QuerySet:
        fits = kind.records().filter(fitting(kind, asked, every=every)).order_by()
        words = {
            f"word_{place}": Count("pk", filter=_has(kind, term))
            for place, term in enumerate(apart)
        }
        return (
            fits.values(place=Value(number))
            .annotate(n=Count("pk"), **words)
            .values_list("place", "n", *words)
        )

    first, *others = (counted(number, kind) for number, kind in enumerate(KINDS))
    rows = list(first.union(*others, all=True))
    words = [sum(column) for column in zip(*(row[2:] for row in rows), strict=True)]
    return Tally({KINDS[row[0]].name: row[1] for row in rows}, tuple(words) or (0,) * len(apart))


class CountedPaginator(Paginator):
    """Pages of a list of which it is known already how long it is."""

    def __init__(self, records: QuerySet, per_page: int, *, count: int) -> None:
        super().__init__(records, per_page)
        self.known = count

    @cached_property
    def count(self) -> int:
        """How many records there are. No query."""
        return self.known


@dataclass(frozen=True)
class Group:
    """The rows of one kind, and how many records of it fit."""

    kind: Kind
    count: int
    hits: list[Hit]

    @property
    def more(self) -> bool:
        """Whether there are more than the rows shown."""
        return self.count > len(self.hits)


class Search:
    """The answer to what was typed: counts of all kinds, and rows of all or of one.

    Where no record has all the words, records that have some of them answer
    (`some`). Queries: one to read the words, one or two to count, one for the
    rows of each kind that fits, with what they show, and one to mark.
    """

    def __init__(self, text: str, kind: Kind | None = None, page: str | None = None) -> None:
        self.asked = ask(text)
        self.only = kind
        self._page = page

    @cached_property
    def strict(self) -> Tally:
        """How many records have all the words."""
        return tally(self.asked, every=True) if self.asked.wanted else Tally({})

    @cached_property
    def loose(self) -> Tally:
        """How many records have some of them."""
        return tally(self.asked, every=False) if self.asked.wanted else Tally({})

    @cached_property
    def some(self) -> bool:
        """Whether records with some of the words are shown: none has all, notes left aside."""
        if self.strict.total > self.strict.kinds.get(NOTES.name, 0):
            return False
        return self.loose.total > self.strict.total

    def _every(self, kind: Kind) -> bool:
        """Whether records of a kind must have all the words: notes do where some have them all."""
        return not self.some or bool(kind == NOTES and self.strict.total)

    @cached_property
    def tally(self) -> Tally:
        """The counts that apply."""
        if not self.some:
            return self.strict
        shown = {k.name: self.strict if self._every(k) else self.loose for k in KINDS}
        return Tally({name: tally.kinds[name] for name, tally in shown.items()})

    @property
    def unknown(self) -> list[Term]:
        """The wanted words that no record has, where that is why nothing has all of them."""
        if self.strict.total:
            return []
        counted = zip(self.asked.wanted, self.loose.words, strict=True)
        return [term for term, number in counted if not number]

    @cached_property
    def page(self) -> Page | None:
        """The page of rows that is shown of the one kind asked for; the last if out of range."""
        if self.only is None:
            return None
        records = self._records(self.only)
        number = self.tally.kinds.get(self.only.name, 0)
        return CountedPaginator(records, PAGE_SIZE, count=number).get_page(self._page)

    def _records(self, kind: Kind) -> QuerySet:
        return kind.loaded(ranked(kind, self.asked, every=self._every(kind)))

    @cached_property
    def groups(self) -> list[Group]:
        """The rows to show by kind, the kind with the best row first."""
        if self.only and self.page is not None:
            shown: list[tuple[Kind, Sequence]] = [(self.only, list(self.page))]
        else:
            fit = [kind for kind in KINDS if self.tally.kinds.get(kind.name)]
            shown = [(kind, list(self._records(kind)[:AT_FIRST])) for kind in fit]
        shown = [(kind, records) for kind, records in shown if records]
        shown.sort(key=lambda group: _goodness(group[0], group[1][0]), reverse=True)
        said = {kind.name: [kind.row(record) for record in records] for kind, records in shown}
        marks = self._marks(
            text for row in said.values() for one in row for text in one.all_texts()
        )
        return [
            Group(kind, self.tally.kinds[kind.name], [hit(one, marks) for one in said[kind.name]])
            for kind, _records in shown
        ]

    def _marks(self, texts: Iterable[str]) -> frozenset[str]:
        return found(self.asked.looked_for, texts)


def _goodness(kind: Kind, best: Any) -> tuple:
    """By which groups are ordered: as their best rows are, but notes come after the rest.

    `sort` keeps the order of KINDS for ties; names that fit alike are ties.
    """
    return best.had, kind != NOTES, best.named, 0 if best.named else best.rank
