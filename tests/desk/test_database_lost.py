"""A database that is lost while a page of the desk is answered is not taken for a lost session."""

from typing import Any

import psycopg2
import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import DatabaseError, InterfaceError, OperationalError
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(settings: Any) -> Client:
    """Somebody whose session is saved with each answer."""
    settings.SESSION_SAVE_EVERY_REQUEST = True
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("ed"))
    return client


@pytest.mark.parametrize("error", [OperationalError, InterfaceError, DatabaseError])
def test_a_lost_database_is_said_to_be_busy(
    client: Client, monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def lost(self: Session, **options: object) -> None:
        raise error("the connection is lost") from psycopg2.DatabaseError()

    monkeypatch.setattr(Session, "save", lost)
    assert client.get("/admin/people/me/").status_code == 503


def test_a_session_that_has_ended_meanwhile_is_still_told_as_such(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Session.save

    def gone(self: Session, **options: object) -> None:
        Session.objects.all().delete()
        kept(self, force_update=True)

    monkeypatch.setattr(Session, "save", gone)
    assert client.get("/admin/people/me/").status_code == 400
