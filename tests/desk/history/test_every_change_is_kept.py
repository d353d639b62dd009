"""Whatever changes a row, and however: an event keeps what it was."""

import io
import itertools
from random import Random
from typing import Any

import pghistory
import pytest
from django.contrib.auth.models import User
from django.core import serializers
from django.core.management import call_command
from django.db import InternalError, connection, transaction
from django.db.models import Model, Q
from django.test import Client
from django.urls import reverse

from browse.history.events import Key, read
from browse.history.parts import Kind, events, kinds
from browse.history.state import live
from cities.models import City
from pilots.models import Activity, ActivityCity, Outcome, PilotProject
from tests.desk.history.editing import build, different, edit, lonely
from tests.records import tables
from tests.universe import world
from ucap.summaries.models import ActivityCitation, SeedEntry, Summary

pytestmark = pytest.mark.django_db

KINDS = kinds()
PART_OF_THE_LEDGER = {SeedEntry}


def labels(model: Kind, pk: int) -> list[str]:
    """What happened to a row, in order."""
    found = events(model).objects.filter(pgh_obj_id=pk).order_by("pgh_id")
    return list(found.values_list("pgh_label", flat=True))


def row_of(model: Kind, pk: int) -> dict[str, Any]:
    """A row as it is now."""
    return live(model, Q(pk=pk))[pk]


def test_every_table_but_the_ledger_has_a_history() -> None:
    kept = {model._meta.db_table for model in KINDS}
    assert {m._meta.db_table for m in tables() if m not in PART_OF_THE_LEDGER} - kept == set()


def test_each_way_of_changing_a_row_leaves_an_event() -> None:
    build(3)
    for model in KINDS:
        change_in_each_way(model, lonely(model))


def change_in_each_way(model: Kind, pk: int) -> None:
    """Change a row in every way there is, and look for the event of each."""
    row, table = row_of(model, pk), model._meta.db_table
    assert labels(model, pk)[0] == "insert", model
    known = len(labels(model, pk))

    def came() -> list[str]:
        """What has come since we last asked."""
        nonlocal known
        everything = labels(model, pk)
        new, known = everything[known:], len(everything)
        return new

    record = model._base_manager.get(pk=pk)
    for name, value in different(model, row).items():
        setattr(record, name, value)
    record.save()
    assert came() == ["update"]
    column, value = next((name, row[name]) for name in different(model, row))
    assert model._base_manager.filter(pk=pk).update(**{column: value}) == 1
    assert came() == ["update"]
    new = next(iter(different(model, row).values()))
    with connection.cursor() as cursor:
        cursor.execute(f'UPDATE {table} SET "{column}" = %s WHERE id = %s', [new, pk])  # noqa: S608
        assert came() == ["update"]
        columns = ", ".join(f'"{f.column}"' for f in model._meta.concrete_fields if not f.generated)
        stored = io.StringIO()
        cursor.copy_expert(
            f"COPY (SELECT {columns} FROM {table} WHERE id = {pk}) TO STDOUT",  # noqa: S608
            stored,
        )
        dumped = io.StringIO()
        concrete: Any = model._meta.concrete_model
        call_command("dumpdata", concrete._meta.label, pks=str(pk), stdout=dumped)
        with transaction.atomic():
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            cursor.execute(f"DELETE FROM {table} WHERE id = %s", [pk])  # noqa: S608
            assert came() == ["delete"]
            stored.seek(0)
            cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", stored)
            assert came() == ["insert"]
    model._base_manager.filter(pk=pk).update(**{column: value})
    assert came() == ["update"]
    with_fixture(dumped.getvalue())
    assert came() == ["update"]
    model._base_manager.filter(pk=pk).delete()
    assert came() == ["delete"]


def with_fixture(text: str) -> None:
    """Load what `dumpdata` wrote, as `loaddata` does."""
    for record in serializers.deserialize("json", text):
        record.save()


def test_loading_a_fixture_leaves_events(tmp_path) -> None:
    build(3)
    path = tmp_path / "cities.json"
    call_command("dumpdata", "cities.city", output=str(path))
    City.objects.update(figures_source="nowhere")
    city = City.objects.latest("pk")
    before = len(labels(City, city.pk))
    call_command("loaddata", str(path), verbosity=0)
    assert labels(City, city.pk)[before:] == ["update"]
    assert City.objects.get(pk=city.pk).figures_source == "a yearbook"


