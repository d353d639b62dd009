"""What a change would show to the public, or hide from it: done, looked at, and undone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet

from cities.models import City, Organisation, Theme
from pilots.models import Activity, PilotProject
from ucap.desk.quality.among import Broken, broken_among
from ucap.summaries.models import Summary

SIGHTS: dict[type[Model], Callable[[], QuerySet]] = {
    Summary: lambda: Summary.objects.published(),
    Activity: lambda: Activity.objects.published(),
    PilotProject: lambda: PilotProject.objects.published(),
    City: lambda: City.objects.shown(),
    Organisation: lambda: Organisation.objects.shown(),
    Theme: lambda: Theme.objects.shown(),
}
"""For each model of which the public sees some records, these records."""

Sight = dict[type[Model], set[int]]


@dataclass(frozen=True)
class Group:
    """Records of one model, in its order."""

    model: type[Model]
    records: list[Any]

    @property
    def name(self) -> Any:
        """What they are called, several of them."""
        return self.model._meta.verbose_name_plural


@dataclass(frozen=True)
class Effect:
    """What comes into the public's sight and what leaves it. False when neither does.

    `lacks` are those among what appears that break a rule of quality once they are public.
    """

    appears: list[Group] = field(default_factory=list)
    vanishes: list[Group] = field(default_factory=list)
    lacks: list[Broken] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.appears or self.vanishes)

    @property
    def records(self) -> list[Any]:
        """Every record of either."""
        return [record for group in (*self.appears, *self.vanishes) for record in group.records]


def sight() -> Sight:
    """The primary keys of all that the public sees. A query for each model of `SIGHTS`."""
    return {
        model: set(seen().order_by().values_list("pk", flat=True)) for model, seen in SIGHTS.items()
    }


def rehearse(change: Callable[[], object]) -> Effect:
    """What the public would see otherwise after `change`, of which no trace stays.

    The change is made inside a savepoint that is rolled back, its history with
    it; the rows that it writes stay locked until the transaction around ends,
    if there is one. Four queries for each model of `SIGHTS` at most, besides
    those of the change.
    """
    with transaction.atomic():
        before = sight()
        with transaction.atomic():
            change()
            after = sight()
            new = _more(after, than=before)
            broken = {model: broken_among(model, keys) for model, keys in new.items()}
            transaction.set_rollback(True)
    appears = _loaded(new)
    lacks = [
        Broken(record, broken[group.model][record.pk])
        for group in appears
        for record in group.records
        if record.pk in broken[group.model]
    ]
    return Effect(appears, _loaded(_more(before, than=after)), lacks)


def _more(those: Sight, *, than: Sight) -> Sight:
    """What there is in one sight and not in the other; only models of which there is something."""
    return {model: keys for model in SIGHTS if (keys := those[model] - than[model])}


def _loaded(those: Sight) -> list[Group]:
    return [
        Group(model, list(model._default_manager.filter(pk__in=keys)))
        for model, keys in those.items()
    ]
