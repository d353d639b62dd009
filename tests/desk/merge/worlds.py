"""What stands in the tables, written down in a way that knows nothing of merging."""

from collections import Counter
from typing import Any

from django.db.models import Model

from pilots.models.links import Relation
from tests.records import tables
from ucap.summaries.models import SeedEntry


def ends(model: type[Model]) -> list[Any]:
    """The foreign keys of `model`."""
    return [field for field in model._meta.concrete_fields if field.is_relation]


def links(renamed: dict[tuple[type[Model], int], int]) -> set[tuple[str, tuple]]:
    """Every row with what it points at, as if the `renamed` records had another number already.

    Rows are told apart by what they point at alone: what two rows tell of the
    same ends is one fact here.
    """
    found = set()
    for model in tables():
        fields = ends(model)
        if not fields or model is SeedEntry:
            continue
        for row in model._base_manager.all():
            told = tuple(
                (field.name, renamed.get((field.related_model, key), key))
                for field in fields
                if (key := getattr(row, field.attname)) is not None
            )
            if issubclass(model, Relation):  # told either way round
                told = tuple(sorted((key for _name, key in told)))
            if len(told) > 1:
                found.add((model.__name__, told))
    return found


def parts(model: type[Model], renamed: dict[int, int]) -> set[tuple[int, int | None]]:
    """(record, what it is part of) as if the renamed records had their new numbers already."""
    if all(field.name != "part_of" for field in model._meta.fields):
        return set()
    rows = model._base_manager.values_list("pk", "part_of")
    return {(pk, renamed.get(whole, whole)) for pk, whole in rows}


def dangling() -> list[str]:
    """Foreign keys that lead nowhere."""
    return [
        f"{model.__name__}.{field.name} of {row.pk}"
        for model in tables()
        for field in ends(model)
        for row in model._base_manager.all()
        if (key := getattr(row, field.attname)) is not None
        and not field.related_model._base_manager.filter(pk=key).exists()
    ]


def texts(model: type[Model], *names: str) -> Counter[str]:
    """How often each text stands in the fields `names` of all rows."""
    rows = model._base_manager.values_list(*names)
    return Counter(text for row in rows for text in row if text)
