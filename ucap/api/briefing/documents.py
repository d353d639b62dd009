"""Summaries in a briefing, and a briefing on one of them in the order of its document."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from ucap.api.briefing import activities, naming, notes, parts, pilots, sources
from ucap.api.briefing.document import (
    Block,
    Entries,
    Entry,
    Fact,
    Facts,
    Line,
    Section,
    Table,
    Text,
    fact,
    line,
    link,
    paragraphs,
    quiet,
)
from ucap.api.briefing.tellings import told
from ucap.summaries.models import (
    Summary,
    SummaryCity,
    SummarySDG,
    SummaryTheme,
    SummaryTopic,
)


def load(summaries: Any) -> Any:
    """The summaries with all that an entry says: five queries besides their own."""
    cities = SummaryCity.objects.select_related("city__country")
    return summaries.counted().prefetch_related(
        Prefetch("sides__city_links", cities),
        Prefetch("theme_links", SummaryTheme.objects.select_related("theme")),
        Prefetch("sdg_links", SummarySDG.objects.select_related("sdg")),
        Prefetch("topic_links", SummaryTopic.objects.select_related("topic")),
    )


def subtitle(summary: Summary) -> str:
    """What sort of plan it sums up and of when, in a few words."""
    kind = str(summary.get_kind_display())
    return f"{kind}, {summary.period}" if summary.period else kind


def facts(summary: Any) -> tuple[Fact, ...]:
    """What a document says of itself."""
    return (
        *fact(_("Kind"), str(summary.get_kind_display())),
        *fact(_("Period"), sources.period(summary)),
        *fact(_("Cities"), *(cities(side) for side in summary.sides.all())),
        *fact(_("Themes"), naming.names(once(i.theme for i in summary.theme_links.all()))),
        *fact(_("SDGs"), naming.names(once(i.sdg for i in summary.sdg_links.all()))),
        *fact(_("EU Urban Agenda"), naming.names(once(i.topic for i in summary.topic_links.all()))),
    )


def around(summary: Any) -> tuple[Fact, ...]:
    """What a document says besides, which a section on other records leaves out."""
    query = f"?summary={summary.slug}"
    return (
        *fact(_("Key focus"), *paragraphs(summary.focus)),
        *fact(_("Key challenges"), *paragraphs(summary.challenges)),
        *fact(_("Main objectives"), *paragraphs(summary.objectives)),
        *fact(_("Activities"), naming.number_of(summary.activity_count, "activities", query)),
        *fact(_("Pilots"), naming.number_of(summary.pilot_count, "pilots", query)),
        *of_the_document(summary),
    )


def once(terms: Iterable[Any]) -> list[Any]:
    """The terms of a document, each once: one may be printed twice."""
    return list(dict.fromkeys(terms))


def cities(side: Any) -> Line:
    """The cities of a side."""
    return naming.names(item.city for item in side.city_links.all())


def entry(summary: Any) -> Entry:
    """A summary in a briefing on something else."""
    return Entry(
        title=link(summary),
        anchor=f"summary-{summary.slug}",
        facts=(*facts(summary), *fact(_("Document"), sources.document(summary))),
    )


def listed(summary: Any) -> Entry:
    """A summary on a list of summaries, with all that it says of itself."""
    return Entry(
        title=link(summary),
        anchor=f"summary-{summary.slug}",
        facts=(*facts(summary), *around(summary)),
    )


def sections(summary: Any) -> list[Section]:
    """All on a summary that is loaded as `load` does. A fixed number of queries."""
    query = f"?summary={summary.slug}"
    held = told(
        summary.activity_citations.all(),
        "activity",
        activities.load,
        activities.entry,
        reverse("activities") + query,
    )
    proposed = told(
        summary.pilot_citations.all(), "pilot", pilots.load, pilots.entry, reverse("pilots") + query
    )
    return [
        *parts.about(_("Facts"), "", (*facts(summary), *of_the_document(summary))),
        Section(_("The two sides"), "sides", (sides(summary),)),
        *terms(summary),
        *prose(_("Key focus"), "focus", summary.focus),
        *prose(_("Key challenges"), "challenges", summary.challenges),
        *prose(_("Main objectives"), "objectives", summary.objectives),
        *parts.section(_("Activities"), "activities", held.records, held.groups),
        *parts.section(_("Expected results"), "results", proposed.records, proposed.groups),
        *notes.section(notes.on_summary(summary)),
        *sources.section([summary, *sources.told([*held.records.rows, *proposed.records.rows])]),
    ]


def of_the_document(summary: Summary) -> tuple[Fact, ...]:
    """Whom to ask, and which file it is."""
    contact = ", ".join(filter(None, (summary.contact_printed, summary.contact_email)))
    return (
        *fact(_("Contact"), contact),
        *fact(_("Document"), sources.document(summary)),
        *fact("SHA-256", summary.document_sha256),
    )


def prose(heading: str, anchor: str, text: str) -> list[Section]:
    """A part of the document in prose."""
    return [Section(heading, anchor, (Text(paragraphs(text)),))] if text else []


def sides(summary: Any) -> Table:
    """The two columns of cities with their figures, as the document prints them."""
    columns = list(summary.sides.all())
    labels = {
        "cities_printed": _("Cities as printed"),
        "province_printed": _("Province, State, Department"),
        "country_printed": _("Country"),
        "population_printed": _("Population"),
        "size_printed": _("Size (km²)"),
    }
    rows = tuple(
        (line(label), *(line(getattr(side, name) or "–") for side in columns))
        for name, label in labels.items()
    )
    head = (_("Field"), *("".join(span.text for span in cities(side)) or "–" for side in columns))
    return Table(_("The two sides as printed"), head, rows)


def terms(summary: Any) -> list[Section]:
    """The themes with what the document says under each, and the labels as printed."""
    themes = tuple(theme(item) for item in summary.theme_links.all())
    printed = Facts(
        (
            *fact(_("SDGs"), *(label(i.sdg, i) for i in summary.sdg_links.all())),
            *fact(_("EU Urban Agenda"), *(label(i.topic, i) for i in summary.topic_links.all())),
        )
    )
    blocks: list[Block] = [Entries(themes)] if themes else []
    blocks += [printed] if printed.facts else []
    heading = _("Themes, goals and topics")
    return [Section(heading, "themes", tuple(blocks))] if blocks else []


def label(term: Any, item: Any) -> Line:
    """A term of a document, and how the document prints it."""
    return line(link(term), quiet(" " + _("printed “%(text)s”") % {"text": item.label_printed}))


def theme(item: Any) -> Entry:
    """A theme of a document, with what is said under it."""
    return Entry(
        title=link(item.theme),
        anchor=f"theme-{item.position}",
        paragraphs=paragraphs(item.description),
        facts=(
            *fact(_("As printed"), item.label_printed),
            *fact(_("Focus"), *paragraphs(item.focus)),
            *fact(_("Challenges"), *paragraphs(item.challenges)),
        ),
    )
