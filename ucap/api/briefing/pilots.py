"""Pilots in a briefing."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from cities.grouping import by_theme
from pilots.models import Activity, PilotProject
from ucap.api.briefing import naming, parts, sources
from ucap.api.briefing.document import (
    Entries,
    Entry,
    Fact,
    Span,
    fact,
    line,
    link,
    paragraphs,
    quiet,
)


def load(pilots: QuerySet) -> Any:
    """The pilots with all that an entry says. Nine queries besides their own."""
    return pilots.prefetch_related(
        *naming.links_loaded(PilotProject),
        *sources.told_with_terms(PilotProject),
        Prefetch("activities", Activity.objects.published()),
    )


def subtitle(pilot: PilotProject) -> str:
    """What it is, in a few words."""
    return _("Pilot project: %(kind)s") % {"kind": pilot.get_kind_display()}


def facts(pilot: Any) -> tuple[Fact, ...]:
    """What the documents say of a pilot."""
    return (
        *fact(_("Kind"), str(pilot.get_kind_display())),
        *fact(_("Stage"), str(pilot.get_stage_display())),
        *fact(_("Planned"), pilot.dates or _("no date given")),
        *naming.cities(pilot),
        *fact(_("Place"), pilot.location_text),
        *naming.organisations(pilot),
        *fact(_("Funding"), *paragraphs(pilot.funding)),
        *naming.themes(pilot),
        *sources.differently(pilot.told_in, pilot.dates),
    )


def around(pilot: Any) -> tuple[Fact, ...]:
    """What stands around a pilot, which a section on other records leaves out."""
    return (
        *fact(
            _("Activities about it"),
            *(
                line(link(activity), quiet(f", {activity.dates or _('not dated')}"))
                for activity in pilot.activities.all()
            ),
        ),
        *naming.related(pilot),
        *sources.terms(pilot.told_in),
    )


def entry(pilot: PilotProject, *, first: tuple[Fact, ...] = ()) -> Entry:
    """A pilot in a briefing on something else. `first` is said of it before all other facts."""
    return parts.entry("pilot", pilot, (*first, *facts(pilot)))


def listed(pilot: PilotProject) -> Entry:
    """A pilot on a list of pilots, with all that is known of it."""
    return parts.entry("pilot", pilot, (*facts(pilot), *around(pilot)))


def grouped(pilots: Iterable[PilotProject]) -> tuple[Entries, ...]:
    """Pilots under their themes; one with two themes is told under the first of them.

    Under the others stands its title, which leads there.
    """
    told: set[int] = set()
    groups = []
    for theme, records in by_theme(pilots):
        entries = [again(pilot) if pilot.pk in told else entry(pilot) for pilot in records]
        told |= {pilot.pk for pilot in records}
        name = str(theme) if theme else _("Without a theme")
        anchor = f"theme-{theme.slug}" if theme else "no-theme"
        groups.append(Entries(tuple(entries), name, anchor))
    return tuple(groups)


def again(pilot: PilotProject) -> Entry:
    """A pilot that stands in the briefing already: its title leads there."""
    title = Span(str(pilot), f"#pilot-{pilot.slug}")
    return Entry(title=title, paragraphs=(_("Told above, under another of its themes."),))
