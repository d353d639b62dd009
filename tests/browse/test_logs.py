"""Every request has a number, and a line in the log that says nothing of who asked."""

import io
import json
import logging
import logging.config
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from browse.logs import current, formats
from ucap.urls import handler400, handler403, handler404, handler500  # noqa: F401 - Django's
from ucap.urls import urlpatterns as portals

MADE = re.compile(r"[0-9a-f]{32}")
GIVEN = "proxy-4f1a9c-0001"


def fail(request: HttpRequest, token: str = "") -> HttpResponse:
    """A page that logs, and then fails."""
    logging.getLogger("some.room").warning("before it fails")
    raise RuntimeError("a page that fails")


urlpatterns: list[Any] = [*portals, path("fail/<token>/", fail), path("fail/", fail)]


@pytest.fixture
def lines():
    """Gives the lines that the log has got, in JSON and as data."""
    written = io.StringIO()
    logging.config.dictConfig(formats.configuration("json"))
    logging.getLogger().handlers[0].setStream(written)  # type: ignore[attr-defined]
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logging.config.dictConfig(formats.configuration("plain"))


@pytest.fixture
def plain():
    """Gives what the log has got as text."""
    written = io.StringIO()
    logging.config.dictConfig(formats.configuration("plain"))
    logging.getLogger().handlers[0].setStream(written)  # type: ignore[attr-defined]
    yield written.getvalue
    logging.config.dictConfig(formats.configuration("plain"))


def test_a_request_is_one_line(lines) -> None:
    answer = Client().get("/about/")
    (line,) = lines()
    assert 0 <= line.pop("milliseconds") < 60_000
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", line.pop("time"))
    assert line == {
        "level": "INFO",
        "logger": "portal.access",
        "message": "GET /about/ 200",
        "request_id": answer["X-Request-ID"],
        "method": "GET",
        "path": "/about/",
        "parameters": [],
        "status": 200,
    }


def test_a_probe_is_worth_a_line_only_when_not_all_is_well(lines) -> None:
    Client().get("/healthz")
    assert lines() == []
    Client().get("/healthz/")
    assert [line["status"] for line in lines()] == [404]


def test_nothing_that_somebody_types_or_is_known_by_is_logged(lines, db) -> None:
    client = Client(headers={"cookie": "desk=sesame"}, REMOTE_ADDR="192.0.2.77")
    client.get("/search/?q=jane+doe&page=2&empty=&=&Zhang%20San=1&jane")
    client.post("/admin/login/", {"username": "typed-name", "password": "typed-password"})
    client.get("/nowhere/?q=jane+doe", headers={"x-forwarded-for": "192.0.2.77"})
    searched, signed_in, nowhere = requests = [line for line in lines() if "status" in line]
    assert searched["parameters"] == ["q", "page"]
    assert (signed_in["path"], nowhere["path"]) == ("/admin/login/", "/nowhere/")
    for secret in ("jane", "doe", "Zhang", "sesame", "typed"):
        assert secret not in json.dumps(lines()), secret
    assert "192.0.2" not in json.dumps(requests)  # who fails to sign in is told of all the same


def test_what_opens_a_door_is_logged_as_its_pattern(lines, db) -> None:
    Client().get("/admin/people/welcome/MQ/secret-token/")
    assert lines()[-1]["path"] == "/admin/people/welcome/<uidb64>/<token>/"
    assert "secret-token" not in json.dumps(lines())


@pytest.mark.urls(__name__)
def test_a_page_that_fails_names_the_number_under_which_it_is_logged(lines) -> None:
    answer = Client(raise_request_exception=False).get("/fail/secret-token/?q=jane")
    number = answer["X-Request-ID"]
    assert answer.status_code == 500
    assert f"<code>{number}</code>" in answer.content.decode()
    before, error, access = lines()
    assert {line["request_id"] for line in (before, error, access)} == {number}
    assert (before["logger"], access["status"]) == ("some.room", 500)
    assert "RuntimeError: a page that fails" in error["exc_info"]
    assert "jane" not in json.dumps(lines())
    assert "secret-token" not in json.dumps(lines())


@pytest.mark.urls(__name__)
def test_as_text_only_what_somebody_has_to_look_at_is_written(plain) -> None:
    Client().get("/about/")
    assert plain() == ""
    answer = Client(raise_request_exception=False).get("/fail/")
    assert f"[{answer['X-Request-ID']}]: Internal Server Error: /fail/" in plain()


@pytest.mark.parametrize("given", [GIVEN, "a" * 64, "A0-b1-c2"])
def test_the_number_of_a_proxy_is_taken(settings, given) -> None:
    settings.PROXIES = 1
    assert Client().get("/about/", headers={"x-request-id": given})["X-Request-ID"] == given


@pytest.mark.parametrize(
    "given", ["", "short", "a" * 65, "with space", "line\nbreak-", "ünïcode-id", GIVEN + "\n"]
)
def test_a_number_that_is_not_well_formed_is_replaced(settings, given) -> None:
    settings.PROXIES = 1
    assert MADE.fullmatch(Client().get("/about/", headers={"x-request-id": given})["X-Request-ID"])


def test_without_a_proxy_nobody_chooses_the_number() -> None:
    assert MADE.fullmatch(Client().get("/about/", headers={"x-request-id": GIVEN})["X-Request-ID"])


def test_each_request_has_another_number_and_none_outlives_it() -> None:
    numbers = {Client().get("/about/")["X-Request-ID"] for _ in range(3)}
    assert len(numbers) == 3
    assert current.request_id() == ""


def test_what_is_logged_between_requests_has_no_number(lines) -> None:
    Client().get("/about/")
    logging.getLogger("some.room").info("afterwards")
    assert lines()[-1]["request_id"] == ""


def test_a_path_cannot_begin_a_line_of_its_own(plain, lines) -> None:
    Client().get("/no%0Awhere%20/")
    assert lines()[-1]["path"] == "/no%0Awhere%20/"
    logging.config.dictConfig(formats.configuration("plain"))


def test_gunicorn_says_no_words_of_a_search(lines) -> None:
    logging.getLogger("gunicorn.error").error("Error handling request %s", "/search/?q=jane")
    assert lines()[-1]["message"] == "Error handling request /search/"


def test_what_code_hands_over_besides_is_left_out(lines) -> None:
    logging.getLogger("some.room").warning("said", extra={"request": "?q=jane", "user": "jane"})
    assert "jane" not in json.dumps(lines())


@pytest.fixture
def person(db) -> User:
    return User.objects.create_superuser("jane", password="long-enough-for-anybody")


def test_who_works_at_the_desk_is_not_in_the_access_lines(lines, person) -> None:
    client = Client()
    client.force_login(person)
    client.get("/admin/")
    assert "jane" not in json.dumps([each for each in lines() if "status" in each])
