"""What is dumped by natural keys loads again as it was, into empty tables."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, models

from tests.records import ours, tables
from tests.universe import world
from ucap.summaries.models import SeedEntry

# but for the ledger, which is about this database's own numbers
MODELS = [model for model in ours() if model is not SeedEntry]


def label(model: type[models.Model]) -> str:
    """The model's name as fixtures write it."""
    return model._meta.label_lower


def dumped(path: Path) -> list[dict]:
    """Everything in the three apps, by natural keys, in no order."""
    call_command(
        "dumpdata",
        *map(label, MODELS),
        use_natural_foreign_keys=True,
        use_natural_primary_keys=True,
        output=str(path),
        verbosity=0,
    )
    records = json.loads(path.read_text(encoding="utf-8"))
    return sorted(records, key=lambda record: json.dumps(record, sort_keys=True))


def empty() -> None:
    """Empty the tables of the three apps."""
    names = [model._meta.db_table for model in tables()]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # what is still to be checked stops it
        cursor.execute(f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE")


@pytest.fixture
def a_world(db) -> None:
    """A world with every kind of record and link."""
    world.build(31, summaries=6)


def test_the_world_has_every_kind_of_record(a_world: None) -> None:
    assert [label(model) for model in MODELS if not model._default_manager.exists()] == []


def test_everything_dumped_loads_again_as_it_was(a_world: None, tmp_path: Path) -> None:
    before = dumped(tmp_path / "before.json")
    assert len(before) > 300
    empty()
    assert dumped(tmp_path / "empty.json") == []
    call_command("loaddata", str(tmp_path / "before.json"), verbosity=0)
    assert dumped(tmp_path / "after.json") == before


def test_loading_twice_changes_nothing(a_world: None, tmp_path: Path) -> None:
    before = dumped(tmp_path / "before.json")
    call_command("loaddata", str(tmp_path / "before.json"), verbosity=0)
    assert dumped(tmp_path / "after.json") == before


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_a_record_is_found_again_by_its_natural_key(a_world: None, model: Any) -> None:
    for record in model._default_manager.all()[:20]:
        assert model._default_manager.get_by_natural_key(*record.natural_key()) == record


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_no_number_of_the_database_stands_in_a_dump(
    a_world: None, model: type[models.Model], tmp_path: Path
) -> None:
    path = tmp_path / "dump.json"
    call_command(
        "dumpdata",
        label(model),
        use_natural_foreign_keys=True,
        use_natural_primary_keys=True,
        output=str(path),
        verbosity=0,
    )
    relations = [field.name for field in model._meta.get_fields() if field.is_relation]
    for record in json.loads(path.read_text(encoding="utf-8")):
        assert "pk" not in record
        for name in set(relations) & set(record["fields"]):
            assert not isinstance(record["fields"][name], int)
