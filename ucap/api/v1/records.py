"""The records of each list as documents: what the machine interface and the bulk data send."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers

from browse.history.newest import last_modified
from ucap.api.listings import LISTINGS, Listing
from ucap.api.v1 import documents, happenings, places, vocabularies

CHUNK = 500
"""How many records are read at a time where all of them are."""


@dataclass(frozen=True)
class Kind:
    """How the records of a list are read and written."""

    serializer: type[serializers.Serializer]
    loaded: Callable[[QuerySet], QuerySet]


KINDS = {
    "summaries": Kind(documents.SummaryRecord, documents.summaries),
    "activities": Kind(happenings.ActivityRecord, happenings.activities),
    "pilots": Kind(happenings.PilotRecord, happenings.pilots),
    "cities": Kind(places.CityRecord, places.cities),
    "organisations": Kind(places.OrganisationRecord, places.organisations),
    "themes": Kind(vocabularies.ThemeRecord, vocabularies.terms),
    "sdgs": Kind(vocabularies.GoalRecord, vocabularies.terms),
    "urban-agenda": Kind(vocabularies.TopicRecord, vocabularies.terms),
}
"""Every list of the machine interface by its name."""


def loaded(listing: Listing, records: QuerySet) -> QuerySet:
    """`records` with all that their documents tell: a fixed number of queries."""
    changed = last_modified(listing.model)
    return KINDS[listing.name].loaded(records).annotate(last_modified=changed)


def everything(name: str, base: str) -> Iterator[dict[str, Any]]:
    """The document of every public record of the list `name`, read `CHUNK` by `CHUNK`.

    `base` is the portal's own address, without a path.
    """
    listing = LISTINGS[name]
    records = loaded(listing, listing.public()).order_by(listing.key)
    yield from written(listing, records.iterator(chunk_size=CHUNK), base)


def written(listing: Listing, records: Iterable[Any], base: str) -> Iterator[dict[str, Any]]:
    """The documents of `records`, which are `loaded`. No queries."""
    serializer = KINDS[listing.name].serializer(context={"base": base})
    return (serializer.to_representation(record) for record in records)
