"""The values that a parameter may have: where they come from and what they are called."""

import dataclasses
import difflib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self

from django.db.models import Choices, QuerySet, Value

from browse.finished.snapshot import content_read
from browse.models import FormerSlug
from browse.text import fold

YEAR = re.compile("[1-9][0-9]{3}", re.ASCII)
KNOWN_LIMIT = 2000
"""How many values that were looked up are remembered by a vocabulary."""
LIKELY = 0.6
"""How much a value must look like another one to be proposed in its place."""


@dataclass(frozen=True)
class Term:
    """One value: `key` in the database, `value` in an address, `label` on a page."""

    key: Any
    value: str
    label: str


class Vocabulary(Protocol):
    """A set of terms."""

    def named(self, values: Sequence[str]) -> dict[str, Term]:
        """{value: term} for those `values` of an address that name one, in their order."""

    def keyed(self, keys: Iterable[str]) -> list[Term]:
        """The terms whose keys, written as text, are among `keys`, in the vocabulary's order.

        Keys of values that public records have: whether these are public is not asked again.
        """

    def every(self) -> list[Any] | None:
        """All keys in the vocabulary's order, public or not; None where their own order is it."""

    def called(self, text: str) -> set[Any] | None:
        """The keys of the terms that have `text` in a name; None where that is not looked for."""

    def nearest(self, value: str, *, likeness: float = LIKELY) -> list[str]:
        """Up to three valid values that look like `value`, best first.

        `likeness` is how much at least, from 0 (whatever there is) to 1.
        """


def alike(value: str, known: Iterable[str], *, likeness: float = LIKELY) -> list[str]:
    """Up to three of `known` that look like `value`, best first; `likeness` as in `nearest`."""
    return difflib.get_close_matches(value[:100].casefold(), list(known), n=3, cutoff=likeness)


class Known:
    """What values of an address were found to name, for one state of the content."""

    def __init__(self) -> None:
        self._kept: tuple[int | None, dict[str, Term]] = (None, {})

    def of(self, content: int | None) -> dict[str, Term]:
        """Those of this content, to be added to; of no particular content nothing is kept."""
        if content is None:
            return {}
        kept = self._kept  # looked at once: another thread may be reading other content
        if kept[0] != content:
            kept = self._kept = (content, {})
        return kept[1]


