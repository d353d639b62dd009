"""Load the fixtures without undoing anything that an editor did.

Every record of the fixtures is looked up in a ledger under its natural key.
One that is not there is created and entered with the values it got. One that
is there is compared with them: unchanged since, it follows the fixtures;
edited, renamed, merged away or deleted since, it stays as it was left. Because
the ledger knows the number of each record, a renamed one is still recognised
by those that refer to it; what refers to one that was merged away finds the
record that has its address now.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pghistory
import yaml
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import DatabaseError, connection, models, transaction
from django.db.models.fields.related import ForeignKey, ManyToManyField

from browse.models import FormerSlug
from browse.natural import NaturalKeyed
from ucap.summaries.models import SeedEntry

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C: ten times as fast


class FixtureError(Exception):
    """A fixture that cannot be loaded: says which file, which record and why."""


@dataclass(frozen=True)
class Entry:
    """One record as a fixture writes it."""

    file: str
    model: type[NaturalKeyed]
    fields: dict[str, Any]

    @property
    def key(self) -> tuple[str, ...]:
        """The natural key as text; FixtureError when a part of it is missing."""
        return tuple(str(self._part(lookup)) for lookup in self.model.NATURAL_KEY)

    @property
    def noun(self) -> str:
        """What a record of this kind is called, in the plural."""
        return str(self.model._meta.verbose_name_plural)

    def _part(self, lookup: str) -> Any:
        """The part of the natural key at `lookup`: its own value, or one of a reference's."""
        name, _, rest = lookup.partition("__")
        if name not in self.fields:
            raise FixtureError(f"{self.file}: a {self.model._meta.verbose_name} has no “{name}”.")
        value = self.fields[name]
        if not rest:
            return value
        related: Any = self.model._meta.get_field(name).related_model
        return value[related.NATURAL_KEY.index(rest)]

    def __str__(self) -> str:
        return f"{self.file}: {self.model._meta.verbose_name} “{', '.join(self.key)}”"


@dataclass
class Report:
    """What a run of seeding did: how many records of each kind, and which were left alone."""

    created: Counter = field(default_factory=Counter)
    updated: Counter = field(default_factory=Counter)
    unchanged: Counter = field(default_factory=Counter)
    adopted: list[str] = field(default_factory=list)
    edited: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    orphaned: list[str] = field(default_factory=list)


def files() -> list[Path]:
    """The fixtures, in the order in which they load."""
    return sorted(path for folder in settings.FIXTURE_DIRS for path in Path(folder).glob("*.yaml"))


def read(path: Path) -> Iterator[Entry]:
    """The records of one fixture; FixtureError when it is not YAML or names no model."""
    try:
        records = yaml.load(path.read_text(encoding="utf-8"), Loader) or []  # noqa: S506 - both are safe
        for record in records:
            yield Entry(path.name, apps.get_model(record["model"]), record["fields"])
    except (yaml.YAMLError, LookupError, TypeError, ValueError) as error:
        raise FixtureError(f"{path.name} cannot be read: {error}") from error


@transaction.atomic
def seed() -> Report:
    """Load all fixtures, all or nothing. A few queries for each record. Safe to repeat."""
    seeder = Seeder()
    with pghistory.context(command="seed"):
        for path in files():
            for entry in read(path):
                seeder.take(entry)
    analyze()
    return seeder.report


def analyze() -> None:
    """Tell Postgres what is in the portal's tables: it plans badly for those just filled.

    In all of them and no others: those that its databases share would be locked for everybody
    else who seeds on the same server, until this transaction ends.
    """
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {', '.join(map(connection.ops.quote_name, tables))}")


class Gone(Exception):
    """A record that a fixture refers to is not there any more."""


