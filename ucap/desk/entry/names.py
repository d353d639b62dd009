"""Who is meant by a name: every record of a kind under all of its names."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from browse.spelling import plain
from browse.text import Spoken, lines
from cities.models import SDG, City, Country, Organisation, Theme, UrbanAgendaTopic
from pilots.models import Activity, PilotProject
from ucap.desk.entry.tokens import NEW, Token, parse

NEAR = 60
"""From which likeness on (of 100) a name is put forward for one that is not known: the mean of
how much the whole names have in common and how much their best parts do."""


def key(text: str) -> str:
    """A name for looking up: without case, accents and differences of spaces."""
    return " ".join(plain(text).split())


@dataclass(frozen=True)
class Entry:
    """One record under its names."""

    pk: int
    slug: str
    name: str
    others: tuple[str, ...] = ()
    hint: str = ""

    def __str__(self) -> str:
        return self.name


@dataclass
class Directory:
    """The records of one model, found by name; loaded by one query when first asked.

    `noun` is what one of them is called in a message; `hint` the look-up of
    what tells records of one name apart.
    """

    model: type[Model]
    noun: Spoken
    hint: str = ""
    name: str = "name"
    slug: str = "slug"
    has_other_names: bool = False
    added: list[Entry] = field(default_factory=list)

    @cached_property
    def entries(self) -> list[Entry]:
        """Every record. One query."""
        names = ["pk", self.slug, self.name]
        extra = [n for n in ("other_names" if self.has_other_names else "", self.hint) if n]
        rows = self.model._default_manager.order_by("pk").values_list(*names, *extra)
        return [self._entry(row) for row in rows]

    def _entry(self, row: tuple) -> Entry:
        pk, slug, name, *rest = row
        others = tuple(lines(rest[0])) if self.has_other_names else ()
        hint = str(rest[-1] or "") if self.hint else ""
        return Entry(pk, str(slug), name, others, hint)

    @cached_property
    def by_pk(self) -> dict[int, Entry]:
        """{primary key: record}."""
        return {entry.pk: entry for entry in self.entries}

    @cached_property
    def _by_slug(self) -> dict[str, Entry]:
        return {key(entry.slug): entry for entry in self.entries}

    @cached_property
    def _by_name(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(key(entry.name), []).append(entry)
        return found

    @cached_property
    def _by_other_name(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            for name in dict.fromkeys(map(key, entry.others)):
                found.setdefault(name, []).append(entry)
        return found

    def called(self, text: str, hint: str = "") -> list[Entry]:
        """The records that `text` may mean: under their name, else another name, else the address.

        `hint` narrows those of one name down, as a country does.
        """
        asked = key(text)
        found = self._by_name.get(asked) or self._by_other_name.get(asked)
        if not found:
            found = [self._by_slug[asked]] if asked in self._by_slug else []
        narrowed = [entry for entry in found if entry.hint == hint] if hint else found
        return narrowed or found

    def near(self, text: str, limit: int = 3) -> list[Entry]:
        """The records whose names look most like `text`, best first."""
        best: dict[int, float] = {}
        asked = key(text)
        for entry in self.entries:
            names = [key(name) for name in (entry.name, *entry.others)]
            best[entry.pk] = max(
                fuzz.WRatio(asked, name) + fuzz.ratio(asked, name) for name in names
            )
        ranked = sorted(best, key=lambda pk: (-best[pk], self.by_pk[pk].name))
        return [self.by_pk[pk] for pk in ranked[:limit] if best[pk] >= 2 * NEAR]

    def suggested(self, text: str, limit: int = 8) -> list[Entry]:
        """What somebody who has typed `text` may be about to write: beginnings, then others."""
        asked = key(text)
        if not asked:
            return self.entries[:limit]

        def rank(entry: Entry) -> int:
            names = [key(name) for name in (entry.name, *entry.others, entry.slug)]
            if any(name.startswith(asked) for name in names):
                return 0
            if any(f" {asked}" in name for name in names):
                return 1
            return 2 if any(asked in name for name in names) else 3

        ranked = sorted((rank(entry), key(entry.name), entry.pk) for entry in self.entries)
        found = [self.by_pk[pk] for place, _name, pk in ranked if place < 3]
        return list(dict.fromkeys([*found, *self.near(text)]))[:limit]

    def written(self, pk: int) -> str:
        """The shortest text that means this record: its name if that is clear, else its address."""
        entry = self.by_pk[pk]
        tokens = parse(entry.name)
        clear = len(tokens) == 1 and tokens[0] == Token(entry.name) and not NEW.match(entry.name)
        return entry.name if clear and self.called(entry.name) == [entry] else entry.slug

    def one(self, text: str, hint: str = "") -> Entry:
        """The record that `text` means; ValidationError that says what may be meant instead."""
        found = self.called(text, hint)
        if len(found) == 1:
            return found[0]
        shown = text if len(text) <= 60 else f"{text[:60]}…"
        params: dict[str, Any] = {"noun": self.noun, "value": shown}
        if found:
            raise ValidationError(
                _("there are several under the name “%(value)s” – write the address: %(near)s"),
                code="several",
                params={**params, "near": ", ".join(entry.slug for entry in found[:5])},
            )
        near = self.near(text)
        if near:
            raise ValidationError(
                _("no %(noun)s “%(value)s” – did you mean %(near)s?"),
                code="unknown",
                params={**params, "near": _listed(self.written(entry.pk) for entry in near)},
            )
        raise ValidationError(_("no %(noun)s “%(value)s”"), code="unknown", params=params)


def _listed(names: Iterable[str]) -> str:
    return str(_(" or ")).join(dict.fromkeys(names))


class Directories:
    """The directories that one request uses: each is loaded once at most, when it is asked."""

    def __init__(self) -> None:
        self.city = Directory(City, _("city"), hint="country__code", has_other_names=True)
        self.country = Directory(Country, _("country"), slug="code")
        self.organisation = Directory(
            Organisation, _("organisation"), hint="city__name", has_other_names=True
        )
        self.theme = Directory(Theme, _("theme"), has_other_names=True)
        self.sdg = Directory(SDG, _("SDG"), name="title", slug="number")
        self.topic = Directory(UrbanAgendaTopic, _("Urban Agenda topic"))
        self.activity = Directory(Activity, _("activity"), name="title")
        self.pilot = Directory(PilotProject, _("pilot"), name="title")


def best(text: str, known: dict[Any, str]) -> tuple[Any, float]:
    """(the key of `known` whose name is most like `text`, how much of 100); (None, 0) of none."""
    found = process.extractOne(key(text), {k: key(v) for k, v in known.items()}, scorer=fuzz.ratio)
    return (found[2], found[1]) if found else (None, 0)
