"""Organisations in a briefing."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from cities import around, upward
from cities.models import Organisation
from pilots.models import Activity, ActivityOrganisation, PilotOrganisation, PilotProject
from ucap.api.briefing import activities, naming, notes, parts, pilots, sources
from ucap.api.briefing.document import (
    Entry,
    Fact,
    Line,
    Section,
    Span,
    Table,
    fact,
    line,
    link,
    quiet,
)
from ucap.api.briefing.limits import Gathered, gathered
from ucap.summaries.models import Summary

NAMED = 20
"""So many activities, and pilots, are named of each organisation on a list: with hundreds of them
for hundreds of organisations, a Word file took a minute to make."""


def load(organisations: QuerySet) -> Any:
    """The organisations with all that an entry says: six queries besides their own."""
    activity_links = around.in_time(ActivityOrganisation.objects.all())
    pilot_links = around.by_title(PilotOrganisation.objects.all())
    return organisations.select_related("city__country").prefetch_related(
        Prefetch("part_of", Organisation.objects.shown()),
        Prefetch("parts", Organisation.objects.shown()),
        Prefetch("activity_links", activity_links.prefetch_related(None)),
        Prefetch("pilot_links", pilot_links.prefetch_related(None)),
        around.told_in(Activity, "activity_links__activity"),
        around.told_in(PilotProject, "pilot_links__pilot"),
    )


def subtitle(organisation: Organisation) -> str:
    """What sort of body it is and where, in a few words."""
    kind = str(organisation.get_kind_display())
    return f"{kind}, {organisation.city}" if organisation.city else kind


def facts(organisation: Any) -> tuple[Fact, ...]:
    """What sort of body it is, its seat and its names."""
    city, whole = organisation.city, organisation.part_of
    seat = line(link(city), quiet(f", {city.country}")) if city else _("not known")
    return (
        *fact(_("Kind"), str(organisation.get_kind_display())),
        *fact(_("Seat"), seat),
        *fact(_("Other names"), ", ".join(organisation.names)),
        *fact(_("Part of"), *([line(link(whole))] if whole else [])),
        *fact(_("Parts of it"), *(line(link(part)) for part in organisation.parts.all())),
    )


def takes_part(organisation: Any) -> tuple[Fact, ...]:
    """The first activities and pilots that it is in, with its role and where that is told."""
    held = [(item, item.activity) for item in organisation.activity_links.all()]
    proposed = [(item, item.pilot) for item in organisation.pilot_links.all()]
    query = f"?organisation={organisation.slug}"
    return (
        *fact(_("Activities"), *_named(held, reverse("activities") + query)),
        *fact(_("Pilots"), *_named(proposed, reverse("pilots") + query)),
    )


def _named(links: Sequence[tuple[Any, Any]], address: str) -> Iterator[Line]:
    """The first few of (link, record), and how many more there are at `address`."""
    yield from (_link(item, record) for item, record in links[:NAMED])
    if more := links[NAMED:]:
        told = _("and %(count)d more") % {"count": len(more)}
        yield line(Span(told, address))


def _link(item: Any, record: Any) -> Line:
    about = [str(item.get_role_display()), record.dates]
    places = sources.short(record.told_in)
    told = (quiet(" ["), *places, quiet("]")) if places else ()
    return line(link(record), quiet(f" ({' · '.join(filter(None, about))})"), *told)


def listed(organisation: Any) -> Entry:
    """An organisation on a list, with all that is known of it."""
    return Entry(
        title=link(organisation),
        anchor=f"organisation-{organisation.slug}",
        facts=(*facts(organisation), *takes_part(organisation)),
    )


def cited(organisation: Any) -> list[Summary]:
    """The summaries that tell of what it is in."""
    records = [item.activity for item in organisation.activity_links.all()]
    return sources.told([*records, *(item.pilot for item in organisation.pilot_links.all())])


def sections(organisation: Any) -> list[Section]:
    """All on an organisation that is loaded as `load` does. A fixed number of queries."""
    query = f"?organisation={organisation.slug}"
    found = around.reached(
        organisation,
        upward.named(upward.ORGANISATION_ACTIVITY, ""),
        upward.named(upward.OUTCOME_ACTIVITY, ""),
    )
    held = gathered(activities.load(found), reverse("activities") + query)
    found = around.reached(organisation, upward.named(upward.ORGANISATION_PILOT, ""))
    proposed = gathered(pilots.load(found), reverse("pilots") + query)
    companions = gathered(
        around.companions(organisation).select_related("city"), reverse("organisations")
    )
    return [
        *parts.about(_("Facts"), "", facts(organisation)),
        *parts.listing(_("Activities in order of time"), "activities", held, activities.entry),
        *parts.listing(_("Pilots"), "pilots", proposed, pilots.entry),
        *companion_table(companions),
        *notes.section(notes.on_citations(held.rows, proposed.rows)),
        *sources.section(sources.told([*held.rows, *proposed.rows])),
    ]


def companion_table(companions: Gathered) -> list[Section]:
    """The organisations that are named in the same activities and pilots."""
    head = (_("Organisation"), _("Seat"), _("Activities together"), _("Pilots together"))
    rows = tuple(
        (
            line(link(body)),
            naming.names([body.city] if body.city else []) or line(_("not known")),
            line(str(body.shared_1)),
            line(str(body.shared_2)),
        )
        for body in companions.rows
    )
    table = Table(_("What it is in together with each"), head, rows, frozenset({2, 3}))
    return parts.section(_("Appears with"), "companions", companions, (table,))
