"""Steps of records, written down: all of one step, or nothing of it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pghistory
from django.db import transaction
from django.db.models import Model
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ucap.desk.models import Step
from ucap.desk.review import companions, seen
from ucap.desk.review.rehearsal import Effect, rehearse
from ucap.desk.review.states import Refused, Rule, WrongState, check
from ucap.summaries.models import Summary


@dataclass(frozen=True)
class Batch:
    """Records that make one step together: those asked for, and those that go along."""

    rule: Rule
    model: type[Model]
    keys: list[int]
    along: companions.Along

    @property
    def parts(self) -> companions.Along:
        """The primary keys by model, in the order in which rows are locked."""
        return {self.model: self.keys, **self.along}


@dataclass(frozen=True)
class Done:
    """A step that was made: how many records made it, and the change set in the history."""

    number: int
    change: UUID


class Changed(Refused):
    """What would happen is no longer what was shown; nothing has been written."""

    def __init__(self, difference: seen.Difference) -> None:
        super().__init__(_("Something has changed since you opened this page."))
        self.difference = difference


def batch(
    rule: Rule, model: type[Model], keys: Collection[int], user: Any, *, along: bool
) -> Batch:
    """The records `keys` of `model` and, if `along`, what goes with them. Two queries at most."""
    wanted = along and model is Summary
    companions_ = companions.along(rule, keys, user) if wanted else {}
    return Batch(rule, model, sorted(keys), companions_)


def effect_of(wanted: Batch) -> Effect:
    """What the public would see otherwise after the step of `wanted`; see `rehearse`."""
    return rehearse(lambda: _set_status(wanted))


def carry_out(
    rule: Rule,
    model: type[Model],
    keys: Collection[int],
    user: Any,
    *,
    reason: str = "",
    along: bool = True,
    shown: seen.Seen | None = None,
    action: str = "",
) -> Done:
    """Let the records `keys` of `model` make a step, with their steps and history written.

    `shown` is what `user` saw of the effect; where that no longer holds,
    `Changed` is raised. `action` is what the history calls it, if not what the
    rule does. Raises a `Refused` when the step may not be made; then nothing is
    written. The rows are locked first, so that of two who press at once the
    second is refused. The number of queries does not depend on how many records
    there are.
    """
    with pghistory.context(user=user.pk, action=action or rule.action) as context:
        if reason:
            pghistory.context(reason=reason)
        with transaction.atomic():
            records = _locked(model, keys)
            if len(records) < len(set(keys)):
                raise WrongState(_("A record has been deleted meanwhile."))
            _check(records, rule, model, user, reason)
            wanted = batch(rule, model, keys, user, along=along)
            for companion, others in wanted.along.items():
                _locked(companion, others)
            if shown is not None:
                now = seen.of(effect_of(wanted))
                if now != shown:
                    raise Changed(seen.difference(shown, now))
            number = _set_status(wanted)
            if model is Summary:
                _write_down(records, rule, user, reason)
    return Done(number, context.id)


def _locked(model: Any, keys: Collection[int]) -> list[Any]:
    return list(model.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _check(records: list[Any], rule: Rule, model: type[Model], user: Any, reason: str) -> None:
    """`states.check`; who comes second is told by whom and when the first step was made."""
    try:
        check(records, rule, model, user, reason)
    except WrongState as refused:
        last = None
        if model is Summary and len(records) == 1:
            last = Step.objects.latest_first(records[0]).first()
        if last is None:
            raise
        raise WrongState(
            _("%(refused)s The last step was made by %(name)s, %(at)s.")
            % {
                "refused": refused,
                "name": last.name,
                "at": date_format(localtime(last.at), "j F Y, H:i"),
            }
        ) from refused


def _set_status(wanted: Batch) -> int:
    """Set the status of all records of `wanted`; gives how many that were."""
    return sum(
        model._default_manager.filter(pk__in=keys).update(status=wanted.rule.target)
        for model, keys in wanted.parts.items()
        if keys
    )


def _write_down(records: list[Any], rule: Rule, user: Any, reason: str) -> None:
    Step.objects.bulk_create(
        Step(
            summary=record,
            before=record.status,
            after=rule.target,
            reason=reason,
            by=user,
            name=user.get_full_name() or user.get_username(),
        )
        for record in records
    )
