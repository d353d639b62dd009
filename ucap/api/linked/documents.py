"""Summaries as linked data, and which of them a page rests on."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from django.urls import reverse

from ucap.api.linked.nodes import Absolute, Node, day, known, reference, references
from ucap.summaries.documents.serving import MEDIA_TYPES
from ucap.summaries.models import Summary


def summary(record: Summary, held: Mapping[str, Any], absolute: Absolute) -> Node:
    """What the page of a summary says of the document."""
    terms = chain(
        (link.theme for link in held["theme_links"]),
        (link.sdg for link in held["sdg_links"]),
        (link.topic for link in held["topic_links"]),
    )
    cities = (link.city for side in held["sides"] for link in side.city_links.all())
    return known(
        {
            **reference(record, absolute),
            "alternateName": record.short_title,
            "description": record.focus or record.objectives,
            "temporalCoverage": period(record),
            "about": references(terms, absolute),
            "spatialCoverage": references(cities, absolute),
            "encoding": file(record, absolute),
        }
    )


def period(record: Summary) -> str:
    """The months that a summary covers, “2018-07/2019-11”; one alone when that is all; or ""."""
    ends = (record.period_start, record.period_end)
    return "/".join(day(end, record.precision) for end in ends if end)


def file(record: Summary, absolute: Absolute) -> Node:
    """The original document, where the portal keeps its file."""
    if not record.document_is_kept:
        return {}
    return {
        "@type": "MediaObject",
        "name": record.document_name,
        "contentUrl": absolute(reverse("document", args=[record.slug])),
        "contentSize": str(record.document_size),
        "encodingFormat": MEDIA_TYPES[record.document_kind],
        "sha256": record.document_sha256,
    }


def told_by(held: Mapping[str, Any]) -> list[Summary]:
    """The summaries that what stands on a record's page is taken from, each once.

    As far as the page has loaded them: of an organisation those that tell of its outcomes.
    """
    return list(dict.fromkeys(_tellings(held)))


def _tellings(held: Mapping[str, Any]) -> Iterator[Summary]:
    if isinstance(held["record"], Summary):
        yield held["record"]
        return
    if "told" in held:
        yield from (telling.summary for telling in held["told"].tellings)
        return
    yield from held.get("summaries", ())
    yield from (label.summary for label in held.get("labels", ()))
    for name in ("activities", "pilots", "outcomes"):
        yield from _citing(held.get(name, ()))


def _citing(records: Iterable[Any]) -> Iterator[Summary]:
    for record in records:
        yield from (citation.summary for citation in getattr(record, "told_in", ()))
