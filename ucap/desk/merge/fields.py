"""The fields of a record that have to be chosen when two are merged."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst

from ucap.desk.merge.kinds import Kind


@dataclass(frozen=True)
class MergedField:
    """One choice: a field, or several that belong together, under the name of the choice."""

    name: str
    label: str
    fields: tuple[Any, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The model's names of the fields."""
        return tuple(field.name for field in self.fields)

    @property
    def is_text(self) -> bool:
        """Whether somebody may write a version of their own."""
        only = self.fields[0]
        texts = (models.CharField, models.TextField)
        return len(self.fields) == 1 and isinstance(only, texts) and not only.choices

    @property
    def is_long(self) -> bool:
        """Whether a version of one's own may have several lines."""
        return isinstance(self.fields[0], models.TextField)

    def values(self, record: models.Model) -> dict[str, Any]:
        """What `record` has in the fields. A query for a foreign key that is not loaded."""
        return {name: getattr(record, name) for name in self.names}

    def stored(self, record: models.Model) -> tuple[Any, ...]:
        """The same as stored, for comparing. No query."""
        return tuple(getattr(record, field.attname) for field in self.fields)

    def is_empty(self, record: models.Model) -> bool:
        """Whether `record` says nothing here."""
        return self.stored(record)[0] in (None, "")


def merged_fields(kind: Kind) -> list[MergedField]:
    """All choices, in the order of the model.

    Left out are the address, which the record that stays keeps, the status,
    which follows a rule, and columns that the database makes itself.
    """
    grouped = {name: (key, label) for key, (label, names) in kind.groups.items() for name in names}
    choices: dict[str, MergedField] = {}
    title = kind.model._meta.get_field(kind.title)
    own = [field for field in kind.model._meta.local_concrete_fields if _is_chosen(field)]
    own.sort(key=lambda field: field is not title)
    for field in own:
        key, label = grouped.get(field.name, (field.name, field.verbose_name))
        if key not in choices:
            names = kind.groups[key][1] if key in kind.groups else (field.name,)
            fields = tuple(kind.model._meta.get_field(name) for name in names)
            choices[key] = MergedField(key, capfirst(str(label)), fields)
    return list(choices.values())


def _is_chosen(field: Any) -> bool:
    return not (field.primary_key or field.generated or field.name in ("slug", "status"))
