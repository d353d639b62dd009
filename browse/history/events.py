"""Reading events: what a row was before and after each change, of any number of models at once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F, IntegerField, JSONField, Max, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import JSONObject

from browse.history.parts import Kind, Row, events, fields, kinds
from browse.history.tracking import FIRST

INSERT, UPDATE, DELETE = "insert", "update", "delete"
MOMENT = "%Y%m%dT%H%M%S.%fZ"
COLUMNS = (
    *("pgh_created_at", "pgh_kind", "pgh_id", "pgh_label", "pgh_context_id"),
    *("pgh_new", "pgh_old"),
)


@dataclass(frozen=True)
class Key:
    """What names a change set: its context or, if it has none, the time of its transaction."""

    context: UUID | None = None
    at: datetime | None = None

    def __str__(self) -> str:
        return str(self.context or (self.at and self.at.astimezone(UTC).strftime(MOMENT)))

    @classmethod
    def parse(cls, text: str) -> "Key":
        """The key that `str()` gives as `text`; ValueError for anything else."""
        if "T" in text:
            return cls(at=datetime.strptime(text, MOMENT).replace(tzinfo=UTC))
        return cls(context=UUID(text))

    @property
    def condition(self) -> Q:
        """The condition on events that they are of this change set."""
        if self.context:
            return Q(pgh_context=self.context)
        return Q(pgh_context__isnull=True, pgh_created_at=self.at)


@dataclass(frozen=True)
class Event:
    """One row before and after a change; None where it was not there."""

    model: Kind
    pk: int
    label: str
    at: datetime
    key: Key
    before: Row | None
    after: Row | None


class Exact(json.JSONDecoder):
    """Reads numbers with a point as decimals, as Postgres writes them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(parse_float=Decimal, **kwargs)


class Values(JSONObject):
    """The values of an event as one JSON object, so that events of all models fit one query."""

    output_field = JSONField(decoder=Exact)

    @classmethod
    def of(cls, model: Kind) -> "Values":
        """The fields of `model`, and what became of the row."""
        names = [field.attname for field in fields(model)]
        return cls(**{name: F(name) for name in [*names, "pgh_label"]})


def row(model: Kind, values: Mapping[str, Any] | None) -> Row | None:
    """What `Values` gives as Python values; None for nothing, and for a row that was deleted."""
    if values is None or values["pgh_label"] == DELETE:
        return None
    return {f.attname: _python(f, values[f.attname]) for f in fields(model)}


def _python(field: Any, value: Any) -> Any:
    return field.target_field.to_python(value) if field.is_relation else field.to_python(value)


def union(arms: list[QuerySet]) -> QuerySet | None:
    """The rows of all `arms` in one query; None for no arms, which are no query at all."""
    return arms[0].union(*arms[1:], all=True) if arms else None


def _arm(model: Kind, found: QuerySet) -> QuerySet:
    """The events `found`, each with the values before and after."""
    earlier = (
        events(model)
        .objects.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__lt=OuterRef("pgh_id"))
        .order_by("-pgh_id")
        .annotate(pgh_values=Values.of(model))
        .values("pgh_values")[:1]
    )
    return found.annotate(
        pgh_kind=Value(kinds().index(model), IntegerField()),
        pgh_new=Values.of(model),
        pgh_old=Subquery(earlier, JSONField(decoder=Exact)),
    ).values_list(*COLUMNS)


def read(
    found: Mapping[Kind, QuerySet], start: int = 0, stop: int | None = None, newest: bool = False
) -> list[Event]:
    """The events of the querysets `found`, in order of time, from `start` to `stop`. One query."""
    everything = union([_arm(model, queryset.order_by()) for model, queryset in found.items()])
    if everything is None:
        return []
    sign = "-" if newest else ""
    ordered = everything.order_by(f"{sign}pgh_created_at", f"{sign}pgh_kind", f"{sign}pgh_id")
    return [_event(*values) for values in ordered[start:stop]]


def _event(
    at: datetime,
    number: int,
    _pgh_id: int,
    label: str,
    context: UUID | None,
    new: dict[str, Any],
    old: dict[str, Any] | None,
) -> Event:
    model = kinds()[number]
    before, after = row(model, old), row(model, new)
    if label in (INSERT, FIRST):
        before = None
    elif label == DELETE:
        before = row(model, {**new, "pgh_label": UPDATE})  # a deletion keeps what there was
    key = Key(context) if context else Key(at=at)
    return Event(model, new["id"], label, at, key, before, after)


def latest(wanted: Mapping[Kind, Q]) -> dict[Kind, dict[int, tuple[Row, bool]]]:
    """The newest version of each row that `wanted` selects, and whether it was there then.

    `wanted` are conditions on events; one on `pgh_created_at` gives the
    newest version of that time. A deleted row has the values that it had
    last, and False. One query.
    """
    arms = []
    for model, condition in wanted.items():
        found = events(model).objects.filter(condition).order_by()
        newest = found.values("pgh_obj_id").annotate(newest=Max("pgh_id")).values("newest")
        arms.append(
            events(model)
            .objects.filter(pgh_id__in=newest)
            .order_by()
            .annotate(
                pgh_kind=Value(kinds().index(model), IntegerField()), pgh_new=Values.of(model)
            )
            .values_list("pgh_kind", "pgh_new")
        )
    versions: dict[Kind, dict[int, tuple[Row, bool]]] = {model: {} for model in wanted}
    everything = union(arms)
    for number, values in everything if everything is not None else ():
        model = kinds()[number]
        there = values["pgh_label"] != DELETE
        kept = row(model, {**values, "pgh_label": UPDATE})
        assert kept is not None  # noqa: S101 - for the type checker: it is no deletion
        versions[model][values["id"]] = kept, there
    return versions
