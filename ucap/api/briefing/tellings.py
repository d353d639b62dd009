"""What one summary tells of, in the order of its document."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from cities.upward import published
from ucap.api.briefing.document import Entries, Entry, Fact, fact
from ucap.api.briefing.limits import Gathered, gathered


@dataclass(frozen=True)
class Told:
    """The records that a document tells of, and their entries under its headings."""

    records: Gathered
    groups: tuple[Entries, ...]


def told(
    citations: QuerySet,
    record: str,
    load: Callable[[QuerySet], QuerySet],
    entry: Callable[..., Entry],
    address: str,
) -> Told:
    """What the `citations` of one summary lead to, each record once, where it is first told.

    `record` is the name of the field that leads there. One query besides those of `load`.
    """
    places: dict[int, list[Any]] = {}
    for citation in citations.filter(published(record)).order_by("place", "pk"):
        places.setdefault(getattr(citation, f"{record}_id"), []).append(citation)
    model = citations.model._meta.get_field(record).related_model
    records = gathered(load(model._default_manager.filter(pk__in=places)), address)
    by_key = {item.pk: item for item in records.rows}
    rows = [(by_key[key], found) for key, found in places.items() if key in by_key]
    return Told(records, tuple(_groups(rows, entry)))


def _groups(rows: list[tuple[Any, list[Any]]], entry: Callable[..., Entry]) -> Iterable[Entries]:
    headed = groupby(rows, key=lambda row: row[1][0].heading)
    for number, (heading, group) in enumerate(headed, start=1):
        entries = tuple(entry(item, first=_where(found)) for item, found in group)
        section = rows[0][1][0].SECTION
        yield Entries(entries, heading, f"{section}-under-{number}" if heading else "")


def _where(places: list[Any]) -> tuple[Fact, ...]:
    numbers = ", ".join(place.position for place in places)
    return fact(_("Place in the document"), numbers)
