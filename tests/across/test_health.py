"""Whoever runs the portal is told whether it lives and whether it is ready."""

import socket
import time

import pytest
from django.db import connection
from django.db.migrations import loader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests import databases
from ucap.across.health import known


@pytest.fixture
def recorded(db) -> list[str]:
    """The names of this version's last migrations of one app, newest last."""
    return sorted(name for app, name in known() if app == "summaries")


def test_healthz_asks_the_database_nothing(db) -> None:
    with CaptureQueriesContext(connection) as captured:
        answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"alive\n")
    assert len(captured) == 0


def test_readyz_asks_the_database_once_and_reads_no_migration_again(db, monkeypatch) -> None:
    Client().get("/readyz")
    monkeypatch.setattr(loader.MigrationLoader, "load_disk", None)  # calling it would fail
    with CaptureQueriesContext(connection) as captured:
        answer = Client().get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ready\n")
    assert len(captured) == 1


def test_no_answer_about_health_is_kept_by_anybody(db) -> None:
    for path in ("/healthz", "/readyz"):
        assert "no-store" in Client().get(path)["Cache-Control"], path


def test_missing_migrations_are_counted(recorded) -> None:
    MigrationRecorder.Migration.objects.filter(app="summaries", name__in=recorded[-2:]).delete()
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"migrations to be applied: 2\n")
    assert "no-store" in answer["Cache-Control"]


def test_an_old_version_stays_ready_while_the_database_is_that_of_a_newer_one(db) -> None:
    MigrationRecorder(connection).record_applied("summaries", "9999_of_the_next_version")
    assert Client().get("/readyz").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_an_empty_database_lacks_every_migration() -> None:
    empty = f"{connection.settings_dict['NAME']}_empty"
    databases.copy(empty, of="template1")
    try:
        with databases.pointed_at(empty):
            answer = Client().get("/readyz")
    finally:
        databases.drop(empty)
    assert answer.status_code == 503
    assert answer.content.decode() == f"migrations to be applied: {len(known())}\n"


@pytest.fixture
def elsewhere(transactional_db):
    """Leads Django to another server, for a test."""
    before = dict(connection.settings_dict)

    def lead(port: int) -> None:
        connection.close()
        connection.settings_dict |= {"HOST": "127.0.0.1", "PORT": str(port)}

    yield lead
    connection.close()
    connection.settings_dict |= before


def test_a_database_that_is_down_is_reported(elsewhere) -> None:
    elsewhere(1)
    answer = Client().get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"no database\n")
    assert Client().get("/healthz").status_code == 200


def test_a_database_that_accepts_and_never_speaks_is_given_up_soon(elsewhere) -> None:
    connection.settings_dict["OPTIONS"] = connection.settings_dict["OPTIONS"] | {
        "connect_timeout": 2  # the least that libpq knows
    }
    with socket.create_server(("127.0.0.1", 0)) as silent:
        elsewhere(silent.getsockname()[1])
        begun = time.monotonic()
        assert Client().get("/readyz").status_code == 503
        assert time.monotonic() - begun < 30


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_a_probe_beside_the_portal_needs_no_tls(db, settings, path) -> None:
    settings.SECURE_SSL_REDIRECT = True
    assert Client().get("/about/").status_code == 301
    assert Client().get(path).status_code == 200