def through(record: Model, name: str) -> Kind:
    """The tracked model of a many-to-many field."""
    table = getattr(type(record), name).through._meta.db_table
    return next(model for model in KINDS if model._meta.db_table == table)


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (Activity, "pilots"),
        (Outcome, "cities"),
        (Outcome, "organisations"),
        (ActivityCitation, "outcomes"),
    ],
)
def test_what_is_set_added_and_cleared_leaves_events(model: type[Model], name: str) -> None:
    build(3)
    record = model._default_manager.earliest("pk")
    links, related = through(record, name), getattr(record, name)
    related.clear()
    one, two = related.model._default_manager.all()[:2]
    rows = events(links).objects

    def came(number: int) -> list[str]:
        return list(rows.order_by("-pgh_id").values_list("pgh_label", flat=True)[:number])

    related.add(one)
    assert came(1) == ["insert"]
    related.set([two])
    assert came(2) == ["insert", "delete"]
    related.clear()
    assert came(1) == ["delete"]


def test_seeding_is_one_change_set_of_the_command() -> None:
    call_command("seed", verbosity=0, stdout=io.StringIO())
    contexts = {
        context
        for model in KINDS
        for context in events(model).objects.values_list("pgh_context", flat=True)
    }
    (context,) = contexts
    from pghistory.models import Context

    assert Context.objects.get(pk=context).metadata == {"command": "seed"}
    empty = [model.__name__ for model in KINDS if not events(model).objects.exists()]
    assert empty == ["Distinction"]  # editors make these


def test_a_form_with_links_is_one_change_set_of_whoever_sent_it() -> None:
    from tests.across.test_admin import form_of

    world.build(13, summaries=5)
    client = Client()
    user = User.objects.create_superuser("root")
    client.force_login(user)
    link = ActivityCity.objects.earliest("pk")
    activity = link.activity
    activity.city_links.exclude(pk=link.pk).delete()
    activity.outcomes.all().delete()  # what they name is linked to their activity
    address = reverse("admin:pilots_activity_change", args=[activity.pk])
    said = {"title": "Another", "city_names": "", "reason_for_change": "It was odd."}
    assert client.post(address, form_of(client.get(address)) | said).status_code == 302
    (renamed,) = Activity.pgh_event_model.objects.filter(title="Another")  # type: ignore[attr-defined]
    context = renamed.pgh_context
    assert context.metadata["user"] == user.pk
    assert context.metadata["reason"] == "It was odd."
    assert context.metadata["action"] == "edit"
    found = read({m: events(m).objects.filter(pgh_context=context) for m in KINDS})
    assert {(e.model.__name__, e.pk, e.label) for e in found} == {
        ("Activity", activity.pk, "update"),
        ("ActivityCity", link.pk, "delete"),
    }


def test_events_cannot_be_changed_or_deleted() -> None:
    build(3)
    for model in KINDS:
        table = events(model)._meta.db_table
        for forbidden in (
            f"UPDATE {table} SET pgh_label = 'nothing'",  # noqa: S608
            f"UPDATE {table} SET id = id + 1",  # noqa: S608
            f"DELETE FROM {table}",  # noqa: S608
        ):
            with (
                pytest.raises(InternalError, match="Cannot update or delete"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(forbidden)


def test_reading_events_gives_the_values_as_they_were() -> None:
    build(5)
    random = Random(5)  # noqa: S311
    for model in KINDS:
        pk = lonely(model)
        row = row_of(model, pk)
        edit(random, model, pk)
        after = row_of(model, pk)
        (*_earlier, event) = read({model: events(model).objects.filter(pgh_obj_id=pk)})
        assert (event.before, event.after) == (row, after)


def test_a_key_is_read_as_it_is_written() -> None:
    with pghistory.context() as context:
        City.objects.update(figures_source="x")
    from django.utils import timezone

    for key in (Key(context=context.id), Key(at=timezone.now())):
        assert Key.parse(str(key)) == key
    for text in ("", "x", "2026T", "20261341T000000.000000Z", "0" * 36):
        with pytest.raises(ValueError, match=r"\w"):
            Key.parse(text)


def test_both_ends_of_every_pair_of_owners_are_of_one_kind() -> None:
    from browse.history.parts import owners

    pairs = itertools.chain(*(itertools.pairwise(owners(model)) for model in KINDS))
    assert all(one.related_model is other.related_model for one, other in pairs)
    assert {Summary, Activity, PilotProject} <= set(KINDS)
