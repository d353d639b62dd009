"""Which activities and pilots make a step together with summaries."""

from collections.abc import Collection
from typing import Any

from django.db.models import Model, QuerySet

from browse.publishing import Status
from pilots.models import Activity, PilotProject
from ucap.desk.review.states import Move, Rule, permitted
from ucap.summaries.models import ActivityCitation, PilotCitation

CITATIONS: dict[Any, tuple[Any, str]] = {
    Activity: (ActivityCitation, "activity"),
    PilotProject: (PilotCitation, "pilot"),
}
"""For each kind of record that summaries tell of, its citations and where they lead to it."""

Along = dict[type[Model], list[int]]


def along(rule: Rule, summaries: Collection[int], user: Any) -> Along:
    """The activities and pilots that go along when `summaries` (primary keys) make a step.

    With publishing, those that they cite and that are not published yet; with
    withdrawing, those that no other published summary cites; with other steps
    none, nor those that `user` has no right to publish. Two queries at most.
    """
    finders = {Move.PUBLISH: _unpublished, Move.WITHDRAW: _told_nowhere_else}
    find = finders.get(rule.move)
    if find is None:
        return {}
    return {
        model: sorted(find(model, summaries).values_list("pk", flat=True))
        for model in CITATIONS
        if permitted(rule, model, user)
    }


def _cited(model: Any, **summaries: Any) -> QuerySet:
    """The primary keys of the records that summaries of a certain kind cite."""
    citation, name = CITATIONS[model]
    return citation.objects.filter(**summaries).order_by().values(name)


def _unpublished(model: Any, summaries: Collection[int]) -> QuerySet:
    cited = _cited(model, summary__in=summaries)
    return model.objects.filter(pk__in=cited).exclude(status=Status.PUBLISHED)


def _told_nowhere_else(model: Any, summaries: Collection[int]) -> QuerySet:
    elsewhere = _cited(model, summary__status=Status.PUBLISHED).exclude(summary__in=summaries)
    cited = _cited(model, summary__in=summaries)
    return model.objects.published().filter(pk__in=cited).exclude(pk__in=elsewhere)
