"""Carrying a plan out: all of it, in one transaction, or nothing."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pghistory
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from browse.history.differences import Difference
from browse.history.events import Key
from browse.history.obstacles import unique_sets
from browse.history.parts import Kind, Row, kinds
from browse.history.plans import Plan, for_restoring, for_undoing
from browse.history.state import Moment

BATCH = 500


class Blocked(Exception):
    """Something stands in the way, and nothing was changed; `reasons` says what, in sentences."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__("; ".join(reasons))
        self.reasons = reasons


Approve = Callable[[Plan], None]
"""Looks at a plan just before it is carried out, and raises what it likes to prevent that."""


def restore(
    model: Kind,
    pk: int,
    moment: Moment,
    *,
    reason: str = "",
    approve: Approve = lambda plan: None,
    **how: Any,
) -> Key:
    """Bring a record and its parts back as they were at `moment`; gives the new change set.

    Blocked if something stands in the way or nothing is to be changed;
    `Unknown` if it was not there then. `how` is what `for_restoring` takes.
    """
    with transaction.atomic():
        plan = for_restoring(model, pk, moment, lock=True, **how)
        approve(plan)
        return carry_out(plan, action="restore", reason=reason)


def undo(key: Key, *, reason: str = "", approve: Approve = lambda plan: None, **how: Any) -> Key:
    """Reverse every change of a change set; gives the new change set.

    Blocked if something stands in the way or nothing is left to undo;
    `Unknown` if there is no such change set. `how` is what `for_undoing` takes.
    """
    with transaction.atomic():
        plan = for_undoing(key, lock=True, **how)
        approve(plan)
        return carry_out(plan, action="undo", reason=reason, undoes=str(key))


def carry_out(plan: Plan, **said: str) -> Key:
    """Do every step of `plan` as one change set whose context says `said`; gives its key.

    Blocked if there are obstacles, if there is nothing to do, or if a rule of
    the database forbids the outcome; then nothing was changed. A query for
    each kind of row to be deleted or added, and for each set of fields to be
    changed.
    """
    if plan.obstacles:
        raise Blocked([obstacle.text for obstacle in plan.obstacles])
    if not plan.steps:
        raise Blocked([_("There is nothing to change.")])
    said = {name: value for name, value in said.items() if value}
    try:
        with pghistory.context(**said) as context, transaction.atomic():
            _write(plan.steps)
            connection.check_constraints()  # foreign keys would wait for the end otherwise
    except IntegrityError as error:
        raise Blocked([_complaint(error)]) from error
    return Key(context.id)


def _complaint(error: IntegrityError) -> str:
    """What rule of the database was broken, in the words of the model if it has some."""
    name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "") or ""
    for model in kinds():
        for constraint in model._meta.constraints:
            if constraint.name == name:
                return str(constraint.get_violation_error_message())
    return _("A rule of the database forbids it: %(name)s.") % {"name": name}


def _write(steps: list[Difference]) -> None:
    """Delete, change and add rows.

    The database looks at foreign keys when all is written, so that their
    order does not matter, but at unique values row by row: rows that hand
    such a value on to each other are taken out and put in again.
    """
    again = _handing_on(steps)
    gone: dict[Kind, list[int]] = defaultdict(list)
    new: dict[Kind, list[Row]] = defaultdict(list)
    changed: dict[tuple[Kind, tuple[str, ...]], list[Row]] = defaultdict(list)
    for step in steps:
        if step.before and (step.after is None or step in again):
            gone[step.model].append(step.pk)
        if step.after and (step.before is None or step in again):
            new[step.model].append(step.after)
        if step.before and step.after and step not in again:
            names = tuple(field.name for field in step.fields)
            changed[step.model, names].append(step.after)
    for model, pks in gone.items():
        # not delete(), which would take along what refers to the rows: the plan knows all of it
        rows = model._base_manager.filter(pk__in=pks)
        rows._raw_delete(rows.db)
    for (model, names), rows_after in changed.items():
        made = [model(**row) for row in rows_after]
        model._base_manager.bulk_update(made, names, batch_size=BATCH)
    for model in kinds():
        made = [model(**row) for row in new.get(model, [])]
        model._base_manager.bulk_create(made, batch_size=BATCH)


def _handing_on(steps: list[Difference]) -> list[Difference]:
    """Those steps that give a row a unique value which another row of the plan still has."""
    changed = [
        (step, columns, step.before, step.after)
        for step in steps
        if step.before and step.after
        for columns in unique_sets(step.model)
        if any(step.before[column] != step.after[column] for column in columns)
    ]
    held = {(step.model, names, *map(before.get, names)) for step, names, before, _ in changed}
    return [
        step
        for step, names, _before, after in changed
        if (step.model, names, *map(after.get, names)) in held
    ]
