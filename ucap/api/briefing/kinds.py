"""How the records of each list become a briefing."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db.models import QuerySet

from cities.views.vocabularies import SDGView, ThemeView, TopicView
from ucap.api.briefing import (
    activities,
    cities,
    documents,
    happenings,
    organisations,
    pilots,
    sources,
    terms,
)
from ucap.api.briefing.document import Entry, Section
from ucap.summaries.models import Summary


@dataclass(frozen=True)
class Kind:
    """What a briefing needs to know of one kind of record.

    `load` loads records with all that the others want to know of them: `subtitle` (a few words
    under the title of a record's own briefing), `sections` (the whole of that), `listed` (its
    entry in the briefing on a list), `cited` (the summaries that the entry leans on).
    """

    load: Callable[[QuerySet], Any]
    subtitle: Callable[[Any], str]
    sections: Callable[[Any], list[Section]]
    listed: Callable[[Any], Entry]
    cited: Callable[[Any], Iterable[Summary]]


def _terms(page: Any) -> Kind:
    return Kind(
        terms.load, terms.subtitle, partial(terms.sections, page=page), terms.listed, terms.cited
    )


def _told(record: Any) -> list[Summary]:
    return sources.told([record])


def _itself(summary: Summary) -> list[Summary]:
    return [summary]


KINDS = {
    "summaries": Kind(
        documents.load, documents.subtitle, documents.sections, documents.listed, _itself
    ),
    "pilots": Kind(pilots.load, pilots.subtitle, happenings.pilot, pilots.listed, _told),
    "activities": Kind(
        activities.load, activities.subtitle, happenings.activity, activities.listed, _told
    ),
    "cities": Kind(
        cities.load, cities.subtitle, cities.sections, cities.listed, cities.standing_in
    ),
    "organisations": Kind(
        organisations.load,
        organisations.subtitle,
        organisations.sections,
        organisations.listed,
        organisations.cited,
    ),
    "themes": _terms(ThemeView),
    "sdgs": _terms(SDGView),
    "urban-agenda": _terms(TopicView),
}
"""For each list of the address table."""
