"""Names of rows as people know them, of those that are gone by now, too."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model, Q

from browse.history.events import latest
from browse.history.parts import Kind, Row, is_part, is_tracked, owners, references


@dataclass(frozen=True)
class Reference:
    """A row as a page names it: `there` says whether it still exists."""

    model: Kind
    pk: int
    name: str
    there: bool

    @property
    def noun(self) -> str:
        """What a record of this kind is called."""
        return str(self.model._meta.verbose_name)

    def __str__(self) -> str:
        return self.name


class Names:
    """Every row that some rows refer to, as it is now or was last.

    One query for the rows referred to, and one for each further step that
    leads from a part to what it is part of; two or three in all.
    """

    def __init__(self, rows: Iterable[tuple[Kind, Row]] = ()) -> None:
        self._rows: dict[Kind, dict[int, tuple[Row, bool]]] = defaultdict(dict)
        self._others: dict[Kind, dict[int, Model]] = defaultdict(dict)
        self.add(rows)

    def add(self, rows: Iterable[tuple[Kind, Row]]) -> None:
        """Fetch what `rows` refer to, and what those are part of."""
        self._fetch(self._referred(rows))

    def fetch(self, records: Iterable[tuple[Kind, int]]) -> None:
        """Fetch rows themselves, by model and number."""
        wanted: dict[Kind, set[int]] = defaultdict(set)
        for model, pk in records:
            if pk not in self._rows[model] and pk not in self._others[model]:
                wanted[model].add(pk)
        self._fetch(dict(wanted))

    def _fetch(self, wanted: dict[Kind, set[int]]) -> None:
        while wanted:
            found = latest({m: Q(pgh_obj_id__in=pks) for m, pks in wanted.items() if is_tracked(m)})
            for model, versions in found.items():
                self._rows[model].update(versions)
            for model in wanted.keys() - found.keys():
                self._others[model].update(model._base_manager.in_bulk(wanted[model]))
            wanted = self._referred(
                (model, row)
                for model, versions in found.items()
                if is_part(model)
                for row, _there in versions.values()
            )

    def _referred(self, rows: Iterable[tuple[Kind, Row]]) -> dict[Kind, set[int]]:
        """The numbers that `rows` refer to and that are not known yet."""
        wanted: dict[Kind, set[int]] = defaultdict(set)
        for model, row in rows:
            for field in references(model):
                pk, kind = row[field.attname], field.related_model
                if pk is not None and pk not in self._rows[kind] and pk not in self._others[kind]:
                    wanted[kind].add(pk)
        return dict(wanted)

    def row(self, model: Kind, pk: int | None) -> Row | None:
        """The newest values of a row of a tracked model; None for one that is not known."""
        known = self._rows[model].get(pk) if pk is not None else None
        return known and known[0]

    def there(self, model: Kind, pk: int) -> bool:
        """Whether the row exists now."""
        known = self._rows[model].get(pk)
        return known[1] if known else pk in self._others[model]

    def of(self, model: Kind, pk: int) -> str:
        """What the row is called. No query."""
        row = self.row(model, pk)
        if row is not None:
            return self.of_row(model, row)
        other = self._others[model].get(pk)
        return str(other) if other else f"{model._meta.verbose_name} {pk}"

    def of_row(self, model: Kind, row: Row) -> str:
        """What a row with the values `row` is called. No query."""
        try:
            return str(self.instance(model, row))
        except (ObjectDoesNotExist, AttributeError):  # its name needs what nobody knows any more
            return f"{model._meta.verbose_name} {row['id']}"

    def instance(self, model: Kind, row: Row) -> Any:
        """An unsaved record with the values `row`, and those it refers to as far as known."""
        made = model(**row)
        for field in references(model) if is_part(model) else ():
            known = self.row(field.related_model, row[field.attname])
            if known is not None:
                field.set_cached_value(made, self.instance(field.related_model, known))
        return made

    def reference(self, model: Kind, pk: int, row: Row | None = None) -> Reference:
        """The row number `pk` of `model` by its name, or by the name it has as `row`."""
        name = self.of_row(model, row) if row else self.of(model, pk)
        return Reference(model, pk, name, self.there(model, pk))

    def root(self, model: Kind, row: Row) -> tuple[Kind, int]:
        """The record that a row of `model` with the values `row` belongs to in the end."""
        while is_part(model):
            field = owners(model)[0]
            pk = row[field.attname]
            above = self.row(field.related_model, pk)
            if above is None:
                return field.related_model, pk
            model, row = field.related_model, above
        return model, row["id"]
