"""What changed between two versions, as plain data in words."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from browse.history.events import Event
from browse.history.naming import Names, Reference
from browse.history.parts import Kind, Row, fields, is_part, owners, references
from browse.history.wording import is_prose, label, spelled
from browse.history.words import Span, compared

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
Record = tuple[Kind, int]


@dataclass(frozen=True)
class Difference:
    """One row at two moments; None where it was not there."""

    model: Kind
    pk: int
    before: Row | None
    after: Row | None

    @property
    def row(self) -> Row:
        """The row as it was later, or as it was last."""
        row = self.after or self.before
        assert row is not None  # noqa: S101 - a row that was never there is no difference
        return row

    @property
    def fields(self) -> list[Any]:
        """The fields that differ; all of them, for a row that came or went."""
        before, after = self.before, self.after
        if before is None or after is None:
            return fields(self.model)
        return [f for f in fields(self.model) if before[f.attname] != after[f.attname]]


@dataclass(frozen=True)
class FieldChange:
    """A field before and after, in words; `spans` for texts that are compared word by word."""

    label: str
    before: str
    after: str
    spans: list[Span] = field(default_factory=list)


@dataclass(frozen=True)
class RowChange:
    """What happened to one row: a sentence, what it says beside it, and its fields."""

    how: str
    sentence: str
    details: list[tuple[str, str]]
    fields: list[FieldChange]
    subject: Reference | None = None
    """The record that a link was about; None for rows that are no links."""


@dataclass(frozen=True)
class RecordChange:
    """All that happened to one record and its parts at a time."""

    record: Reference
    rows: list[RowChange]


def differences(events: Iterable[Event]) -> list[Difference]:
    """What `events`, in order of time, changed altogether: one difference a row, if any is left."""
    first: dict[Record, Row | None] = {}
    last: dict[Record, Row | None] = {}
    for event in events:
        first.setdefault((event.model, event.pk), event.before)
        last[event.model, event.pk] = event.after
    return [
        Difference(model, pk, first[model, pk], last[model, pk])
        for model, pk in first
        if first[model, pk] != last[model, pk]
    ]


def names_for(changed: Iterable[Difference]) -> Names:
    """The names that describing `changed` needs. Two or three queries."""
    changed = list(changed)
    rows = [(d.model, row) for d in changed for row in (d.before, d.after) if row]
    names = Names(rows)
    names.fetch(names.root(model, row) for model, row in rows)
    return names


def by_record(changed: Iterable[Difference], names: Names) -> list[RecordChange]:
    """What changed, by the records that it happened to. No query."""
    found: dict[Record, list[Difference]] = {}
    for difference in changed:
        found.setdefault(names.root(difference.model, difference.row), []).append(difference)
    return [
        RecordChange(names.reference(*record), of_record(there, names, record))
        for record, there in found.items()
    ]


def of_record(changed: Iterable[Difference], names: Names, record: Record) -> list[RowChange]:
    """What changed, as seen from `record`: rows that it never had are left out. No query."""
    rows = []
    for difference in sorted(changed, key=lambda d: is_part(d.model)):
        before = _belongs(difference.model, difference.before, record, names)
        after = _belongs(difference.model, difference.after, record, names)
        if before or after:
            how = CHANGED if before and after else ADDED if after else REMOVED
            rows.append(_row_change(difference, how, record, names))
    return rows


def _belongs(model: Kind, row: Row | None, record: Record, names: Names) -> bool:
    """Whether a row of `model` with these values is the record or a part of it."""
    if row is None:
        return False
    if (model, row["id"]) == record:
        return True
    return any(
        (field.related_model, row[field.attname]) == record
        or _belongs(
            field.related_model, names.row(field.related_model, row[field.attname]), record, names
        )
        for field in owners(model)
    )


def _row_change(difference: Difference, how: str, record: Record, names: Names) -> RowChange:
    model, row = difference.model, difference.row
    if how == REMOVED and difference.before:
        row = difference.before
    to = link(model, row, record)
    subject = names.reference(to.related_model, row[to.attname]) if to else None
    told = [*owners(model), to] if to else owners(model)
    changes = _field_changes(difference, how, names, told)
    shown = [change for long, change in changes if long or how == CHANGED or not is_part(model)]
    beside = [(c.label, c.after or c.before) for _long, c in changes if c not in shown]
    sentence = _sentence(model, row, how, to, names) if is_part(model) else _whole(how)
    return RowChange(how, str(capfirst(sentence)), beside, shown, subject)


def _whole(how: str) -> str:
    """The sentence for a record itself; none where its fields say enough."""
    return {ADDED: _("The record was added"), REMOVED: _("The record was deleted")}.get(how, "")


def link(model: Kind, row: Row, record: Record) -> Any:
    """The foreign key to what a link links its owner with; None for rows that are no links."""
    owning = owners(model)
    if len(owning) > 1:
        mine = [f for f in owning if (f.related_model, row[f.attname]) == record]
        return next((f for f in owning if f not in mine[:1]), None)
    others = [f for f in references(model) if f not in owning and not f.null]
    return others[0] if len(others) == 1 and owning else None


def _sentence(model: Kind, row: Row, how: str, to: Any, names: Names) -> str:
    """What happened to a part, as a sentence."""
    words = {"noun": model._meta.verbose_name}
    if to is None:
        words["name"] = names.of_row(model, row)
        return {
            ADDED: _("%(noun)s “%(name)s” was added"),
            REMOVED: _("%(noun)s “%(name)s” was removed"),
            CHANGED: _("%(noun)s “%(name)s” was changed"),
        }[how] % words
    own = owners(model)[0].related_model
    alike = to.related_model is own
    words["what"] = (model if alike else to.related_model)._meta.verbose_name_plural
    words["name"] = names.of(to.related_model, row[to.attname])
    if not is_part(own):
        return {
            ADDED: _("“%(name)s” was added to its %(what)s"),
            REMOVED: _("“%(name)s” was removed from its %(what)s"),
            CHANGED: _("“%(name)s” was changed among its %(what)s"),
        }[how] % words
    words["owner"] = names.of(own, row[owners(model)[0].attname])
    return {
        ADDED: _("“%(name)s” was added to the %(what)s of “%(owner)s”"),
        REMOVED: _("“%(name)s” was removed from the %(what)s of “%(owner)s”"),
        CHANGED: _("“%(name)s” was changed among the %(what)s of “%(owner)s”"),
    }[how] % words


def _field_changes(
    difference: Difference, how: str, names: Names, told: list[Any]
) -> list[tuple[bool, FieldChange]]:
    """Each field that says something, and whether its text is long.

    Of a row that came or went, what is `told` already is left out, and what
    every new row has anyway.
    """
    model, before, after = difference.model, difference.before, difference.after
    changes = []
    for changed in difference.fields:
        row = after or before or {}
        if changed.primary_key:
            continue
        if not (before and after) and (
            changed in told or (is_part(model) and row[changed.attname] == changed.get_default())
        ):
            continue
        old, new = (spelled(model, changed, row, names) for row in (before, after))
        if old == new and not (before and after):
            continue
        long = is_prose(changed, old, new)
        spans = compared(old, new) if long else []
        changes.append((long, FieldChange(label(changed), old, new, spans)))
    return changes