def plain(value: Any) -> Any:
    """A field's value as JSON holds it: a record by its number, a date and a decimal as text."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, list):
        return sorted(record.pk for record in value)
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    if isinstance(value, date):
        return value.isoformat()
    return value


def wanted(values: dict[str, Any]) -> dict[str, Any]:
    """What a fixture asks for, as JSON holds it: to be compared with what is `stored`."""
    return {name: plain(value) for name, value in values.items()}


def stored(record: models.Model, names: Iterable[str]) -> dict[str, Any]:
    """The fields `names` of `record`, as they stand in the database, as JSON holds them."""
    values = {}
    for name in names:
        model_field: Any = record._meta.get_field(name)
        if isinstance(model_field, ManyToManyField):
            values[name] = sorted(getattr(record, name).values_list("pk", flat=True))
        else:
            values[name] = plain(getattr(record, model_field.attname))
    return values


class Seeder:
    """Takes one entry after the other and keeps the ledger and the report."""

    def __init__(self) -> None:
        self.report = Report()
        self.ledger = {
            (entry.content_type_id, tuple(entry.key)): entry for entry in SeedEntry.objects.all()
        }
        self.found: dict[tuple[int, tuple[str, ...]], models.Model] = {}
        self.lost: set[tuple[int, tuple[str, ...]]] = set()

    def take(self, entry: Entry) -> None:
        """Create or update the record of `entry`, or leave it as an editor left it."""
        kind = ContentType.objects.get_for_model(entry.model)
        known = self.ledger.get((kind.pk, entry.key))
        try:
            values = self._values(entry)
        except Gone as gone:
            self.report.orphaned.append(f"{entry}: {gone}")
            self.lost.add((kind.pk, entry.key))
            return
        if known is None:
            self._begin(entry, kind, values)
        else:
            self._follow(entry, known, values)

    def _begin(self, entry: Entry, kind: ContentType, values: dict[str, Any]) -> None:
        """Enter a record that the ledger does not know: create it, or adopt what is there."""
        own = {lookup.partition("__")[0] for lookup in entry.model.NATURAL_KEY}
        record = entry.model._base_manager.filter(**{name: values[name] for name in own}).first()
        if record is None:
            record = entry.model()
            self._store(entry, record, values)
            self.report.created[entry.noun] += 1
        else:
            self.report.adopted.append(str(entry))
        known = SeedEntry(content_type=kind, key=list(entry.key), object_id=record.pk)
        self._enter(known, values)
        self.ledger[kind.pk, entry.key] = known

    def _follow(self, entry: Entry, known: SeedEntry, values: dict[str, Any]) -> None:
        """Bring a record of the ledger up to the fixture, unless somebody changed it since."""
        record = entry.model._base_manager.filter(pk=known.object_id).first()
        if record is None:
            self.report.deleted.append(str(entry))
        elif stored(record, known.loaded) != known.loaded:
            self.report.edited.append(str(entry))
        elif wanted(values) == known.loaded:
            self.report.unchanged[entry.noun] += 1
        else:
            self._store(entry, record, values)
            self._enter(known, values)
            self.report.updated[entry.noun] += 1

    def _store(self, entry: Entry, record: models.Model, values: dict[str, Any]) -> None:
        """Write `values` into `record` and save it; FixtureError when a rule forbids them."""
        many = {name: value for name, value in values.items() if isinstance(value, list)}
        for name, value in values.items():
            if name not in many:
                setattr(record, name, value)
        references = [field.name for field in record._meta.fields if field.is_relation]
        try:
            record.clean_fields(exclude=references)
            with transaction.atomic():
                record.save()
        except (DatabaseError, ValidationError, ValueError) as error:
            raise FixtureError(f"{entry} cannot be saved: {error}") from error
        for name, value in many.items():
            getattr(record, name).set(value)

    def _enter(self, known: SeedEntry, values: dict[str, Any]) -> None:
        """Write into the ledger what the fixture asked for."""
        known.loaded = wanted(values)
        known.save()

    def _values(self, entry: Entry) -> dict[str, Any]:
        """The fields of `entry` as Python values; Gone when one refers to a record that is."""
        values = {}
        for name, value in entry.fields.items():
            try:
                model_field = entry.model._meta.get_field(name)
                values[name] = self._value(model_field, value)
            except (FieldDoesNotExist, ValidationError, ValueError) as error:
                raise FixtureError(f"{entry}, field “{name}”: {error}") from error
        return values

    def _value(self, model_field: Any, value: Any) -> Any:
        related: Any = model_field.related_model
        if isinstance(model_field, ManyToManyField):
            return [self._referred(related, key) for key in value]
        if isinstance(model_field, ForeignKey):
            return None if value is None else self._referred(related, value)
        # a decimal as it is written: 25.0389, not the binary fraction next to it
        return model_field.to_python(str(value) if isinstance(value, float) else value)

    def _referred(self, model: type[NaturalKeyed], key: list) -> models.Model:
        """The record that a fixture names by `key`, wherever an editor has moved it since."""
        kind = ContentType.objects.get_for_model(model).pk
        name = (kind, tuple(map(str, key)))
        if name not in self.found:
            self.found[name] = self._find(model, key, name)
        return self.found[name]

    def _find(
        self, model: type[NaturalKeyed], key: list, name: tuple[int, tuple[str, ...]]
    ) -> models.Model:
        """The record `key`, or the one that it was merged into.

        Gone when an editor has removed it, ValueError when it never was.
        """
        known = self.ledger.get(name)
        where = dict(zip(model.NATURAL_KEY, key, strict=True))
        record = model._base_manager.filter(**({"pk": known.object_id} if known else where)).first()
        if record is None:
            record = self._merged_into(model, key)
        if record is not None:
            return record
        what = f"{model._meta.verbose_name} “{', '.join(name[1])}”"
        if known or name in self.lost:
            raise Gone(f"{what} is gone")
        raise ValueError(f"there is no {what}")

    @staticmethod
    def _merged_into(model: type[NaturalKeyed], key: list) -> Any:
        """The record that took over the address of the one named by `key`; None if none did."""
        if model.NATURAL_KEY != ("slug",):
            return None
        holder = FormerSlug.objects.holder(model, key[0])
        return model._base_manager.filter(pk=holder).first() if holder else None
