"""Which step a record may make from where it stands, and who may let it. Touches no table."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_permission_codename
from django.db.models import Model, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from browse.publishing import Status
from browse.text import Spoken
from pilots.models import Activity, PilotProject
from ucap.summaries.models import Summary


class Move(TextChoices):
    """The steps there are; the values stand in addresses."""

    SUBMIT = "submit", gettext_lazy("Submit for review")
    TAKE_BACK = "take-back", gettext_lazy("Take back")
    RETURN = "return", gettext_lazy("Return to its author")
    PUBLISH = "publish", gettext_lazy("Publish")
    WITHDRAW = "withdraw", gettext_lazy("Withdraw")


@dataclass(frozen=True)
class Rule:
    """Where a step starts and ends, the right it takes, and whether it must say why.

    `right` is the action in the name of a permission (`publish` in
    `summaries.publish_summary`), `action` what the history calls it.
    """

    move: Move
    sources: frozenset[Status]
    target: Status
    right: str
    action: str
    needs_reason: bool = False

    @property
    def label(self) -> Spoken:
        """What a button says."""
        return self.move.label


RULES = {
    rule.move: rule
    for rule in (
        Rule(Move.SUBMIT, frozenset({Status.DRAFT}), Status.REVIEW, "change", "submit"),
        Rule(Move.TAKE_BACK, frozenset({Status.REVIEW}), Status.DRAFT, "change", "return"),
        Rule(
            Move.RETURN,
            frozenset({Status.REVIEW}),
            Status.DRAFT,
            "publish",
            "return",
            needs_reason=True,
        ),
        Rule(
            Move.PUBLISH,
            frozenset({Status.DRAFT, Status.REVIEW}),
            Status.PUBLISHED,
            "publish",
            "publish",
        ),
        Rule(
            Move.WITHDRAW,
            frozenset({Status.PUBLISHED}),
            Status.DRAFT,
            "publish",
            "withdraw",
            needs_reason=True,
        ),
    )
}

MOVES: dict[type[Model], tuple[Move, ...]] = {
    Summary: tuple(RULES),
    Activity: (Move.PUBLISH, Move.WITHDRAW),
    PilotProject: (Move.PUBLISH, Move.WITHDRAW),
}
"""The steps that records of each model make; activities and pilots are reviewed with summaries."""


class Refused(Exception):
    """A step that cannot be made; the message says why, for people."""


class NotPermitted(Refused):
    """The person lacks the right."""


class WrongState(Refused):
    """The record is not where the step starts: perhaps somebody was quicker."""


class ReasonMissing(Refused):
    """The step must say why."""


def permission(rule: Rule, model: type[Model]) -> str:
    """The full name of the permission that `rule` takes for records of `model`."""
    return f"{model._meta.app_label}.{get_permission_codename(rule.right, model._meta)}"


def permitted(rule: Rule, model: type[Model], user: Any) -> bool:
    """Whether `user` may ever make this step with records of `model`."""
    return rule.move in MOVES.get(model, ()) and user.has_perm(permission(rule, model))


def offered(record: Any, user: Any) -> list[Rule]:
    """The steps that `user` may make with `record` as it stands."""
    model = type(record)
    return [
        RULES[move]
        for move in MOVES.get(model, ())
        if record.status in RULES[move].sources and permitted(RULES[move], model, user)
    ]


def check(records: Iterable[Any], rule: Rule, model: type[Model], user: Any, reason: str) -> None:
    """Return if `user` may make the step with all `records`; raise a `Refused` otherwise."""
    if not permitted(rule, model, user):
        raise NotPermitted(_("You may not do this: %(step)s.") % {"step": rule.label})
    if rule.needs_reason and not reason.strip():
        raise ReasonMissing(_("Say why: “%(step)s” needs a reason.") % {"step": rule.label})
    for record in records:
        if record.status not in rule.sources:
            raise WrongState(
                _("“%(record)s” is %(status)s; this cannot be done: %(step)s.")
                % {
                    "record": record,
                    "status": Status(record.status).label.lower(),
                    "step": rule.label,
                }
            )
