"""What a result says of its record: plain data first, then with what was found marked.

Pure functions over records that are loaded with all that they show: no queries.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from browse.marking import marked, passage, spans
from browse.text import Spoken
from cities.models import SDG, City, Organisation, Theme, UrbanAgendaTopic
from pilots.models import Activity, PilotProject
from pilots.models.activities import Mode
from pilots.models.pilots import Stage
from ucap.summaries.models import EditorialNote, Summary, SummaryTheme

OTHER_NAMES = 3
"""How many of the other names that were found are shown."""


@dataclass(frozen=True)
class Fact:
    """A short thing to know of a record, perhaps the name of another one."""

    text: str
    url: str = ""
    if_found: bool = False  # it is only shown when a word of it was asked for


@dataclass(frozen=True)
class Said:
    """What a result could show, in plain text."""

    name: str
    url: str
    facts: tuple[Fact, ...] = ()
    other_names: tuple[str, ...] = ()  # those are shown that have a word that was asked for
    shown_name: str = ""  # this other name is shown in any case
    themes: tuple[Theme, ...] = ()
    texts: tuple[str, ...] = ()  # the best passage of one of them is shown
    opening: str = ""  # what is shown when there is no such passage

    def all_texts(self) -> Iterator[str]:
        """Everything in which something may be marked."""
        yield self.name
        yield from self.other_names
        yield from (fact.text for fact in self.facts)
        yield from self.texts


@dataclass(frozen=True)
class MarkedFact:
    """A `Fact` with what was found marked."""

    text: SafeString
    url: str


@dataclass(frozen=True)
class Hit:
    """One row of the results."""

    name: SafeString
    url: str
    facts: list[MarkedFact]
    other_names: list[SafeString]
    themes: tuple[Theme, ...]
    passage: SafeString | str


def hit(said: Said, found: frozenset[str]) -> Hit:
    """The row for a record, with what was `found` in it marked."""

    def has(text: str) -> bool:
        return bool(spans(text, found))

    names = [name for name in said.other_names if has(name) or name == said.shown_name]
    facts = [fact for fact in said.facts if fact.text and (not fact.if_found or has(fact.text))]
    return Hit(
        name=marked(said.name, found),
        url=said.url,
        facts=[MarkedFact(marked(fact.text, found), fact.url) for fact in facts],
        other_names=[marked(name, found) for name in names[:OTHER_NAMES]],
        themes=said.themes,
        passage=passage(said.texts, found) or said.opening,
    )


def _named(records: Any, *, if_found: bool = False) -> list[Fact]:
    """Each of some records by its name."""
    return [Fact(str(record), record.get_absolute_url(), if_found) for record in records if record]


def _display(label: Spoken) -> Fact:
    return Fact(str(label))


def city(record: City) -> Said:
    """A city with its country."""
    names = record.names
    return Said(
        name=record.name,
        url=record.get_absolute_url(),
        facts=(Fact(record.province), Fact(record.country.name)),
        other_names=tuple(names),
        shown_name=names[0] if names else "",
    )


def organisation(record: Organisation) -> Said:
    """An organisation with its seat and what it is a part of."""
    return Said(
        name=record.name,
        url=record.get_absolute_url(),
        facts=(
            _display(record.get_kind_display()),
            *_named([record.city]),
            *(
                Fact(_("part of %(whole)s") % {"whole": fact.text}, fact.url)
                for fact in _named([record.part_of])
            ),
        ),
        other_names=tuple(record.names),
    )


def _printed(record: Any) -> tuple[str, ...]:
    """How documents print a term, each form once, without that of its own name."""
    labels = dict.fromkeys(link.label_printed for link in record.printed)
    return tuple(label for label in labels if label != str(record))


def theme(record: Theme) -> Said:
    """A theme with what documents say under it."""
    printed: list[SummaryTheme] = record.printed  # type: ignore[attr-defined]
    said = [(link.description, link.focus, link.challenges) for link in printed]
    return Said(
        name=record.name,
        url=record.get_absolute_url(),
        other_names=tuple(dict.fromkeys([*record.names, *_printed(record)])),
        texts=(record.description, *(text for texts in said for text in texts)),
    )


def term(record: SDG | UrbanAgendaTopic) -> Said:
    """An SDG or a topic as documents print it."""
    return Said(name=str(record), url=record.get_absolute_url(), other_names=_printed(record))


def summary(record: Summary) -> Said:
    """A summary with its cities and themes."""
    sides = record.sides.all()
    links = record.theme_links.all()
    printed = ((side.cities_printed, side.province_printed, side.country_printed) for side in sides)
    under = ((link.label_printed, link.description, link.focus, link.challenges) for link in links)
    return Said(
        name=record.title,
        url=record.get_absolute_url(),
        facts=(
            _display(record.get_kind_display()),
            Fact(record.period),
            *_named(link.city for side in sides for link in side.city_links.all()),
        ),
        themes=tuple(dict.fromkeys(link.theme for link in links)),
        texts=(
            *(record.focus, record.challenges, record.objectives, record.contact_printed),
            *(text for texts in (*under, *printed) for text in texts),
        ),
    )


def _told(record: Any) -> Iterator[str]:
    """What documents say differently of an activity or a pilot."""
    for place in record.told_in:
        yield from (place.difference, place.unnamed_groups, place.heading, place.dates_told)


def pilot(record: PilotProject) -> Said:
    """A pilot with its cities and themes, and the organisations that were asked for."""
    planned = _("planned %(dates)s") % {"dates": record.dates} if record.dates else ""
    return Said(
        name=record.title,
        url=record.get_absolute_url(),
        facts=(
            _display(record.get_kind_display()),
            Fact("" if record.stage == Stage.PROPOSED else record.get_stage_display()),
            Fact(planned),
            *_named(link.city for link in record.city_links.all()),
            *_organisations(record),
        ),
        themes=_themes(record),
        texts=(record.description, record.location_text, record.funding, *_told(record)),
    )


def activity(record: Activity) -> Said:
    """An activity with its dates, cities and themes, and the organisations that were asked for."""
    return Said(
        name=record.title,
        url=record.get_absolute_url(),
        facts=(
            Fact(record.dates or _("not dated")),
            _display(record.get_kind_display()),
            Fact(record.get_mode_display() if record.mode == Mode.VIRTUAL else ""),
            *_named(link.city for link in record.city_links.all()),
            *_organisations(record),
        ),
        themes=_themes(record),
        texts=(
            *(record.description, record.occasion, record.location_text, record.funding),
            *(outcome.text for outcome in record.outcomes.all()),
            *_told(record),
        ),
    )


def _organisations(record: Any) -> list[Fact]:
    bodies = dict.fromkeys(link.organisation for link in record.organisation_links.all())
    return _named(bodies, if_found=True)


def _themes(record: Any) -> tuple[Theme, ...]:
    return tuple(link.theme for link in record.theme_links.all())


def note(record: EditorialNote) -> Said:
    """A note, under the name of the place that it is about."""
    place = record.citation
    part = record.get_part_display()
    return Said(
        name=str(place) if place else f"{record.summary.short_title}, {part}",
        url=place.address if place else f"{record.summary.get_absolute_url()}#notes",
        facts=(*_named([record.record]), Fact(record.source, if_found=True)),
        texts=(record.oddity, record.resolution),
        opening=record.oddity,
    )
