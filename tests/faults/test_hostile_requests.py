"""Whatever is asked of any public address, in whatever way: no 500, and no word of a draft."""

import gzip
import http.client
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests import databases
from tests.across.site import CRAWLED, FILES, PAGES, changes, forms, records
from tests.across.test_bad_input import query_strings
from tests.across.test_drafts import MARK
from tests.api.v1.test_schema import PATHS
from tests.deploy.portal import Portal
from tests.faults.test_crawl import hide, portal

pytestmark = [pytest.mark.fault, pytest.mark.django_db]

LIMITS: dict[str, Any] = {"suppress_health_check": list(HealthCheck), "deadline": None}
METHODS = ["GET", "GET", "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "ODD"]
NAMES = (
    *("Accept", "Accept-Encoding", "Accept-Language", "Accept-Charset", "Cache-Control"),
    *("Content-Type", "Cookie", "If-Match", "If-Modified-Since", "If-None-Match", "If-Range"),
    *("Origin", "Range", "Referer", "User-Agent", "X-CSRFToken", "X-Forwarded-For"),
    *("X-Forwarded-Host", "X-HTTP-Method-Override", "X-Request-ID", "HX-Request"),
)
ODD = [
    *("", "*", "*/*", "gzip", "identity;q=0", "gzip;q=0, *;q=0", "bytes=0-0", "bytes=9-1", "null"),
    *("Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 99 Foo 9999", 'W/"x"', '"', "application/json;", "-1"),
    *("desk=x; csrftoken=y", "desk=", "=;=;", "../../etc/passwd", "zh-Hans", "a" * 4000, "1, 2, 3"),
    *("127.0.0.1", "::1, x", "DELETE", "multipart/form-data", "multipart/form-data; boundary=x"),
]
values = st.one_of(
    st.sampled_from(ODD),
    st.text(st.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f")),
)
headers = st.dictionaries(st.sampled_from(NAMES), values, max_size=5)


@pytest.fixture(scope="module")
def world(
    seeded_database: str, django_db_blocker: Any, tmp_path_factory: Any
) -> Iterator[tuple[Portal, list[str]]]:
    """A portal with drafts that must not show, and every address there is, drafts' too."""
    database = f"{seeded_database}_hostile"
    folder: Path = tmp_path_factory.mktemp("hostile")
    with django_db_blocker.unblock():
        databases.copy(database, of=seeded_database)
        with databases.pointed_at(database):
            hide()
            every = records()
            addresses = [*PAGES, *FILES, *CRAWLED, *every, *changes()]
            addresses += [form for url in every for form in forms(url)]
        with portal(database, folder) as running:
            yield running, addresses
        databases.drop(database)


def asked(portal: Portal, method: str, target: str, sent: dict[str, str]) -> tuple[int, bytes]:
    """What is answered, the body as it was before it was compressed."""
    host = portal.address.removeprefix("http://")
    connection = http.client.HTTPConnection(host, timeout=60)
    try:
        connection.putrequest(method, target, skip_accept_encoding=True)
        for name, value in sent.items():
            connection.putheader(name, value.encode("latin-1"))
        connection.putheader("Content-Length", "0")
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    packed = answer.headers.get("Content-Encoding") == "gzip" and body
    return answer.status, gzip.decompress(body) if packed else body


def test_every_address_answers_every_method_and_header(world: tuple[Portal, list[str]]) -> None:
    running, addresses = world

    @settings(max_examples=1500, **LIMITS)
    @given(
        method=st.sampled_from(METHODS),
        path=st.sampled_from(addresses),
        query=query_strings.filter(lambda query: len(query) < 4000),
        sent=headers,
    )
    def each(method: str, path: str, query: str, sent: dict[str, str]) -> None:
        target = f"{path}{'&' if '?' in path else '?'}{query}".replace(" ", "+")
        status, body = asked(running, method, target, sent)
        assert status < 500, (method, target[:300])
        assert MARK.encode() not in body or MARK in target, target[:300]

    each()


@pytest.mark.parametrize("path", PATHS)
def test_the_machine_interface_does_as_it_says(world: tuple[Portal, list[str]], path: str) -> None:
    running, _ = world
    described = schemathesis.openapi.from_url(f"{running.address}/api/v1/schema/")
    cases = described[path]["GET"].as_strategy()

    @settings(max_examples=60, **LIMITS)
    @given(case=cases)
    def each(case: Any) -> None:
        # no description can say which cities there are, so that some are refused
        answer = case.call_and_validate(excluded_checks=[positive_data_acceptance])
        assert MARK.encode() not in answer.content

    each()
