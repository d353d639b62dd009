"""Where what a briefing says comes from: short beside each entry, in full at its end.

Pure functions over records whose citations are loaded as `told_in`, with their summaries.
"""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from cities.around import told_in
from pilots.tellings import Telling
from ucap.api.briefing.document import (
    Entries,
    Entry,
    Fact,
    Line,
    Section,
    Span,
    fact,
    joined,
    line,
    link,
    quiet,
)
from ucap.summaries.models import Summary


def told_with_terms(model: type[Any]) -> list[Any]:
    """Load `told_in`, and the SDGs and topics of the summaries there. Three queries."""
    path = "told_in__summary"
    return [told_in(model), Prefetch(f"{path}__sdgs"), Prefetch(f"{path}__topics")]


def short(citations: Iterable[Any]) -> Line:
    """The short source of an entry: “Granada, results 4, 5; Life Sciences, results 1”."""
    by_summary = groupby(citations, key=lambda citation: citation.summary_id)
    return joined((_places(list(places)) for _pk, places in by_summary), "; ")


def _places(places: list[Any]) -> Line:
    first, *others = places
    return joined([Span(str(first), first.address), *(_place(other) for other in others)])


def _place(citation: Any) -> Span:
    return Span(citation.position, citation.address)


def terms(citations: Iterable[Any]) -> tuple[Fact, ...]:
    """The SDGs and topics of the summaries that tell of a record, as facts that say so."""
    summaries = cited(citations)
    sdgs = {sdg.number: sdg for summary in summaries for sdg in summary.sdgs.all()}
    topics = {topic.sort_name: topic for summary in summaries for topic in summary.topics.all()}
    return (
        *fact(
            _("SDGs of the summaries that tell of it"),
            joined(link(sdg, str(number)) for number, sdg in sorted(sdgs.items())),
        ),
        *fact(
            _("Urban Agenda topics of these summaries"),
            joined(link(topic) for _name, topic in sorted(topics.items())),
        ),
    )


def differently(citations: Iterable[Any], dates: str) -> tuple[Fact, ...]:
    """What each summary tells of a record in its own way: other dates than `dates`, what it
    leaves out or adds, whom it mentions without a name.
    """
    lines: list[Line] = []
    for _pk, group in groupby(citations, key=lambda citation: citation.summary_id):
        places = list(group)
        telling = Telling(places[0].summary, places, [])
        said = [
            _dated(telling.dates, dates),
            *telling.differences,
            _unnamed(telling.unnamed),
        ]
        text = " ".join(part for part in said if part)
        if text:
            lines.append(line(quiet(f"{telling.summary.short_title}: "), text))
    return fact(_("As each summary tells it"), *lines)


def _dated(told: str, dates: str) -> str:
    return _("Dated %(dates)s.") % {"dates": told} if told not in ("", dates) else ""


def _unnamed(groups: str) -> str:
    return _("Mentioned but not named: %(groups)s.") % {"groups": groups} if groups else ""


def cited(*citations: Iterable[Any]) -> list[Summary]:
    """The summaries that any of the citations is in, each once."""
    found = {place.summary_id: place.summary for places in citations for place in places}
    return list(found.values())


def told(records: Iterable[Any]) -> list[Summary]:
    """The summaries that tell of any of the records, each once."""
    return cited(*(record.told_in for record in records))


def section(summaries: Iterable[Summary]) -> list[Section]:
    """The section at the end of a briefing; none where it cites no summary."""
    by_key = {summary.pk: summary for summary in summaries}
    ordered = sorted(by_key.values(), key=lambda summary: (summary.sort_title, summary.slug))
    entries = tuple(source(summary) for summary in ordered)
    return [Section(_("Sources"), "sources", (Entries(entries),))] if entries else []


def source(summary: Summary) -> Entry:
    """One summary as a source: what it is called where it is cited, its period, its document."""
    return Entry(
        title=link(summary),
        anchor=f"source-{summary.slug}",
        facts=(
            *fact(_("Cited as"), summary.short_title),
            *fact(_("Kind"), str(summary.get_kind_display())),
            *fact(_("Period"), period(summary)),
            *fact(_("Document"), document(summary)),
        ),
    )


def period(summary: Summary) -> Line:
    """The period of a summary, and as it is printed where that is something else."""
    printed = summary.period_printed
    otherwise = bool(printed) and printed != summary.period
    return line(
        summary.period,
        quiet(" " + _("printed “%(text)s”") % {"text": printed}) if otherwise else "",
    )


def document(summary: Summary) -> Line:
    """The file name of a summary's document, leading to it where the portal keeps it."""
    url = reverse("document", args=[summary.slug]) if summary.document_is_kept else ""
    return line(Span(summary.document_name, url))
