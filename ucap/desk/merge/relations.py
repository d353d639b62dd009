"""Everything that points at a record, found in the models themselves: nothing can be forgotten."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import Model


@dataclass(frozen=True)
class Pointer:
    """A foreign key that leads to a record: its model and its name there."""

    model: type[Model]
    field: str

    @property
    def label(self) -> str:
        """How rules name it: `pilots.activitycity.city`."""
        return f"{self.model._meta.label_lower}.{self.field}"

    def rows(self, record: Model) -> Any:
        """Those that point at `record`."""
        return self.model._base_manager.filter(**{self.field: record.pk}).order_by("pk")

    @property
    def spoken(self) -> type[Model]:
        """The model by whose name people know the rows.

        A table that Django makes for a many-to-many field is called by the
        proxy that keeps its history.
        """
        if not self.model._meta.auto_created:
            return self.model
        proxies = (m for m in apps.get_models() if m._meta.proxy and issubclass(m, self.model))
        return next(proxies, self.model)


def pointers(model: type[Model]) -> Iterator[Pointer]:
    """All foreign keys to `model`, those of many-to-many tables included.

    Keys without a constraint in the database are left out: history points at
    rows that are gone.
    """
    for relation in model._meta.get_fields(include_hidden=True):
        field: Any = getattr(relation, "field", None)
        leads_here = relation.auto_created and (relation.one_to_many or relation.one_to_one)
        if leads_here and field.db_constraint and not field.model._meta.proxy:
            yield Pointer(field.model, field.name)


def uniques(pointer: Pointer) -> list[tuple[str, ...]]:
    """The other fields of each uniqueness that the foreign key is part of.

    Two rows that agree in them cannot both point at one record.
    """
    options: Any = pointer.model._meta
    together = [tuple(fields) for fields in options.unique_together]
    together += [rule.fields for rule in options.total_unique_constraints]
    if options.get_field(pointer.field).unique:
        together.append((pointer.field,))
    return [
        tuple(name for name in fields if name != pointer.field)
        for fields in together
        if pointer.field in fields
    ]
