"""What an editor decided, written down beside the reading."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ucap.reading.items.item import Decision, Item, Refused, decision, undecided
from ucap.reading.models import Reading
from ucap.reading.pages.targets import KEY, NEW, Target

CHOICE, TEXT = "choice-", "text-"
"""What the fields of an item begin with; its key follows."""


def decide(
    reading: Reading, items: Iterable[Item], target: Target, sent: Mapping[str, str]
) -> None:
    """Write down what was sent; an item that was not sent stays as it was decided.

    An empty choice takes a decision back. Refused for items and choices that do not exist, and
    nothing is written then. Three queries.
    """
    known = {item.key: item for item in items}
    made: dict[str, Any] = {}
    for name, value in sent.items():
        if not name.startswith(CHOICE):
            continue
        key = name.removeprefix(CHOICE)
        if key == KEY:
            made[key] = _of_summary(target, value)
        elif key not in known:
            raise Refused(_("There is nothing (any more) to decide on under “%s”.") % key[:40])
        elif value:
            made[key] = decision(known[key], value, sent.get(f"{TEXT}{key}", "")).stored()
        else:
            made[key] = None
    _write(reading, made)


def _of_summary(target: Target, value: str) -> dict[str, str]:
    """For which summary a document is read."""
    if value != NEW and value not in {str(one.pk) for one in target.others}:
        raise Refused(_("There is no such summary."))
    return Decision(value).stored()


def accept_sure(reading: Reading, items: Iterable[Item]) -> int:
    """Decide as proposed on all that is sure and not decided on; says on how many."""
    sure = [item for item in undecided(items, reading.decisions) if item.is_sure]
    _write(reading, {item.key: Decision(item.choices[0].value).stored() for item in sure})
    return len(sure)


def leave_out_rest(reading: Reading, items: Iterable[Item]) -> None:
    """Decide on all that is not decided on that it is left out."""
    out: dict[str, Any] = {}
    for item in undecided(items, reading.decisions):
        leaving = next((one for one in item.choices if one.leaves_out), None)
        if leaving:
            out[item.key] = Decision(leaving.value).stored()
    _write(reading, out)


def _write(reading: Reading, made: Mapping[str, Any]) -> None:
    """Put decisions over those that are there, so that two windows do not undo each other's."""
    if not made:
        return
    with transaction.atomic():
        row = Reading.objects.select_for_update().only("decisions").get(pk=reading.pk)
        merged = {**row.decisions, **made}
        reading.decisions = {key: value for key, value in merged.items() if value is not None}
        Reading.objects.filter(pk=reading.pk).update(decisions=reading.decisions)
