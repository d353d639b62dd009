"""What an address asks to compare, and what of it cannot be understood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from browse.comparing import MOST
from browse.fields import VALUES_LIMIT, TermsField
from browse.rows import Problem
from browse.vocabulary import Term
from ucap.across.compare.kinds import KINDS, Kind


def address(kind: Kind, slugs: Iterable[str]) -> str:
    """The page that compares those with `slugs`."""
    query = QueryDict(mutable=True)
    query.setlist(kind.name, list(slugs))
    return f"{reverse('compare')}?{query.urlencode()}" if query.urlencode() else reverse("compare")


@dataclass(frozen=True)
class Choice:
    """What is to be compared; `kind` is None where nothing is."""

    kind: Kind | None
    terms: Sequence[Term]
    problems: Sequence[Problem]

    @property
    def slugs(self) -> list[str]:
        """What is chosen, as addresses write it."""
        return [term.value for term in self.terms]

    @property
    def keys(self) -> list[Any]:
        """What is chosen, by primary key."""
        return [term.key for term in self.terms]

    @property
    def full(self) -> bool:
        """Whether nothing can be added."""
        return len(self.terms) >= MOST

    @property
    def here(self) -> str:
        """The one address that asks just this; "" where something was not understood."""
        if self.problems:
            return ""
        return address(self.kind, self.slugs) if self.kind else reverse("compare")

    def with_(self, slug: str) -> str:
        """The address with one more."""
        return address(self.kind, [*self.slugs, slug]) if self.kind else ""

    def without(self, slug: str) -> str:
        """The address with one less."""
        return address(self.kind, [s for s in self.slugs if s != slug]) if self.kind else ""


def understood(data: QueryDict) -> Choice:
    """Read an address: the first kind that names something counts, and the first four of it.

    Whatever else the address says of these parameters becomes a problem. A query for each kind
    that is given, and one for each unknown value up to five.
    """
    readings = {name: _Reading(KINDS[name], data.getlist(name)) for name in data if name in KINDS}
    asked = [reading for reading in readings.values() if reading.texts]
    chosen = next((reading for reading in asked if reading.known), None)
    if chosen is None:
        lost = [(r.kind, text) for r in asked for text in r.unknown]
        return Choice(None, [], [Problem(k.name, "", text, reverse("compare")) for k, text in lost])
    terms = chosen.known[:MOST]
    messages = [
        *((chosen.kind, text) for text in chosen.unknown),
        *((chosen.kind, text) for text in chosen.repeated),
        *((chosen.kind, text) for text in _beyond(chosen.known[MOST:])),
        *((r.kind, _other_kind(chosen.kind, r.kind)) for r in asked if r is not chosen),
    ]
    here = address(chosen.kind, [term.value for term in terms])
    return Choice(
        chosen.kind, terms, [Problem(kind.name, "", text, here) for kind, text in messages]
    )


class _Reading:
    """The values of one parameter: the terms that are known, and messages about the others."""

    def __init__(self, kind: Kind, values: Sequence[str]) -> None:
        self.kind = kind
        given = [value.strip() for value in values if value.strip()]
        self.texts = list(dict.fromkeys(given))
        self.unknown: list[str] = []
        if len(self.texts) > VALUES_LIMIT:
            self.unknown.append(_("too many values: give at most %(limit)d") % {"limit": MOST})
        texts = self.texts[:VALUES_LIMIT]
        terms = kind.vocabulary.named([text for text in texts if "\0" not in text])
        self.known = list(dict.fromkeys(terms.values()))
        self.unknown += self._unknown([text for text in texts if text not in terms])
        self.repeated = [
            _("“%(name)s” is named twice, and compared once.") % {"name": term.label}
            for text, term in terms.items()
            if given.count(text) > 1
        ]

    def _unknown(self, texts: list[str]) -> list[str]:
        """What lists say of values that they do not know."""
        try:
            TermsField(vocabulary=self.kind.vocabulary, noun=self.kind.noun).clean(texts)
        except ValidationError as error:
            return list(error.messages)
        return []


def _beyond(terms: Sequence[Term]) -> list[str]:
    if not terms:
        return []
    names = get_text_list([term.label for term in terms], _("and"))
    return [
        _("At most %(most)d stand side by side: %(names)s left out.")
        % {"most": MOST, "names": names}
    ]


def _other_kind(kind: Kind, other: Kind) -> str:
    return _("%(kind)s are compared with each other only: %(other)s left out.") % {
        "kind": kind.heading,
        "other": str(other.heading).lower(),
    }
