"""Editorial notes in a briefing."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from ucap.api.briefing.document import (
    Entries,
    Entry,
    Fact,
    Section,
    Span,
    fact,
    line,
    link,
    paragraphs,
)
from ucap.summaries.models import EditorialNote, Part


def on_citations(activities: Iterable[Any], pilots: Iterable[Any]) -> Q:
    """The condition that a note is on a place that tells of one of these records."""
    return Q(activity_citation__activity__in=list(activities)) | Q(
        pilot_citation__pilot__in=list(pilots)
    )


def on_parts(summaries: Iterable[Any], *parts: Part) -> Q:
    """The condition that a note is on one of these parts of one of these summaries as such."""
    whole = Q(activity_citation=None, pilot_citation=None)
    return Q(summary__in=list(summaries), part__in=parts) & whole


def on_summary(summary: Any) -> Q:
    """The condition that a note is on a summary, be it on a place in it."""
    return Q(summary=summary)


def section(concerned: Q) -> list[Section]:
    """The notes that fulfil a condition, as a section; none where there are none. One query."""
    shown = EditorialNote.objects.about_published().filter(concerned).for_rows()
    entries = tuple(entry(note) for note in sorted(shown, key=_order))
    return [Section(_("Editorial notes"), "notes", (Entries(entries),))] if entries else []


def entry(note: EditorialNote) -> Entry:
    """A note: which place it is on, what is odd there, and how the portal deals with it."""
    return Entry(
        title=_place(note),
        anchor=f"note-{note.slug}",
        paragraphs=paragraphs(note.oddity),
        facts=(
            *fact(_("How it is resolved"), *paragraphs(note.resolution)),
            *_about(note),
            *fact(_("Source"), note.source),
        ),
    )


def _order(note: EditorialNote) -> tuple[Any, ...]:
    """By summary and, in each, as the document runs."""
    summary: Any = note.summary
    place = note.citation.place if note.citation else []
    return summary.sort_title, summary.slug, Part.values.index(note.part), place, note.slug


def _place(note: EditorialNote) -> Span:
    if note.citation:
        return Span(str(note.citation), note.citation.address)
    part = f"{note.summary.short_title}, {note.get_part_display()}"
    return link(note.summary, part)


def _about(note: EditorialNote) -> tuple[Fact, ...]:
    return fact(_("About"), line(link(note.record))) if note.record else ()
