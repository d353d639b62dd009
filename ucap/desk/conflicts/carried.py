"""What a form carries along: what it was made from, and what it asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core import signing
from django.db.models import Model
from django.utils import timezone

from ucap.desk.conflicts.sent import Lists
from ucap.desk.conflicts.sheet import Stored

SALT = "ucap.desk.conflicts"


@dataclass(frozen=True)
class Question:
    """Where a choice is needed, and what stood on my side when it was asked.

    `mine` is what was sent for each field: of the one field that it is about
    or, without a `name`, of the row; None where I have removed the row.
    """

    group: str
    row: str
    name: str | None
    mine: Mapping[str, Lists] | None


@dataclass(frozen=True)
class Carried:
    """What a form was made from (`rows`, at a time), and what it asks."""

    rows: Stored
    questions: list[Question] = field(default_factory=list)
    at: datetime = field(default_factory=timezone.now)


def pack(record: Model, carried: Carried) -> str:
    """`carried` as one text that only we can write, and that holds for one record."""
    questions = [[one.group, one.row, one.name, one.mine] for one in carried.questions]
    content = [_name(record._meta.label_lower, record.pk), carried.at.isoformat()]
    return signing.dumps([*content, carried.rows, questions], salt=SALT, compress=True)


def unpack(text: str, model: type[Model], pk: Any) -> Carried | None:
    """What `pack` wrote; None if it did not, or wrote it for another record."""
    try:
        name, at, rows, questions = signing.loads(text, salt=SALT)
    except (signing.BadSignature, ValueError):  # the latter from before an upgrade
        return None
    if name != _name(model._meta.label_lower, pk):
        return None
    return Carried(
        rows=[(group, row, fields) for group, row, fields in rows],
        questions=[Question(*one) for one in questions],
        at=datetime.fromisoformat(at),
    )


def _name(label: str, pk: Any) -> str:
    return f"{label}:{pk}"
