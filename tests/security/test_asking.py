"""Questions are data to the database, and nothing but reading is done for the public."""

import io
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.across.site import LISTS, PAGES, TERMS
from tests.security.addresses import public
from tests.security.statements import statements
from tests.security.wsgi import ask
from tests.universe.oracle import REPEATABLE, SINGLE

pytestmark = pytest.mark.usefixtures("seeded", "db")

MARK = "zqzqz"
INJECTIONS = (
    f"'; DROP TABLE cities_city; --{MARK}",
    f"kunming') OR 1=1 --{MARK}",
    f'title" DESC; SELECT pg_sleep(5) --{MARK}',
    f"%' UNION SELECT password FROM auth_user --{MARK}",  # noqa: S608 - that is the point
    f"\\' OR {MARK}=1 /*",
)
SETTINGS = (
    "view",
    "lanes",
    "count",
    "compare",
    "kind",
    "part",
    "rows",
    "fields",
    "facets",
    "page_size",
)
NAMES = sorted(
    {"match", "sort", "page", *SETTINGS, *SINGLE["activities"]}.union(*REPEATABLE.values())
)
METHODS = ("POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "X")


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_no_value_of_a_parameter_is_part_of_a_statement(name: str) -> None:
    pages = [*PAGES, *(f"/api/v1/{name}/" for name in (*LISTS, *TERMS))]
    pages += [f"/{name}.csv" for name in LISTS] + ["/activities.ics", "/search/suggest/"]
    with statements() as asked:
        for page in pages:
            for injection in INJECTIONS[:2] if page in PAGES else INJECTIONS[2:4]:
                answer = ask(f"{page}?{name}={quote(injection)}")
                assert answer.status in (200, 302, 400), page
    assert len(asked) > 50
    assert [sql for sql in asked if MARK in sql] == []


def test_all_injections_at_once_are_no_part_of_a_statement_either() -> None:
    every = "&".join(f"{name}={quote(text)}" for name in NAMES for text in INJECTIONS)
    with statements() as asked:
        for page in PAGES:
            assert ask(f"{page}?{every}").status in (200, 302)
    assert asked
    assert [sql for sql in asked if MARK in sql] == []


@pytest.mark.parametrize("injection", INJECTIONS)
def test_an_injection_finds_nothing(injection: str) -> None:
    for name in ("city", "q", "theme", "organisation"):
        answer = ask(f"/api/v1/pilots/?{name}={quote(injection)}")
        assert answer.status == 400 or b'"count":0' in answer.body


def test_what_editors_search_and_sort_by_is_no_part_of_a_statement(person: Any) -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("operator", password="nobody signs in"))
    with statements() as asked:
        for page in ("pilots/pilotproject", "auth/user"):
            for name in ("q", "o", "status__exact", "id__in"):
                for injection in INJECTIONS[:3]:
                    answer = client.get(f"/admin/{page}/", {name: injection})
                    assert answer.status_code in (200, 302, 400)
    assert len(asked) > 20
    assert [sql for sql in asked if MARK in sql] == []


@pytest.mark.parametrize("method", METHODS)
def test_public_addresses_can_only_be_read(method: str) -> None:
    with statements() as asked:
        for address in (address for address in public() if "zip" not in address):
            answer = ask(address, method)
            if answer.status != 405:
                pytest.fail(f"{method} {address}: {answer.status}")
            assert "GET" in answer.headers["Allow"]
    assert [sql for sql in asked if "SAVEPOINT" not in sql] == []


@pytest.mark.parametrize("address", ["/", "/pilots.csv", "/robots.txt", "/api/v1/pilots/"])
def test_what_is_asked_by_head_has_no_body_of_its_own_address(address: str) -> None:
    asked, read = ask(address, "HEAD"), ask(address)
    assert asked.status == read.status == 200
    assert asked.headers["Content-Type"] == read.headers["Content-Type"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"[" * 200_000, "application/json"),
        (b'{"city": "rome"}', "application/json"),
        (b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "application/xml"),
        (b"--b\r\n", "multipart/form-data; boundary=b"),
    ],
)
def test_no_public_address_reads_a_body(body: bytes, kind: str) -> None:
    sent: dict[str, Any] = {
        "CONTENT_TYPE": kind,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
    }
    for address in ("/api/v1/pilots/", "/search/", "/data/catalog.jsonld"):
        answer = ask(address, "POST", **sent)
        assert answer.status == 405
        assert "root:" not in answer
