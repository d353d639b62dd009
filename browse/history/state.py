"""The rows of a record: as they are, and as they were at a moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from browse.history.events import latest
from browse.history.parts import (
    Kind,
    Row,
    ever_part,
    fields,
    in_any,
    members,
    owner,
    owners,
    parts,
)

Rows = dict[Kind, dict[int, Row]]


@dataclass(frozen=True)
class Moment:
    """A time between change sets: just after those of `at`, or just before them."""

    at: datetime
    before: bool = False

    @property
    def condition(self) -> Q:
        """The condition on events that they had happened."""
        return Q(**{f"pgh_created_at__{'lt' if self.before else 'lte'}": self.at})


def live(model: Kind, condition: Q, *, lock: bool = False) -> dict[int, Row]:
    """The rows of `model` that there are now, by number; `lock` keeps others from changing them.

    One query. Read from the table and not from events, so that nothing which
    got around the triggers is overwritten unseen.
    """
    names = [field.attname for field in fields(model)]
    rows = model._base_manager.filter(condition)
    if lock:
        rows = rows.select_for_update(of=("self",))
    return {row["id"]: row for row in rows.values(*names)}


def live_among(wanted: Mapping[Kind, Iterable[int]], *, lock: bool = False) -> Rows:
    """Those of the rows numbered in `wanted` that there are now. A query for each model."""
    return {m: live(m, Q(pk__in=list(pks)), lock=lock) for m, pks in wanted.items()}


def now(model: Kind, pk: int, *, lock: bool = False) -> Rows:
    """The record number `pk` of `model` and its parts. A query for each kind of part."""
    found: Rows = {}
    for part in parts(model):
        if part is model:
            condition = Q(pk=pk)
        else:
            condition = in_any([f.attname for f in owners(part)], list(found[owner(part)]))
        found[part] = live(part, condition, lock=lock)
    return found


def then(model: Kind, pk: int, moment: Moment) -> tuple[Rows, Rows]:
    """The record and its parts at `moment`; and all rows of that time that ever were its parts.

    One query.
    """
    wanted = {part: ever_part(part, model, pk) & moment.condition for part in parts(model)}
    versions = latest(wanted)
    there = {
        part: {number: row for number, (row, exists) in rows.items() if exists}
        for part, rows in versions.items()
    }
    return members(there, model, pk), there
