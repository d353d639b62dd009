"""What went wrong is told to nobody in more words than they need, and no log knows a secret."""

import logging
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from tests.desk.people.signing import PASSWORD, sign_in
from tests.security.wsgi import ask
from ucap.across.search.views import SearchView

pytestmark = pytest.mark.usefixtures("seeded", "db")

INSIDE = ("Traceback", "RuntimeError", "ucap/", "site-packages", "settings", "postgres", "django")


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that fails with a secret in its hands."""

    def fails(self: Any, **kwargs: Any) -> None:
        password = "swordfish"
        raise RuntimeError(f"could not sign in with {password[:2]}…")

    monkeypatch.setattr(SearchView, "get_context_data", fails)


def test_a_failure_says_that_it_is_ours_and_nothing_else(failing: None) -> None:
    answer = ask("/search/?q=Erika+Mustermann")
    assert answer.status == 500
    told = answer.body.decode()
    assert [word for word in (*INSIDE, "swordfish", "sw…", "Erika") if word in told] == []
    assert settings.SECRET_KEY not in told
    assert connection.settings_dict["NAME"] not in told


def test_the_log_of_a_failure_has_neither_what_was_asked_nor_what_was_in_hand(
    failing: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        ask("/search/?q=Erika+Mustermann", HTTP_COOKIE="desk=abcdef", HTTP_REFERER="http://x/?me")
    assert "RuntimeError" in caplog.text
    secrets = ("Erika", "swordfish", "abcdef", "http://x", "192.0.2.1")
    assert [word for word in secrets if word in caplog.text] == []


@pytest.mark.parametrize("address", ["/search/?q=Erika", "/no-such-page/?q=Erika", "/cities/"])
def test_nothing_is_written_down_about_readers(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        ask(address, HTTP_USER_AGENT="Browser/1", HTTP_REFERER="https://elsewhere.example/?a=b")
    told = [word for word in ("Erika", "192.0.2.1", "Browser", "elsewhere") if word in caplog.text]
    assert told == []


def test_no_log_has_what_was_typed_at_the_door(
    person: Any, caplog: pytest.LogCaptureFixture
) -> None:
    person("Editors")
    with caplog.at_level(logging.DEBUG):
        sign_in(Client(), "ana@example.org", "a wrong secret")
        sign_in(Client(), "my password by mistake", PASSWORD)
        sign_in(Client(), "ana@example.org", PASSWORD, next="/admin/")
    assert "signed in" in caplog.text
    typed = ("a wrong secret", "my password by mistake", PASSWORD, "ana@example.org")
    assert [text for text in typed if text in caplog.text] == []


def test_no_address_writes_a_line_of_its_own_into_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ask("/no-such%0d%0a2026-01-01 INFO all is well")
    told = [record.getMessage() for record in caplog.records]
    assert told
    assert [message for message in told if "\n" in message or "\r" in message] == []


def test_no_page_of_an_error_says_what_runs_here() -> None:
    answers = [
        ask("/no-such-page/"),
        ask("/", host="elsewhere.example"),
        ask("/pilots/", "POST"),
        ask("/admin/login/", "POST"),
        ask("/api/v1/pilots/?city=atlantis"),
        ask("/api/v1/pilots/atlantis/"),
    ]
    assert [answer.status for answer in answers] == [404, 400, 405, 403, 400, 404]
    for answer in answers:
        assert [word for word in INSIDE if word in answer] == []


def test_an_earlier_key_is_good_for_as_long_as_it_is_named(person: Any, settings: Any) -> None:
    ana = person("Editors")
    one, other = Client(), Client()
    for client in (one, other):
        sign_in(client, ana.username)
    earlier = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "x" * 50, [earlier]
    assert one.get("/admin/").status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert one.get("/admin/").status_code == 200  # signed anew meanwhile
    assert other.get("/admin/").status_code == 302
