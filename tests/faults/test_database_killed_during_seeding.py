"""Postgres is killed with -9 while the fixtures are loaded: nothing of them, then all of them."""

import io
import json
import subprocess

import pytest
from django.core.management import call_command

from tests import databases, records
from tests.faults.breaking import answers, kill, postgres
from tests.faults.state import database
from tests.ops.portal import Checkout, Serving, wait_for
from ucap.summaries.models import SeedEntry

pytestmark = pytest.mark.fault

EARLY, LATE = "cities_city_id_seq", "summaries_pilotcitation_id_seq"
"""Sequences tell how far the loading is: unlike rows they are seen at once."""
NAMED = [str(model._meta.label) for model in records.ours() if model is not SeedEntry]
DUMP = ["dumpdata", *NAMED, "--natural-foreign", "--natural-primary"]


def url(checkout: Checkout) -> str:
    """The address of an empty database of the portal's own server."""
    return (
        f"postgres://ucap@{(checkout.home / 'socket').read_text().replace('/', '%2F')}:5432/fresh"
    )


def manage(checkout: Checkout, *arguments: str) -> subprocess.Popen[str]:
    """Start a management command for that database."""
    told = {"DATABASE_URL": url(checkout), "SECRET_KEY": "x" * 50, "HTTPS": "0"}
    python = str(checkout.venv / "bin" / "python")
    command = checkout.command("bin/python", str(checkout.folder / "manage.py"), *arguments)
    command["env"] |= told | {"UCAP_PYTHON": python}
    return subprocess.Popen(**command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finished(running: subprocess.Popen[str]) -> str:
    """What a command writes, when it has succeeded."""
    told, wrong = running.communicate(timeout=300)
    assert running.returncode == 0, wrong
    return told


def plain(dump: str) -> list[str]:
    """The records of a dump, in an order of their own."""
    return sorted(json.dumps(record, sort_keys=True) for record in json.loads(dump))


def test_nothing_is_loaded_by_half_and_loading_again_completes(
    transactional_db: None,
    checkout: Checkout,
    serving: Serving,
    seeded_database: str,
) -> None:
    fresh = database(checkout).beside("fresh")
    fresh.create()
    try:
        finished(manage(checkout, "migrate", "--verbosity", "0"))
        empty = fresh.tables()
        for sequence, far in ((EARLY, 3), (LATE, 20)):
            before = fresh.rows(f"SELECT last_value FROM {sequence}")[0][0]  # noqa: S608
            seeding = manage(checkout, "seed")

            def is_far() -> bool:
                now = fresh.rows(f"SELECT last_value FROM {sequence}")[0][0]  # noqa: S608, B023
                return now >= before + far  # noqa: B023

            wait_for(is_far, "seeding should have come so far", 120)
            kill(postgres(checkout))
            seeding.communicate(timeout=60)
            assert seeding.returncode != 0
            wait_for(lambda: answers(checkout), "Postgres should be back", 60)
            assert fresh.tables() == empty
        finished(manage(checkout, "seed"))
        found = plain(finished(manage(checkout, *DUMP)))
        assert "Unchanged" in finished(manage(checkout, "seed"))
    finally:
        fresh.drop()
    expected = io.StringIO()
    with databases.pointed_at(seeded_database):
        call_command(*DUMP, stdout=expected)
    assert found == plain(expected.getvalue())
    assert len(found) > 500
