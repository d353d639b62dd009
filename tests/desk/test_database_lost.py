"""A database that is lost while a page of the desk is answered is not taken for a lost session."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(settings: Any) -> Client:
    """Somebody whose session is saved with each answer."""
    settings.SESSION_SAVE_EVERY_REQUEST = True
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_superuser("ed"))
    return client


def test_a_lost_database_is_an_error_of_the_portal(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lost(self: Session, **options: object) -> None:
        raise OperationalError("the connection is lost")

    monkeypatch.setattr(Session, "save", lost)
    assert client.get("/admin/people/me/").status_code >= 500


def test_a_session_that_has_ended_meanwhile_is_still_told_as_such(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = Session.save

    def gone(self: Session, **options: object) -> None:
        Session.objects.all().delete()
        kept(self, force_update=True)

    monkeypatch.setattr(Session, "save", gone)
    assert client.get("/admin/people/me/").status_code == 400
