"""Outcomes written one to a line: “memorandum: Granada signed with Kunming. [Granada; Kunming]”."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from browse.text import lines
from pilots.models import (
    Activity,
    ActivityCity,
    ActivityOrganisation,
    Basis,
    Outcome,
    OutcomeKind,
)
from pilots.models.links import OrganisationRole
from ucap.desk.entry.names import Directories, Entry, key
from ucap.desk.entry.tokens import parse

HELP = _(
    "One to a line, as in “memorandum: Granada signed one with Kunming. [Granada; Kunming]”."
    " Kinds: memorandum, proposals, next steps, other. Cities and organisations stand in square"
    " brackets at the end."
)
_LINE = re.compile(
    r"^(?:(?P<kind>[^:\[\]]{1,30}):\s*)?(?P<text>.*?)\s*(?:\[(?P<names>[^\[\]]*)\])?$"
)
_SIGNS = (
    (re.compile(r"\bmemorand|\bMoUs?\b", re.IGNORECASE), OutcomeKind.MEMORANDUM),
    (re.compile(r"\bproposals?\b", re.IGNORECASE), OutcomeKind.PROPOSALS),
    (re.compile(r"\bnext steps?\b|\broadmap\b", re.IGNORECASE), OutcomeKind.NEXT_STEPS),
)


@dataclass(frozen=True)
class Said:
    """One outcome as typed."""

    kind: str
    text: str
    cities: tuple[Entry, ...] = ()
    organisations: tuple[Entry, ...] = ()


class OutcomesField(forms.CharField):
    """Outcomes, one to a line; cleans to a list of `Said`. The kind may be left to the words."""

    directories: Directories

    def __init__(self, **kwargs) -> None:
        kwargs.setdefault("widget", forms.Textarea({"rows": 2}))
        super().__init__(**{"required": False, "max_length": 20_000, "help_text": HELP, **kwargs})

    def clean(self, value: Any) -> list[Said]:
        """See the class; ValidationError for each line without a text and each unknown name."""
        found, wrong = [], []
        for line in lines(super().clean(value)):
            try:
                found.append(self._said(line))
            except ValidationError as refused:
                wrong.append(refused)
        if wrong:
            raise ValidationError(wrong)
        return found

    def _said(self, line: str) -> Said:
        match = _LINE.match(line)
        assert match  # noqa: S101 - the pattern fits any line
        kind = kind_named(match["kind"] or "")
        text = match["text"] if kind or not match["kind"] else f"{match['kind']}: {match['text']}"
        if not text:
            raise ValidationError(_("“%(line)s” has no text."), params={"line": line[:60]})
        named = [self._entry(token.name) for token in parse(match["names"] or "")]
        return Said(
            kind or kind_guessed(text),
            text,
            tuple(entry for which, entry in named if which == "city"),
            tuple(entry for which, entry in named if which == "organisation"),
        )

    def _entry(self, name: str) -> tuple[str, Entry]:
        for which in ("city", "organisation"):
            if len(found := getattr(self.directories, which).called(name)) == 1:
                return which, found[0]
        raise ValidationError(
            _("no city or organisation “%(name)s” is known"), params={"name": name[:60]}
        )


def kind_named(text: str) -> str:
    """The kind of outcome called `text`, by value, name or the first word of it; or ""."""
    asked = key(text)
    for value, label in OutcomeKind.choices:
        name = key(str(label))
        if asked in {str(value), name, name.split()[0], str(value).replace("-", " ")}:
            return str(value)
    return ""


def kind_guessed(text: str) -> str:
    """The kind that the words of an outcome speak for; “other” where none do."""
    return next((kind for sign, kind in _SIGNS if sign.search(text)), OutcomeKind.OTHER)


def add(activity: Activity, said: list[Said]) -> list[Outcome]:
    """Make the outcomes of `activity`, behind those that it has, and link what they name to it."""
    last = activity.outcomes.aggregate(last=Max("position"))["last"] or 0
    made = []
    for position, one in enumerate(said, last + 1):
        outcome = Outcome.objects.create(
            activity=activity, position=position, kind=one.kind, text=one.text
        )
        outcome.cities.set([entry.pk for entry in one.cities])
        outcome.organisations.set([entry.pk for entry in one.organisations])
        made.append(outcome)
    named = [entry.pk for one in said for entry in one.cities]
    bodies = [entry.pk for one in said for entry in one.organisations]
    link_named(activity, named, bodies)
    return made


def link_named(activity: Activity, cities: list[int], organisations: list[int]) -> None:
    """Link to `activity` those cities and organisations of its outcomes that are not yet."""
    if missing := set(cities) - set(activity.city_links.values_list("city_id", flat=True)):
        for pk in sorted(missing):
            ActivityCity.objects.create(activity=activity, city_id=pk, basis=Basis.NAMED)
    known = activity.organisation_links.values_list("organisation_id", flat=True)
    if missing := set(organisations) - set(known):
        role = OrganisationRole.MENTIONED
        for pk in sorted(missing):
            ActivityOrganisation.objects.create(activity=activity, organisation_id=pk, role=role)
