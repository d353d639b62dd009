"""Make one record of two: the operation, all or nothing."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pghistory
from django.db import transaction
from django.db.models import Model

from browse.publishing import Status
from browse.text import lines
from ucap.desk.merge.addresses import hand_on
from ucap.desk.merge.fields import merged_fields
from ucap.desk.merge.joining import Moved, absorb
from ucap.desk.merge.kinds import Kind
from ucap.desk.models import Distinction

STATES = (Status.DRAFT, Status.REVIEW, Status.PUBLISHED)
"""From the desk to the public."""


class Gone(Exception):
    """One of the two is not there any more: somebody has merged or deleted it meanwhile."""


class Changed(Exception):
    """One of the two is not as it was when somebody decided to merge them."""


class NotAllowed(Exception):
    """The merge would publish a draft, for somebody who may not publish."""


@dataclass(frozen=True)
class Decision:
    """What somebody decided: which record stays, and what each field is to be.

    `values` are the fields that are given other values than those that the
    record which stays has; `seen` is the `fingerprint` of the two when the
    decision was made, "" for no matter.
    """

    kept: int
    gone: int
    values: Mapping[str, Any]
    reason: str = ""
    seen: str = ""


@dataclass(frozen=True)
class Merged:
    """What a merge made: the record, what came to it, and the change set to undo it by."""

    record: Any
    gone_label: str
    moved: Moved
    change_set: str


def both(kind: Kind, one: int, other: int) -> list[Any]:
    """The two records, the lower primary key first, locked until the transaction ends.

    Always in that order, so that two merges of the same records wait for each
    other instead of both waiting for ever. `Gone` if one is missing. One query.
    """
    pks = {one, other}
    found = (
        kind.model._base_manager.filter(pk__in=pks).order_by("pk").select_for_update(of=["self"])
    )
    records = list(found)
    if len(records) < 2:
        raise Gone
    return records


def fingerprint(*records: Model) -> str:
    """Changes when a field of one of the records does, in whichever order they are given."""
    values = [
        repr([getattr(record, field.attname) for field in record._meta.concrete_fields])
        for record in sorted(records, key=lambda record: record.pk)
    ]
    return hashlib.sha256("\n".join(values).encode()).hexdigest()[:16]


def needs_publishing(one: Model, other: Model) -> bool:
    """Whether making one of both would show the public what a draft says."""
    states = {getattr(record, "status", None) for record in (one, other)}
    return len(states) == 2 and Status.PUBLISHED in states


def merge(kind: Kind, decision: Decision, *, may_publish: bool) -> Merged:
    """Make one record of two, as decided; one transaction and one change set.

    Raises `Gone`, `Changed`, `NotAllowed`, and ValidationError with the fields
    that break a rule; then nothing has changed. A few queries for each link of
    the record that goes, whatever else there is.
    """
    told: dict[str, Any] = {
        "action": "merge",
        "kind": kind.name,
        "kept": decision.kept,
        "gone": decision.gone,
    } | ({"reason": decision.reason} if decision.reason else {})
    with pghistory.context(**told) as context, transaction.atomic():
        records = both(kind, decision.kept, decision.gone)
        if decision.seen and decision.seen != fingerprint(*records):
            raise Changed
        if needs_publishing(*records) and not may_publish:
            raise NotAllowed
        kept, gone = sorted(records, key=lambda record: record.pk != decision.kept)
        label = str(gone)
        _write(kind, kept, gone, decision.values)
        context.metadata["slugs"] = hand_on(gone, kept)
        Distinction.objects.hand_on(kind.name, gone.pk, kept.pk)
        moved = Moved()
        absorb(kept, gone, moved)
        kept.refresh_from_db()
    return Merged(kept, label, moved, str(context.id))


def _write(kind: Kind, kept: Any, gone: Any, values: Mapping[str, Any]) -> None:
    """Give `kept` the chosen values, the names of both, and the status that is further on."""
    names = [getattr(record, kind.title) for record in (kept, gone)]
    for name, chosen in values.items():
        setattr(kept, name, chosen)
    if kind.keeps_names:
        kept.other_names = with_names(kept.other_names, names, but=kept.name)
    if hasattr(kept, "status"):
        kept.status = max(kept.status, gone.status, key=STATES.index)
    if hasattr(kept, "part_of"):
        kept.part_of = whole(kept.part_of, {kept.pk, gone.pk})
    own = {name for field in merged_fields(kind) for name in field.names}
    rest = {field.name for field in kept._meta.fields} - own
    kept.full_clean(exclude=rest, validate_unique=False)
    kept.save()


def with_names(known: str, names: list[str], *, but: str) -> str:
    """`known` with those of `names` that it lacks, one to a line; `but` is left out."""
    told = dict.fromkeys([*lines(known), *names])
    told.pop(but, None)
    return "\n".join(told)


def whole(chosen: Any, merged: set[int]) -> Any:
    """What the result is part of: None where that would be the result itself, or a part of it.

    A query for each step up from `chosen`.
    """
    above, seen = chosen, set()
    while above is not None and above.pk not in seen:
        if above.pk in merged:
            return None
        seen.add(above.pk)
        above = above.part_of
    return chosen
