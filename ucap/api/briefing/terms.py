"""Themes, SDGs and topics of the EU Urban Agenda in a briefing."""

from itertools import groupby
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from browse.facets import target
from cities import around, upward
from cities.views.vocabularies import TermView, cities_with
from ucap.api.briefing import activities, naming, notes, parts, pilots, sources
from ucap.api.briefing.document import (
    Entries,
    Entry,
    Fact,
    Facts,
    Section,
    fact,
    joined,
    line,
    link,
    paragraphs,
    quiet,
)
from ucap.api.briefing.limits import Gathered, gathered
from ucap.summaries.models import Summary


def load(terms: Any) -> Any:
    """The terms with their labels in published summaries: one query besides their own."""
    links = target(terms.model, "summary_links")._default_manager
    shown = links.filter(upward.published("summary")).select_related("summary")
    ordered = shown.order_by("summary__sort_title", "summary__slug", "position")
    return terms.counted().prefetch_related(Prefetch("summary_links", ordered))


def subtitle(term: Any) -> str:
    """What sort of term it is."""
    return capfirst(str(term._meta.verbose_name))


def facts(term: Any) -> tuple[Fact, ...]:
    """What the portal says of a term itself."""
    names = getattr(term, "names", [])
    return fact(_("Other names"), ", ".join(names))


def listed(term: Any) -> Entry:
    """A term on a list of terms, with what is printed of it and how much stands for it."""
    return Entry(
        title=link(term),
        anchor=f"term-{term.natural_key()[0]}",
        paragraphs=paragraphs(getattr(term, "description", "")),
        facts=(
            *facts(term),
            *fact(_("Summaries"), joined(printed(term), "; ")),
            *fact(_("Activities"), str(term.activity_count)),
            *fact(_("Pilots"), str(term.pilot_count)),
        ),
    )


def printed(term: Any) -> list[Any]:
    """Each summary that prints the term, and how."""
    return [
        line(
            link(summary, summary.short_title),
            quiet(" (" + _("printed %(labels)s") % {"labels": quoted(labels)} + ")"),
        )
        for summary, labels in by_summary(term)
    ]


def by_summary(term: Any) -> list[tuple[Summary, list[Any]]]:
    """(summary, its labels of the term), in the order of titles."""
    groups = groupby(term.summary_links.all(), key=lambda item: item.summary_id)
    found = [list(group) for _pk, group in groups]
    return [(labels[0].summary, labels) for labels in found]


def quoted(labels: list[Any]) -> str:
    """The labels as printed, each once."""
    texts = dict.fromkeys(f"“{label.label_printed}”" for label in labels)
    return ", ".join(texts)


def cited(term: Any) -> list[Summary]:
    """The summaries that print the term."""
    return [summary for summary, _labels in by_summary(term)]


def sections(term: Any, page: type[TermView]) -> list[Section]:
    """All on a term that is loaded as `load` does. A fixed number of queries.

    `page` is the view of the term's page, which knows how the records are reached
    that stand for it.
    """
    query = f"?{page.parameter}={term.natural_key()[0]}"
    cities = gathered(cities_with(query.removeprefix("?")), reverse("cities") + query)
    held = gathered(
        activities.load(around.reached(term, page.activities)), reverse("activities") + query
    )
    proposed = gathered(pilots.load(around.reached(term, page.pilots)), reverse("pilots") + query)
    return [
        *parts.about(_("About it"), getattr(term, "description", ""), facts(term)),
        *said(term),
        *parts.section(_("Cities"), "cities", cities, (Facts(by_country(cities)),)),
        *parts.listing(_("Activities in order of time"), "activities", held, activities.entry),
        *parts.listing(_("Pilots"), "pilots", proposed, pilots.entry),
        *notes.section(notes.on_citations(held.rows, proposed.rows)),
        *sources.section([*cited(term), *sources.told([*held.rows, *proposed.rows])]),
    ]


def said(term: Any) -> list[Section]:
    """What each summary prints of the term and says under it."""
    entries = tuple(_said(summary, labels) for summary, labels in by_summary(term))
    heading = _("In the summaries")
    return [Section(heading, "summaries", (Entries(entries),))] if entries else []


def _said(summary: Summary, labels: list[Any]) -> Entry:
    # only themes have prose of their own
    prose = [
        fact(name, *(text for label in labels for text in paragraphs(getattr(label, field, ""))))
        for field, name in (
            ("description", _("Description")),
            ("focus", _("Focus")),
            ("challenges", _("Challenges")),
        )
    ]
    return Entry(
        title=link(summary),
        anchor=f"summary-{summary.slug}",
        facts=(
            *fact(_("Period"), sources.period(summary)),
            *fact(_("As printed"), quoted(labels)),
            *(item for facts in prose for item in facts),
        ),
    )


def by_country(cities: Gathered) -> tuple[Fact, ...]:
    """The cities under their countries, both by name."""
    rows = sorted(cities.rows, key=lambda city: city.country.name)
    groups = groupby(rows, key=lambda city: city.country.name)
    return tuple(item for name, group in groups for item in fact(name, naming.names(group)))
