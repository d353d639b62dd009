"""Which rows belong to a record: what `tracked(part_of=…)` declares, followed all the way."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db.models import Field, Model, OuterRef, Q, QuerySet

from browse.history.tracking import OWNERS

Kind = type[Model]
Row = dict[str, Any]
"""The values of a row under the attribute names of its fields; a reference as its number."""


def kinds() -> list[Kind]:
    """Every tracked model, owners before their parts."""
    return list(OWNERS)


def is_tracked(model: Kind) -> bool:
    """Whether every version of the rows of `model` is kept."""
    return model in OWNERS


def owners(model: Kind) -> list[Any]:
    """The foreign keys to what a row of `model` is part of; none for a record."""
    return [model._meta.get_field(name) for name in OWNERS[model]]


def owner(model: Kind) -> Kind:
    """The model that a row of `model` is part of."""
    return owners(model)[0].related_model


def is_part(model: Kind) -> bool:
    """Whether the rows of `model` are parts of others, and no records by themselves."""
    return bool(OWNERS.get(model))


def root(model: Kind) -> Kind:
    """The model of the records that rows of `model` belong to in the end."""
    while is_part(model):
        model = owner(model)
    return model


@cache
def parts(model: Kind) -> tuple[Kind, ...]:
    """`model` and every model whose rows belong to its rows, owners first."""
    found = [model]
    for kind in OWNERS:
        if is_part(kind) and owner(kind) in found and kind not in found:
            found.append(kind)
    return tuple(found)


def fields(model: Kind) -> list[Field]:
    """The fields of `model` that its history keeps."""
    kept = (f.name for f in events(model)._meta.fields if not f.name.startswith("pgh_"))
    return [model._meta.get_field(name) for name in kept]


def references(model: Kind) -> list[Any]:
    """The foreign keys among the fields that the history of `model` keeps."""
    return [field for field in fields(model) if field.is_relation]


def events(model: Kind) -> Any:
    """The model of the events of `model`."""
    return model.pgh_event_model  # type: ignore[attr-defined]


def in_any(names: Iterable[str], values: Any) -> Q:
    """The condition that one of the columns `names` is among `values` (a query or numbers).

    `values` may also be one reference to the query around.
    """
    look_up = "" if isinstance(values, OuterRef) else "__in"
    condition = Q(pk__in=[])
    for name in names:
        condition |= Q(**{f"{name}{look_up}": values})
    return condition


def ever_part(part: Kind, model: Kind, pk: int | OuterRef) -> Q:
    """The condition on events of `part`: the row was at some time part of a record.

    The record is number `pk` of `model`, be it there or not; a reference stands
    for the record of the query around. The condition also holds for events of
    such a row from before it came and after it left.
    """
    if part is model:
        return in_any(["pgh_obj_id"], _one(pk))
    return Q(pgh_obj_id__in=_ever(part, model, _inside(pk)))


def _ever(part: Kind, model: Kind, pk: int | OuterRef) -> QuerySet:
    """The numbers of the rows of `part` that were at some time part of the record."""
    above = _one(pk) if owner(part) is model else _ever(owner(part), model, _inside(pk))
    columns = [field.attname for field in owners(part)]
    return events(part).objects.filter(in_any(columns, above)).values("pgh_obj_id")


def _one(pk: int | OuterRef) -> Any:
    return pk if isinstance(pk, OuterRef) else [pk]


def _inside(pk: int | OuterRef) -> int | OuterRef:
    """`pk` as a query within the query says it: each passes a reference on to the next."""
    return OuterRef(pk) if isinstance(pk, OuterRef) else pk


def members(rows: dict[Kind, dict[int, Row]], model: Kind, pk: int) -> dict[Kind, dict[int, Row]]:
    """Those of `rows` that are the record number `pk` of `model` or parts of it.

    `rows` are what there is at one moment, by model and primary key. An
    empty answer means that the record is not among them.
    """
    found: dict[Kind, dict[int, Row]] = {}
    for part in parts(model):
        here = rows.get(part, {})
        if part is model:
            found[part] = {pk: here[pk]} if pk in here else {}
            continue
        held = found[owner(part)]
        columns = [field.attname for field in owners(part)]
        found[part] = {n: row for n, row in here.items() if any(row[c] in held for c in columns)}
    return found
