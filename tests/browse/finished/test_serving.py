"""Finished pages are answered before Django is asked, as long as they are of today's content."""

import gzip
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import DatabaseError
from django.test import RequestFactory

from browse.finished import content
from browse.finished.serving import FinishedPages, in_order
from tests.security.wsgi import one_connection
from ucap.summaries.models import Summary

pytestmark = pytest.mark.usefixtures("seeded", "db")

LIST = "/pilots/?city=granada"
PACKED = {"HTTP_ACCEPT_ENCODING": "gzip"}


class Site:
    """The portal as a server calls it, and how often Django was asked."""

    def __init__(self, most: int = 1_000_000) -> None:
        self.asked = 0
        self.portal = FinishedPages(self._django, most)
        self.portal.newest.trusted_for = 0
        self.handler = WSGIHandler()

    def _django(self, environ: dict[str, Any], start: Any) -> Any:
        self.asked += 1
        return self.handler(environ, start)

    def get(
        self, path: str, method: str = "GET", **environ: str
    ) -> tuple[str, dict[str, str], bytes]:
        """Status, headers and body of an answer."""
        told: list[Any] = []
        request = RequestFactory().generic(method, path, **environ).environ  # type: ignore[arg-type]
        request["wsgi.input"] = BytesIO()
        body = self.portal(request, lambda *answer: told.append(answer))
        try:
            sent = b"".join(body)
        finally:
            getattr(body, "close", lambda: None)()
        (status, headers, *_) = told[0]
        names = [name for name, _value in headers]
        assert len(names) == len(set(names))
        return status, dict(headers), sent


@pytest.fixture(autouse=True)
def connection_that_stays() -> Iterator[None]:
    """The tests' transaction outlives the requests made in it."""
    with one_connection():
        yield


def test_a_page_is_made_once() -> None:
    site = Site()
    first = site.get(LIST, **PACKED)
    again = site.get(LIST, **PACKED)
    assert site.asked == 1
    assert first[0] == again[0] == "200 OK"
    assert first[2] == again[2]
    assert {**first[1], "X-Request-ID": ""} == {**again[1], "X-Request-ID": ""}
    assert "X-Request-ID" not in again[1]


def test_it_is_made_anew_when_the_content_has_changed() -> None:
    site = Site()
    before = site.get("/summaries/granada/", **PACKED)
    Summary.objects.filter(slug="granada").update(status="draft")
    assert before[0] == "200 OK"
    assert site.get("/summaries/granada/", **PACKED)[0] == "404 Not Found"
    Summary.objects.filter(slug="granada").update(status="published")
    assert site.get("/summaries/granada/", **PACKED)[0] == "200 OK"


def test_a_browser_that_has_the_page_gets_a_304_without_django() -> None:
    site = Site()
    mark = site.get(LIST, **PACKED)[1]["ETag"]
    status, headers, body = site.get(LIST, **PACKED, HTTP_IF_NONE_MATCH=mark)
    assert (status, body, site.asked) == ("304 Not Modified", b"", 1)
    assert headers["ETag"] == mark
    assert "must-revalidate" in headers["Cache-Control"]


def test_who_cannot_unpack_gets_the_page_unpacked() -> None:
    site = Site()
    packed = site.get(LIST, **PACKED)[2]
    _status, headers, plain = site.get(LIST)
    assert site.asked == 1
    assert plain == gzip.decompress(packed)
    assert "Content-Encoding" not in headers
    assert headers["Content-Length"] == str(len(plain))


def test_head_is_answered_from_the_page() -> None:
    site = Site()
    whole = site.get(LIST, **PACKED)
    _status, headers, body = site.get(LIST, "HEAD", **PACKED)
    assert (body, site.asked) == (b"", 1)
    assert headers["Content-Length"] == whole[1]["Content-Length"]


def test_the_order_of_parameters_makes_no_other_page() -> None:
    site = Site()
    site.get("/pilots/?city=granada&theme=life-sciences-and-healthy-city", **PACKED)
    site.get("/pilots/?theme=life-sciences-and-healthy-city&city=granada", **PACKED)
    assert site.asked == 1
    assert in_order("b=2&a=1&b=1") == "a=1&b=2&b=1"


@pytest.mark.parametrize(
    ("path", "method", "environ"),
    [
        (LIST, "POST", {}),
        (LIST, "GET", {"HTTP_ORIGIN": "https://elsewhere.example"}),
        ("/no-such-page/", "GET", {}),
        ("/healthz", "GET", {}),
        ("/readyz", "GET", {}),
        ("/data/", "GET", {}),
        ("/pilots.csv", "GET", {}),
        ("/admin/login/", "GET", {}),
        ("/pilots/?x=1", "GET", {}),
    ],
)
def test_other_answers_are_django_s_own_each_time(path, method, environ) -> None:
    site = Site()
    site.get(path, method, **PACKED, **environ)
    site.get(path, method, **PACKED, **environ)
    assert site.asked == 2
    assert len(site.portal.store) == 0


@pytest.mark.parametrize(
    "environ", [{"HTTP_HOST": "127.0.0.1"}, {"HTTP_X_FORWARDED_PROTO": "https"}]
)
def test_another_host_or_scheme_has_a_page_of_its_own(environ: dict[str, str]) -> None:
    site = Site()
    site.get(LIST, **PACKED)
    site.get(LIST, **PACKED, **environ)
    assert site.asked == 2


def test_a_host_that_is_not_ours_gets_nothing_that_is_kept() -> None:
    site = Site()
    site.get(LIST, **PACKED)
    assert site.get(LIST, **PACKED, HTTP_HOST="evil.example")[0].startswith("400")


def test_pages_go_on_being_shown_while_the_database_is_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    site = Site()
    before = site.get(LIST, **PACKED)

    def fails() -> int:
        raise DatabaseError("gone")

    monkeypatch.setattr(content, "read", fails)
    assert site.get(LIST, **PACKED)[2] == before[2]
    assert site.asked == 1


def test_no_more_than_the_bound_is_kept() -> None:
    site = Site(most=60_000)
    for number in range(40):
        site.get(f"/pilots/?year={1990 + number}", **PACKED)
    assert site.portal.store.bytes <= 60_000
    assert 1 < len(site.portal.store) < 40
