"""Two web servers, as production starts them: what one publishes the other shows."""

import json
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import databases
from tests.deploy.portal import PASSWORD, Portal
from tests.ops.portal import wait_for

pytestmark = pytest.mark.slow


@pytest.fixture
def portals(
    transactional_db: None, seeded_database: str, django_db_blocker: Any, tmp_path: Path
) -> Iterator[list[Portal]]:
    """Two of them on a copy of the seeded database, which has an administrator."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher
    from django.contrib.auth.models import User

    name = f"{seeded_database}_two"
    databases.copy(name, of=seeded_database)
    with databases.pointed_at(name):
        # the portals check passwords as production does, the tests by something faster
        User.objects.create_superuser("chief")
        User.objects.update(password=PBKDF2PasswordHasher().encode(PASSWORD, "salt", 1000))
    started = [Portal(name, tmp_path) for _ in range(2)]
    try:
        for portal in started:
            wait_for(portal.is_ready, "the portal", 60)
        yield started
    finally:
        for portal in started:
            portal.process.terminate()
            portal.process.wait(40)
        databases.drop(name)


def key(portal: Portal, slug: str) -> str:
    """The number of a summary, which its address on the desk has in it."""
    _, page = portal.get(f"/admin/summaries/summary/?q={slug}")
    found = re.search(r"/admin/summaries/summary/(\d+)/change/", page)
    assert found, page
    return found[1]


def step(portal: Portal, slug: str, move: str) -> None:
    """Publish or withdraw a summary, as an editor does: after the page that asks."""
    path = f"/admin/review/summary/{key(portal, slug)}/{move}/"
    status, page = portal.post(path, {"reason": "tried with two portals"})
    assert status == 200, page


def number(portal: Portal) -> int:
    """How many summaries the machine interface has."""
    return json.loads(portal.get("/api/v1/summaries/")[1])["count"]


def soon(portal: Portal, slug: str, status: int) -> None:
    """Assert that the page of a summary, asked for after a second as browsers do, has a status."""
    time.sleep(1)  # however long the answer itself takes on a busy machine
    packed = {"Accept-Encoding": "gzip"}  # such pages are kept
    assert portal.get(f"/summaries/{slug}/", **packed)[0] == status


def test_what_one_publishes_the_other_shows_within_a_second(portals: list[Portal]) -> None:
    one, other = portals
    for portal in portals:
        soon(portal, "granada", 200)
    assert number(other) == 5
    status, page = one.post("/admin/login/", {"username": "chief", "password": PASSWORD})
    assert status == 200
    assert "chief" in page

    step(one, "granada", "withdraw")
    for portal in (other, one):
        soon(portal, "granada", 404)
        assert "/summaries/granada/" not in portal.get("/summaries/")[1]
        assert number(portal) == 4

    other.browser = one.browser  # cookies know no ports: whoever signed in at one is known here
    step(other, "granada", "publish")
    for portal in (one, other):
        soon(portal, "granada", 200)
        assert number(portal) == 5


def test_each_logs_the_number_that_the_proxy_gave(portals: list[Portal]) -> None:
    for at, portal in enumerate(portals):
        portal.get("/about/", **{"X-Request-ID": f"from-the-proxy-{at}"})
        assert [line["request_id"] for line in portal.lines() if "status" in line][-1] == (
            f"from-the-proxy-{at}"
        )