@dataclass(frozen=True)
class Records:
    """The records of a queryset: `field` is their value in an address, `label` their name.

    `queryset` is called anew for each use, so that what is public is asked
    when it matters. `normal` is applied to what an address says.
    """

    queryset: Callable[[], QuerySet]
    field: str = "slug"
    label: Callable[[Any], str] = str
    normal: Callable[[str], str] = str
    names: str = ""  # a field with the folded names, where there may be too many to show them all
    _known: Known = dataclasses.field(default_factory=Known, compare=False, repr=False)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """Itself: filters are copied for each request, and what is known is for all of them."""
        return self

    def _term(self, record: Any) -> Term:
        return Term(record.pk, str(getattr(record, self.field)), self.label(record))

    def named(self, values: Sequence[str]) -> dict[str, Term]:
        """See `Vocabulary`. One query, none for no values; one or two more for unknown ones.

        A slug that a record had before names it still: its term has the slug of now. None for
        values that this process has looked up already, as long as the content stays what it is.
        """
        known = self._known.of(content_read())
        missing = [value for value in values if value not in known]
        found = self._named(missing)
        if len(known) < KNOWN_LIMIT:
            known.update(found)
        found = found | known
        return {value: found[value] for value in values if value in found}

    def _named(self, values: Sequence[str]) -> dict[str, Term]:
        """`named` as the database says it."""
        wanted = {value: self.normal(value) for value in values}
        possible = {value for value in wanted.values() if self._fits(value)}
        if not possible:
            return {}
        found = self.queryset().filter(**{f"{self.field}__in": possible})
        terms = {term.value: term for term in map(self._term, found)}
        if self.field == "slug" and possible - terms.keys():
            terms |= self._moved(possible - terms.keys())
        return {value: terms[normal] for value, normal in wanted.items() if normal in terms}

    def _moved(self, slugs: set[str]) -> dict[str, Term]:
        """{former slug: term} of the records that had one of `slugs` before."""
        holders = FormerSlug.objects.holders(self.queryset().model, slugs)
        if not holders:
            return {}
        found = {
            record.pk: self._term(record)
            for record in self.queryset().filter(pk__in=set(holders.values()))
        }
        return {slug: found[pk] for slug, pk in holders.items() if pk in found}

    def _fits(self, value: str) -> bool:
        """Whether the field could hold `value` at all (“abc” is no number)."""
        field = self.queryset().model._meta.get_field(self.field)
        if field.get_internal_type() == "PositiveSmallIntegerField":
            return value.isascii() and value.isdigit() and value == str(int(value[:5]))
        return True

    def keyed(self, keys: Iterable[str]) -> list[Term]:
        """See `Vocabulary`. One query, none for no keys."""
        pks = [int(key) for key in keys]
        return [self._term(record) for record in self._all().filter(pk__in=pks)] if pks else []

    def every(self) -> list[Any]:
        """See `Vocabulary`. One query."""
        return list(self._all().values_list("pk", flat=True))

    def called(self, text: str) -> set[Any] | None:
        """See `Vocabulary`. One query, none where there are no names to look in."""
        if not self.names:
            return None
        named = self._all().filter(**{f"{self.names}__contains": fold(Value(text))})
        return set(named.values_list("pk", flat=True))

    def _all(self) -> QuerySet:
        """The records of the model, in the order that the vocabulary has."""
        return self.queryset().model._default_manager.all()

    def nearest(self, value: str, *, likeness: float = LIKELY) -> list[str]:
        """See `Vocabulary`. One query; reads every value, so only errors should ask."""
        known = map(str, self.queryset().values_list(self.field, flat=True))
        return alike(self.normal(value), known, likeness=likeness)


@dataclass(frozen=True)
class Listed:
    """The members of a Django `TextChoices`."""

    choices: type[Choices]

    def _terms(self) -> list[Term]:
        return [Term(value, str(value), str(label)) for value, label in self.choices.choices]

    def named(self, values: Sequence[str]) -> dict[str, Term]:
        """See `Vocabulary`. No query."""
        known = {term.value: term for term in self._terms()}
        return {value: known[value] for value in values if value in known}

    def keyed(self, keys: Iterable[str]) -> list[Term]:
        """See `Vocabulary`. No query."""
        wanted = set(keys)
        return [term for term in self._terms() if term.value in wanted]

    def every(self) -> list[Any]:
        """See `Vocabulary`. No query."""
        return [term.value for term in self._terms()]

    def called(self, text: str) -> None:
        """See `Vocabulary`."""

    def nearest(self, value: str, *, likeness: float = LIKELY) -> list[str]:
        """See `Vocabulary`. No query."""
        return alike(value, [term.value for term in self._terms()], likeness=likeness)


class CalendarYears:
    """Every year of four digits."""

    def _term(self, value: str) -> Term:
        return Term(int(value), value, value)

    def named(self, values: Sequence[str]) -> dict[str, Term]:
        """See `Vocabulary`. No query."""
        return {value: self._term(value) for value in values if YEAR.fullmatch(value)}

    def keyed(self, keys: Iterable[str]) -> list[Term]:
        """See `Vocabulary`. No query."""
        return [self._term(key) for key in sorted(keys)]

    def every(self) -> None:
        """See `Vocabulary`."""

    def called(self, text: str) -> None:
        """See `Vocabulary`."""

    def nearest(self, value: str, *, likeness: float = LIKELY) -> list[str]:
        """See `Vocabulary`. Nothing looks like a year but a year."""
        return []
