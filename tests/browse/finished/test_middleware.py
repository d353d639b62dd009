"""Public pages are made from one snapshot, for everybody, and are known by their content."""

import gzip

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from browse.finished import middleware
from browse.finished.edition import edition
from tests.across.site import PAGES
from ucap.summaries.models import Summary

pytestmark = pytest.mark.usefixtures("seeded", "db")

LISTS = "/pilots/?theme=life-sciences-and-healthy-city&city=granada"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_a_mark_no_cookie_and_may_be_kept(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    if path != "/data/":  # it also tells of files
        assert answer["ETag"].startswith('W/"')
        assert answer["Cache-Control"] == "public, max-age=0, must-revalidate"


def test_who_has_a_page_gets_a_304_before_anything_else_is_read() -> None:
    mark = Client().get(LISTS)["ETag"]
    with CaptureQueriesContext(connection) as captured:
        again = Client().get(LISTS, headers={"if-none-match": mark})
    assert again.status_code == 304
    assert again["ETag"] == mark
    assert not again.content
    assert len(captured) == 1
    assert "browse_contentchange" in captured[0]["sql"]


def test_a_page_of_other_content_has_another_mark() -> None:
    before = Client().get(LISTS)["ETag"]
    Summary.objects.filter(slug="granada").update(status="draft")
    after = Client().get(LISTS, headers={"if-none-match": before})
    assert after.status_code == 200
    assert after["ETag"] != before


def test_the_mark_is_another_one_in_another_edition(settings) -> None:
    first = middleware.etag(-1)
    edition.cache_clear()
    settings.OPERATOR_NAME = "Somebody else"
    assert middleware.etag(-1) != first
    edition.cache_clear()


def test_an_address_that_leads_nowhere_is_not_said_to_be_known() -> None:
    mark = Client().get(LISTS)["ETag"]
    for path in ("/no-such-page/", "/healthz", "/admin/"):
        assert Client().get(path, headers={"if-none-match": mark}).status_code != 304


def test_a_page_is_compressed_for_who_can_read_it() -> None:
    plain = Client().get(LISTS)
    packed = Client().get(LISTS, headers={"accept-encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 3
    assert gzip.decompress(packed.content) == plain.content
    assert plain["Vary"] == packed["Vary"] == "Accept-Encoding"


def test_the_desk_is_nobody_elses() -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("chief"))
    answer = client.get("/admin/")
    assert "public" not in answer["Cache-Control"]
    assert "ETag" not in answer


def test_someone_signed_in_gets_the_same_page_as_everybody() -> None:
    client = Client()
    client.force_login(User.objects.create_superuser("chief"))
    assert client.get(LISTS).content == Client().get(LISTS).content


@pytest.mark.parametrize(
    ("asked", "led_to"),
    [
        ("/pilots/?utm_source=mail&city=granada", "/pilots/?city=granada"),
        ("/pilots/?city=granada&x=1&page=2&y", "/pilots/?city=granada&page=2"),
        ("/pilots/?fbclid=1", "/pilots/"),
        ("/cities/granada/?page=2", "/cities/granada/"),
        ("/about/?lang=en", "/about/"),
        ("/compare/?city=granada&x=%0d%0aSet-Cookie:a", "/compare/?city=granada"),
        ("/matrix/?view=city-theme&stage=proposed&z=1", "/matrix/?view=city-theme&stage=proposed"),
    ],
)
def test_unknown_parameters_are_left_behind(asked: str, led_to: str) -> None:
    answer = Client().get(asked)
    assert answer.status_code == 302
    assert answer["Location"] == led_to
    assert Client().get(led_to).status_code == 200


@pytest.mark.parametrize(
    "path", ["/pilots/?city=granada&q=", "/search/?q=%F0&page=x", "/map/?view=world&from=2018-01"]
)
def test_an_address_with_known_parameters_is_left_as_it_is(path: str) -> None:
    assert Client().get(path).status_code == 200
