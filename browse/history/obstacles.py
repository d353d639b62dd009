"""What stands in the way of writing rows back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignObjectRel, Model, Q, UniqueConstraint
from django.utils.translation import gettext as _

from browse.history.differences import Difference, Record
from browse.history.naming import Names, Reference
from browse.history.parts import Kind, Row, fields, is_part, kinds, references
from browse.history.wording import label

Steps = list[Difference]


@dataclass(frozen=True)
class Obstacle:
    """Why a step cannot be done, in a sentence, and the record to look at.

    With a `field`, only that field of the step cannot be brought back.
    """

    step: Difference
    text: str
    record: Reference | None = None
    field: Any = None


def named(step: Difference, names: Names) -> dict[str, str]:
    """The words for a sentence about the row of `step`: itself and, of a part, whose it is."""
    name = names.of_row(step.model, step.row)
    if not is_part(step.model):
        return {"row": f"“{name}”"}
    whose = names.of(*names.root(step.model, step.row))
    noun = step.model._meta.verbose_name
    return {"row": _("%(noun)s “%(name)s” (%(whose)s)") % {**vars_(noun, name), "whose": whose}}


def vars_(noun: Any, name: str) -> dict[str, str]:
    """The words `noun` and `name` for a sentence."""
    return {"noun": str(noun), "name": name}


def obstacles(steps: Steps, names: Names) -> list[Obstacle]:
    """All that stands in the way of `steps`, as things are now.

    A query for each kind of record referred to, each set of fields that must
    be unique, and each relation that leads to a kind of row to be deleted.
    """
    return [*_missing(steps, names), *_taken(steps, names), *_needed(steps, names)]


# What rows refer to


def _missing(steps: Steps, names: Names) -> Iterator[Obstacle]:
    """References to records that are gone."""
    needed: dict[Kind, set[int]] = defaultdict(set)
    for step in steps:
        for reference in _to_be(step):
            needed[reference.related_model].add(_target(step, reference))
    there = {
        model: set(model._base_manager.filter(pk__in=pks).values_list("pk", flat=True))
        for model, pks in needed.items()
    }
    for step in steps:
        if step.model in there:
            (there[step.model].discard if step.after is None else there[step.model].add)(step.pk)
    for step in steps:
        for reference in _to_be(step):
            model, pk = reference.related_model, _target(step, reference)
            if pk not in there[model]:
                text = _("%(row)s needs the %(noun)s “%(name)s”, which is gone.")
                words = {
                    **named(step, names),
                    **vars_(model._meta.verbose_name, names.of(model, pk)),
                }
                yield Obstacle(step, text % words, names.reference(model, pk), reference)


def _to_be(step: Difference) -> list[Any]:
    """The foreign keys that a step sets to something."""
    if step.after is None:
        return []
    changed = set(step.fields)
    return [f for f in references(step.model) if f in changed and step.after[f.attname] is not None]


def _target(step: Difference, reference: Any) -> int:
    assert step.after is not None  # noqa: S101 - for the type checker
    return step.after[reference.attname]


# What must be unique


def unique_sets(model: Kind) -> list[tuple[str, ...]]:
    """The sets of columns of `model` whose values no two rows share; expressions are left out."""
    options = model._meta.concrete_model._meta  # type: ignore[union-attr]
    kept = {field.name: field.attname for field in fields(model)}
    sets: list[Iterable[str]] = [[f.name] for f in fields(model) if f.unique and not f.primary_key]
    sets += options.unique_together
    sets += [
        constraint.fields
        for constraint in options.constraints
        if isinstance(constraint, UniqueConstraint) and constraint.condition is None
    ]
    return [tuple(kept[name] for name in names) for names in sets if names]


def _values(row: Row | None, columns: tuple[str, ...]) -> tuple[Any, ...] | None:
    """The values of `row` in `columns`; None if one is empty, which is always unique."""
    values = tuple(row[column] for column in columns) if row else (None,)
    return None if None in values else values


def _taken(steps: Steps, names: Names) -> list[Obstacle]:
    """Values that another row has by now."""
    by_model: dict[Kind, Steps] = defaultdict(list)
    for step in steps:
        by_model[step.model].append(step)
    return [
        obstacle
        for model, there in by_model.items()
        for columns in unique_sets(model)
        for obstacle in _taken_of(model, columns, there, names)
    ]


def _taken_of(
    model: Kind, columns: tuple[str, ...], steps: Steps, names: Names
) -> Iterator[Obstacle]:
    wanted = {
        values: step
        for step in steps
        if (values := _values(step.after, columns)) and values != _values(step.before, columns)
    }
    if not wanted:
        return
    clashing = Q(pk__in=[])
    for values in wanted:
        clashing |= Q(**dict(zip(columns, values, strict=True)))
    leaving = {s.pk for s in steps if _values(s.after, columns) != _values(s.before, columns)}
    holders = list(
        model._base_manager.filter(clashing).exclude(pk__in=leaving).values_list("pk", *columns)
    )
    names.fetch((model, pk) for pk, *_held in holders)
    changed = [f for f in fields(model) if f.attname in columns]
    for pk, *held in holders:
        step = wanted[tuple(held)]
        words = {
            **named(step, names),
            "fields": ", ".join(label(f) for f in changed),
            "holder": names.of(model, pk),
        }
        text = _("%(row)s cannot have its “%(fields)s” back: “%(holder)s” has it now.")
        alone = changed[0] if len(changed) == 1 else None
        yield Obstacle(step, text % words, _record(model, pk, names), alone)


# What refers to rows


def _needed(steps: Steps, names: Names) -> list[Obstacle]:
    """Rows to be deleted that others refer to."""
    found: list[tuple[Kind, int, Difference]] = []
    leaving: dict[Kind, dict[int, Difference]] = defaultdict(dict)
    after: dict[Record, Row | None] = {(step.model, step.pk): step.after for step in steps}
    for step in steps:
        if step.after is None:
            leaving[step.model][step.pk] = step
    for model, gone in leaving.items():
        for relation in _relations(model):
            column = relation.field.attname
            kind = _kind(relation.related_model)
            referring = kind._base_manager.filter(**{f"{column}__in": list(gone)})
            for pk, target in referring.values_list("pk", column):
                row = after.get((kind, pk), {column: target})
                if row is not None and row[column] == target:
                    found.append((kind, pk, gone[target]))
    names.fetch((kind, pk) for kind, pk, _step in found)
    return [_refers(kind, pk, step, names) for kind, pk, step in found]


def _record(kind: Kind, pk: int, names: Names) -> Reference:
    """The record that a row belongs to."""
    row = names.row(kind, pk)
    return names.reference(*(names.root(kind, row) if row else (kind, pk)))


def _refers(kind: Kind, pk: int, step: Difference, names: Names) -> Obstacle:
    holder = _record(kind, pk, names)
    words = {**named(step, names), **vars_(holder.model._meta.verbose_name, holder.name)}
    text = _("%(row)s cannot go: the %(noun)s “%(name)s” refers to it by now.")
    return Obstacle(step, text % words, holder)


def _relations(model: Kind) -> list[Any]:
    """The foreign keys of other tables that lead to `model`, as the database knows them."""
    concrete = model._meta.concrete_model
    assert concrete is not None  # noqa: S101 - only abstract models have none
    return [
        relation
        for relation in concrete._meta.get_fields(include_hidden=True)
        if isinstance(relation, ForeignObjectRel)
        and relation.field.concrete
        and not relation.many_to_many
        and getattr(relation.field, "db_constraint", False)
    ]


def _kind(model: type[Model] | Any) -> Kind:
    """The tracked model of a table: for links that Django makes by itself, its proxy."""
    return next((kind for kind in kinds() if kind._meta.concrete_model is model), model)
