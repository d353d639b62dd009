"""What the history pages show, as plain data."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from browse.history.changes import ChangeSet, Wanted, events_of, samples_of
from browse.history.differences import (
    Record,
    RecordChange,
    RowChange,
    by_record,
    differences,
    names_for,
    of_record,
)
from browse.history.events import Event
from browse.history.naming import Names, Reference

FEW = 4
"""How many records a list names before it says “and others”."""


@dataclass(frozen=True)
class Listed:
    """A change set in a list: what it is about."""

    change: ChangeSet
    records: list[Reference]
    more: bool


@dataclass(frozen=True)
class Version:
    """A change set in the history of one record: what it did to it."""

    change: ChangeSet
    rows: list[RowChange] = field(default_factory=list)
    gone: bool = False
    """Whether the record was deleted in it."""
    newest: bool = False


def listed(wanted: Wanted, sets: list[ChangeSet]) -> list[Listed]:
    """What each of the change sets is about. Three or four queries."""
    samples = samples_of(wanted, sets)
    names = names_for(d for events in samples.values() for d in differences(events))
    return [_listed(each, samples.get(each.key, []), names) for each in sets]


def _listed(change: ChangeSet, events: list[Event], names: Names) -> Listed:
    records: dict[Record, None] = {}
    for difference in differences(events):
        records[names.root(difference.model, difference.row)] = None
    references = [names.reference(*record) for record in records]
    more = len(references) > FEW or change.rows > len(events)
    return Listed(change, references[:FEW], more)


def versions(record: Record, sets: list[ChangeSet], *, newest: bool) -> tuple[list[Version], str]:
    """What each change set did to `record`, and its name. Three or four queries.

    `newest` says whether the first of `sets` is the latest change of all.
    """
    happened = events_of(Wanted(record=record), sets)
    changed = {key: differences(events) for key, events in happened.items()}
    names = names_for(d for each in changed.values() for d in each)
    names.fetch([record])
    found = [
        Version(
            each,
            of_record(changed.get(each.key, []), names, record),
            any((d.model, d.pk) == record and not d.after for d in changed.get(each.key, [])),
            newest and number == 0,
        )
        for number, each in enumerate(sets)
    ]
    return found, names.of(*record)


def described(events: Iterable[Event]) -> list[RecordChange]:
    """What `events` did, record by record. Two or three queries."""
    changed = differences(events)
    return by_record(changed, names_for(changed))
