"""Who asks too much is told so, in the site's look, and when to ask again."""

from collections.abc import Iterator
from typing import Any

import psycopg2
import pytest
from django.db import DatabaseError, OperationalError, ProgrammingError
from django.test import Client

from browse.finished import content
from browse.limits.middleware import LONGEST_QUERY, gate
from tests.universe.page import Page

pytestmark = pytest.mark.usefixtures("seeded", "db")


@pytest.fixture(autouse=True)
def fresh_gates() -> Iterator[None]:
    gate.cache_clear()
    yield
    gate.cache_clear()


@pytest.fixture
def limits(settings: Any) -> Any:
    """Two of each a minute."""
    settings.LIMITS = {name: {"a_minute": 2} for name in settings.LIMITS}
    return settings


@pytest.mark.parametrize(
    "path",
    [
        *("/search/?q=a", "/search/suggest/?q=a", "/pilots.csv", "/pilots.xlsx", "/activities.ics"),
        *("/pilots.atom", "/briefing/pilots/", "/cities/granada.docx"),
    ],
)
def test_after_its_share_a_client_waits(limits: Any, path: str) -> None:
    client = Client()
    for _ in range(2):
        answer = client.get(path)
        answer.getvalue()
        assert answer.status_code == 200
    refused = Page(path, client)
    assert refused.status == 429
    assert 1 <= int(refused.response["Retry-After"]) <= 30
    assert refused.response["Cache-Control"] == "no-store"
    assert refused.heading == "Please wait a moment"
    assert refused.response["Retry-After"] in refused.root.text


def test_a_program_is_told_as_programs_are(limits: Any) -> None:
    client = Client()
    for _ in range(2):
        assert client.get("/api/v1/pilots/").status_code == 200
    refused = client.get("/api/v1/pilots/")
    assert refused.status_code == 429
    assert refused.json()["errors"][0]["message"].startswith("Too many requests: try again in ")


def test_another_client_does_not_wait(limits: Any) -> None:
    for _ in range(3):
        Client().get("/search/?q=a")
    assert Client().get("/search/?q=a").status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").get("/search/?q=a").status_code == 200


def test_lists_and_records_are_not_limited(limits: Any) -> None:
    for _ in range(4):
        assert Client().get("/pilots/?city=granada").status_code == 200
        assert Client().get("/cities/granada/").status_code == 200


def test_no_more_than_a_few_take_files_at_once(settings: Any) -> None:
    settings.LIMITS = {**settings.LIMITS, "downloads": {"a_minute": 0, "at_once": 2}}
    first, second = (Client().get("/pilots.csv") for _ in range(2))
    refused = Client().get("/pilots.csv")
    assert (refused.status_code, refused["Retry-After"]) == (503, "5")
    first.getvalue()  # to the end of it
    third = Client().get("/pilots.csv")
    assert third.status_code == 200
    for answer in (second, third):
        answer.getvalue()


def test_a_refused_file_takes_no_place(settings: Any) -> None:
    settings.LIMITS = {**settings.LIMITS, "downloads": {"a_minute": 0, "at_once": 1}}
    for _ in range(3):
        assert Client().get("/atlantis.docx").status_code == 404
    answer = Client().get("/pilots.csv")
    assert answer.status_code == 200
    answer.getvalue()


@pytest.mark.parametrize("path", ["/pilots/", "/search/", "/api/v1/pilots/", "/pilots.csv"])
def test_an_address_that_is_too_long_is_refused(path: str) -> None:
    answer = Client().get(f"{path}?q={'a' * LONGEST_QUERY}")
    assert answer.status_code == 414
    assert str(LONGEST_QUERY) in answer.content.decode()


@pytest.mark.parametrize("error", [OperationalError, DatabaseError])
def test_a_database_that_does_not_answer_gives_a_page_that_says_so(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fails() -> int:
        raise error("gone") from psycopg2.DatabaseError()

    monkeypatch.setattr(content, "read", fails)
    client = Client(raise_request_exception=False)
    page = Page("/pilots/", client)
    assert page.status == 503
    assert page.response["Retry-After"] == "5"
    assert page.heading == "Please try again in a moment"
    assert "gone" not in page.html


@pytest.mark.parametrize("error", [RuntimeError, ProgrammingError, DatabaseError])
def test_any_other_failure_is_a_failure(
    monkeypatch: pytest.MonkeyPatch, error: type[Exception]
) -> None:
    def fails() -> int:
        raise error("a mistake of ours")

    monkeypatch.setattr(content, "read", fails)
    assert Client(raise_request_exception=False).get("/pilots/").status_code == 500
