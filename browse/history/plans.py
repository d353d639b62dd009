"""Ways back, worked out before anything is written: what would change and what stands in the way.

A plan is made of steps: differences from what a row is now to what it is to
be. `for_restoring` and `for_undoing` make plans; `browse.history.restoring`
carries them out.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from browse.history.changes import Wanted
from browse.history.differences import (
    Difference,
    Record,
    RecordChange,
    by_record,
    differences,
    names_for,
)
from browse.history.events import Key, read
from browse.history.naming import Names, Reference
from browse.history.obstacles import Obstacle, named, obstacles
from browse.history.parts import Kind, Row, fields
from browse.history.state import Moment, live_among, now, then
from browse.history.wording import label
from browse.publishing import Status, StatusField

TOLD = 200
"""How many rows of a plan are put into words; of the others, how many there are."""

MayPublish = Callable[[Kind], bool]


class Unknown(LookupError):
    """There is no such change set, or the record was not there at that time."""


@dataclass
class Plan:
    """What would be done: its steps, what stands in the way, and what is left as it is."""

    steps: list[Difference]
    names: Names
    obstacles: list[Obstacle] = field(default_factory=list)
    left_out: list[Obstacle] = field(default_factory=list)
    unpublished: list[Reference] = field(default_factory=list)
    """Records whose status stays as it is, since whoever asks may not publish."""

    @property
    def can_be_done(self) -> bool:
        """Whether there is something to do and nothing in the way."""
        return bool(self.steps) and not self.obstacles

    @property
    def changes(self) -> list[RecordChange]:
        """What would change, in words, by record: of the first `TOLD` rows."""
        return by_record(self.steps[:TOLD], self.names)

    @property
    def untold(self) -> int:
        """How many further rows would change."""
        return max(0, len(self.steps) - TOLD)

    @property
    def records(self) -> dict[Record, list[Difference]]:
        """The steps by the records that they touch: a row that moves touches two."""
        found: dict[Record, list[Difference]] = {}
        for step in self.steps:
            roots = {self.names.root(step.model, row) for row in (step.before, step.after) if row}
            for record in roots:
                found.setdefault(record, []).append(step)
        return found

    @property
    def fingerprint(self) -> str:
        """Changes when the plan does: what was confirmed can be compared with what is done."""
        steps = sorted(
            (s.model._meta.label, s.pk, _sorted(s.before), _sorted(s.after)) for s in self.steps
        )
        return hashlib.sha256(repr(steps).encode()).hexdigest()[:20]


def _sorted(row: Row | None) -> str:
    return repr(sorted(row.items())) if row else ""


def for_restoring(
    model: Kind,
    pk: int,
    moment: Moment,
    *,
    may_publish: MayPublish = lambda model: True,
    rest: bool = False,
    lock: bool = False,
) -> Plan:
    """How to bring the record number `pk` of `model` back as it was at `moment`, with its parts.

    Rows of it that are elsewhere now come back; rows that were elsewhere then
    return there. With `rest`, what stands in the way is left as it is.
    Unknown if the record was not there then. Two queries for each kind of
    part, and those of looking for obstacles.
    """
    theirs, everything = then(model, pk, moment)
    if pk not in theirs[model]:
        raise Unknown
    mine = now(model, pk, lock=lock)
    wanted = {part: theirs[part].keys() | mine[part].keys() for part in theirs}
    present = live_among(wanted, lock=lock)
    steps = [
        Difference(part, number, present[part].get(number), everything[part].get(number))
        for part, numbers in wanted.items()
        for number in sorted(numbers)
    ]
    return _plan([s for s in steps if s.before != s.after], [], may_publish, rest)


def for_undoing(
    key: Key,
    *,
    may_publish: MayPublish = lambda model: True,
    rest: bool = False,
    lock: bool = False,
) -> Plan:
    """How to reverse every change of the change set `key`.

    A field that was changed again since stands in the way, and so does a row
    that was deleted, or changed after it was added; other fields of the same
    row do not. Unknown if there is no such change set. A query for each kind
    of row, and those of looking for obstacles.
    """
    events = read(Wanted(keys=(key,)).events())
    if not events or all(event.label == "first" for event in events):
        raise Unknown
    changed = differences(events)
    wanted: dict[Kind, list[int]] = {}
    for difference in changed:
        wanted.setdefault(difference.model, []).append(difference.pk)
    present = live_among(wanted, lock=lock)
    names = names_for(changed)
    steps: list[Difference] = []
    since: list[Obstacle] = []
    for difference in changed:
        row = present[difference.model].get(difference.pk)
        target, complaints = _reversed(difference, row, names)
        steps.append(Difference(difference.model, difference.pk, row, target))
        since += complaints
    return _plan([s for s in steps if s.before != s.after], since, may_publish, rest)


def _reversed(
    difference: Difference, row: Row | None, names: Names
) -> tuple[Row | None, list[Obstacle]]:
    """What `row`, as it is now, is to be so that `difference` is undone, and what forbids it."""
    before, after = difference.before, difference.after

    def kept(text: str) -> tuple[Row | None, list[Obstacle]]:
        who = names.reference(*names.root(difference.model, difference.row))
        return row, [Obstacle(difference, text % named(difference, names), who)]

    if row == before:  # undone already
        return row, []
    if after is None:
        return (before, []) if row is None else kept(_("%(row)s is there again, and otherwise."))
    if row is None:
        return kept(_("%(row)s was deleted since."))
    if before is None:
        return (None, []) if row == after else kept(_("%(row)s was changed since it was added."))
    target = dict(row)
    again: list[Any] = []
    for changed in difference.fields:
        name = changed.attname
        if row[name] == after[name]:
            target[name] = before[name]
        elif row[name] != before[name]:
            again.append(changed)
    who = names.reference(*names.root(difference.model, difference.row))
    text = _("“%(field)s” of %(row)s was changed again since.")
    return target, [
        Obstacle(difference, text % {"field": label(f), **named(difference, names)}, who, f)
        for f in again
    ]


def _plan(
    steps: list[Difference], since: list[Obstacle], may_publish: MayPublish, rest: bool
) -> Plan:
    """The plan of `steps`, of which with `rest` whatever has obstacles is left out."""
    names = names_for(steps)
    steps, unpublished = _keep_status(steps, may_publish, names)
    found = obstacles(steps, names)
    if not rest:
        return Plan(steps, names, since + found, unpublished=unpublished)
    left_out = list(since)
    while found:
        left_out += found
        steps = _without(steps, found)
        found = obstacles(steps, names)
    return Plan(steps, names, [], left_out, unpublished)


def _without(steps: list[Difference], found: Iterable[Obstacle]) -> list[Difference]:
    """The steps without those that have obstacles; where it is one field, without that field."""
    blocked: dict[Record, list[Any]] = {}
    for obstacle in found:
        blocked.setdefault((obstacle.step.model, obstacle.step.pk), []).append(obstacle.field)
    kept = []
    for step in steps:
        columns = blocked.get((step.model, step.pk), [])
        if columns and (None in columns or step.before is None or step.after is None):
            continue
        if step.before and step.after:
            as_it_is = {f.attname: step.before[f.attname] for f in columns}
            step = Difference(step.model, step.pk, step.before, step.after | as_it_is)
        if step.before != step.after:
            kept.append(step)
    return kept


def _keep_status(
    steps: list[Difference], may_publish: MayPublish, names: Names
) -> tuple[list[Difference], list[Reference]]:
    """The steps without any publishing and withdrawing that may not be, and the records of it."""
    allowed: list[Difference] = []
    unpublished: list[Reference] = []
    for step in steps:
        if _publishes(step) and not may_publish(step.model):
            assert step.after is not None  # noqa: S101 - for the type checker
            names.fetch([(step.model, step.pk)])
            unpublished.append(names.reference(step.model, step.pk))
            name = _status(step.model)
            status = step.before[name] if step.before else Status.DRAFT.value
            step = Difference(step.model, step.pk, step.before, step.after | {name: status})
        if step.before != step.after:
            allowed.append(step)
    return allowed, unpublished


def _publishes(step: Difference) -> bool:
    """Whether a step brings a record to the public, or takes it away by its status."""
    name = _status(step.model)
    if not name or step.after is None:
        return False
    before, after = step.before and step.before[name], step.after[name]
    return before != after and Status.PUBLISHED in (before, after)


def _status(model: Kind) -> str:
    """The name of the status of `model`; "" if it has none."""
    return next((f.attname for f in fields(model) if isinstance(f, StatusField)), "")
