"""Remember that two records are not the same, and forget it."""

from typing import Any

import pghistory
from django.db import transaction
from django.db.models import Q

from ucap.desk.merge.kinds import Kind
from ucap.desk.merge.merging import both
from ucap.desk.models import Distinction


def distinguish(
    kind: Kind, one: int, other: int, *, reason: str, by: Any, relate: bool = False
) -> Distinction:
    """Remember that two records differ; with `relate`, also that they belong together.

    Said again, the newer reason counts. `merging.Gone` if one of them is not
    there. About six queries.
    """
    with pghistory.context(action="edit", reason=reason), transaction.atomic():
        low, high = both(kind, one, other)
        told, _created = Distinction.objects.update_or_create(
            kind=kind.name, low=low.pk, high=high.pk, defaults={"reason": reason, "by": by}
        )
        if relate and kind.relation is not None:
            _relate(kind, low, high, reason)
    return told


def _relate(kind: Kind, low: Any, high: Any, reason: str) -> None:
    """Relate two records, unless they are related already: then that stays as it is."""
    there = Q(source=low, target=high) | Q(source=high, target=low)
    if not kind.relation.objects.filter(there).exists():
        kind.relation.objects.create(source=low, target=high, reason=reason)


def revoke(told: Distinction) -> None:
    """Forget a distinction: the two may be proposed again. A relation that was made stays."""
    with pghistory.context(action="edit"), transaction.atomic():
        told.delete()
