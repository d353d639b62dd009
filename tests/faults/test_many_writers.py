"""Fifty write at once: whatever a page says, it says of one moment, and the last word is seen.

Each writer has two pilots, one of them published, in one of two cities. A change withdraws the one,
publishes the other and moves both to the other city, in one transaction: at every moment fifty are
public, and the numbers of the two cities make fifty together. Now and then all writers wait, and
every number beside a facet is compared with the list that its link leads to.
"""

import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
import requests
from django.db import connection, transaction

from browse.publishing import Status
from cities.models import City, Country, Theme
from pilots.models import PilotCity, PilotProject
from tests import databases
from tests.deploy.portal import Portal
from tests.faults.hand import PATIENCE
from tests.ops.portal import wait_for
from tests.universe.page import Page, tree

pytestmark = pytest.mark.fault

WRITERS = 50
ROUNDS = 3
SECONDS = 6
"""For how long all write and read in each round."""
KINDS = ("park", "office")
CITIES = ("turning-east", "turning-west")
LIST = "/pilots/?theme=turning"
LISTS = (LIST, *(f"{LIST}&city={city}" for city in CITIES), f"{LIST}&kind=park", "/pilots/")
SEEN_WITHIN = 1.0
"""Seconds after a commit until every process shows it."""


class Read(Page):
    """A page that some process has sent."""

    def __init__(self, portal: Portal, url: str) -> None:
        self.url = url
        answer = requests.get(portal.address + url, timeout=PATIENCE)
        assert answer.status_code == 200, (answer.status_code, url)
        self.etag = answer.headers["ETag"]
        self.html = answer.text
        self.root = tree(self.html)

    def numbers(self, label: str) -> dict[str, int]:
        """The number beside each value of a facet, under what the value is called."""
        (facet,) = [
            facet
            for facet in self.root.find("details", class_="facet")
            if facet.find("h3")[0].text == label
        ]
        found = {}
        for value in facet.find("a", class_="facet-value"):
            called = value.find("span", class_="facet-label")[0].children[0]
            found[str(called)] = int(value.find("span", class_="facet-count")[0].text)
        return found


class Writers:
    """Fifty threads that turn their pilots over and over, when they may."""

    def __init__(self, pairs: list[list[int]], cities: list[int]) -> None:
        self.pairs, self.cities = pairs, cities
        self.may_write, self.stop = threading.Event(), threading.Event()
        self.resting = [threading.Event() for _ in pairs]
        self.commits = [0] * len(pairs)

    def work(self, number: int) -> None:
        """What one of them does, until all are told to stop."""
        chance = random.Random(number)  # noqa: S311 - not for secrets
        try:
            while not self.stop.is_set():
                if not self.may_write.is_set():
                    self.resting[number].set()
                    self.may_write.wait(0.1)
                    continue
                self.resting[number].clear()
                self.turn(number)
                time.sleep(chance.uniform(0.1, 0.9))
        finally:
            self.resting[number].set()
            connection.close()

    def turn(self, number: int) -> None:
        """Publish the one and withdraw the other, both in the other city; committed."""
        pair = self.pairs[number]
        with transaction.atomic():
            for pilot in PilotProject.objects.select_for_update().filter(pk__in=pair):
                public = pilot.status == Status.PUBLISHED
                pilot.status = Status.DRAFT if public else Status.PUBLISHED
                pilot.save()
            there = PilotCity.objects.filter(pilot_id=pair[0]).values_list("city", flat=True).get()
            (other,) = set(self.cities) - {there}
            PilotCity.objects.filter(pilot_id__in=pair).update(city=other)
        self.commits[number] += 1

    def rest(self) -> None:
        """Let all stop writing, and wait until they have."""
        self.may_write.clear()
        wait_for(lambda: all(each.is_set() for each in self.resting), "the writers to rest", 60)


def build() -> Writers:
    """Make the pilots, each of a pair of another kind."""
    country = Country.objects.get(code="CN")
    theme = Theme.objects.create(name="Turning", slug="turning")
    cities = [City.objects.create(name=slug, slug=slug, country=country) for slug in CITIES]
    pairs = []
    for number in range(WRITERS):
        pair = []
        for kind in KINDS:
            pilot = PilotProject.objects.create(
                title=f"Turning {kind} {number}",
                slug=f"turning-{kind}-{number}",
                kind=kind,
                status=Status.PUBLISHED if (kind == "park") == (number % 3 > 0) else Status.DRAFT,
            )
            pilot.theme_links.create(theme=theme)
            pilot.city_links.create(city=cities[number % 2])
            pair.append(pilot.pk)
        pairs.append(pair)
    return Writers(pairs, [city.pk for city in cities])


@pytest.fixture(params=["1", "0"], ids=["lists in memory", "lists asked of the database"])
def scene(
    request: Any,
    transactional_db: None,
    seeded_database: str,
    django_db_blocker: Any,
    tmp_path: Path,
) -> Iterator[tuple[Writers, list[Portal]]]:
    """The writers, and two web processes on the same database."""
    name = f"{seeded_database}_writers"
    databases.copy(name, of=seeded_database)
    told = {"LISTS_INDEXED": request.param}
    with databases.pointed_at(name):
        writers = build()
        portals = [Portal(name, tmp_path, **told) for _ in range(2)]
        try:
            for portal in portals:
                wait_for(portal.is_ready, "the portal", 60)
            yield writers, portals
        finally:
            for portal in portals:
                portal.process.terminate()
                portal.process.wait(40)
    databases.drop(name)


def is_of_one_moment(page: Read) -> None:
    """What holds at every moment holds on the page."""
    number = page.counted[0]
    assert len(page.rows) == min(number, 25), page.url
    if page.url == "/pilots/":
        return
    kinds, cities = page.numbers("Kind"), page.numbers("City")
    in_both = sum(cities.get(city, 0) for city in CITIES)
    if "city=" in page.url:
        assert cities.get(page.url.rpartition("=")[2], 0) == sum(kinds.values()) == number, page.url
        assert in_both == WRITERS, page.url
    elif "kind=" in page.url:
        assert kinds.get("Park or centre", 0) == in_both == number, page.url
        assert sum(kinds.values()) == WRITERS, page.url
    else:
        assert number == in_both == sum(kinds.values()) == WRITERS, page.url


def read(portals: list[Portal], until: float, first: int) -> int:
    """Read lists of both until then, each of one moment; how many."""
    number = first
    while time.monotonic() < until:
        is_of_one_moment(Read(portals[number % len(portals)], LISTS[number % len(LISTS)]))
        number += 1
    return number - first


def alone(url: str, link: str) -> str:
    """The list in which a value is chosen alone in its facet, which is what its number counts."""
    had, now = (parse_qsl(urlsplit(address).query) for address in (url, link))
    (new,) = [pair for pair in now if pair not in had]
    kept = [pair for pair in now if pair[0] != new[0]]
    return f"{urlsplit(link).path}?{urlencode([*kept, new])}"


def agrees_with_what_is_behind(portal: Portal, url: str) -> int:
    """Compare every number of a list's facets with the list that it leads to; how many."""
    page = Read(portal, url)
    values = [value for facet in page.facets().values() for value in facet]
    links = [(number, alone(url, link)) for number, link, chosen in values if not chosen]
    for number, link in links:
        behind = Read(portal, link)
        assert behind.etag == page.etag, link
        assert behind.counted[0] == number, (url, link)
        assert len(behind.rows) == min(number, 25)
    return len(links)


def shows_what_there_is(portal: Portal) -> str:
    """Compare a list, and who is on it, with the database; the mark of the page."""
    public = PilotProject.objects.filter(status=Status.PUBLISHED, slug__startswith="turning-")
    for city in CITIES:
        page = Read(portal, f"{LIST}&city={city}")
        expected = set(public.filter(cities__slug=city).values_list("slug", flat=True))
        assert page.counted[0] == len(expected)
        assert set(page.rows) <= expected
    for slug in public.order_by("?").values_list("slug", flat=True)[:3]:
        assert requests.get(f"{portal.address}/pilots/{slug}/", timeout=PATIENCE).ok
    drafts = PilotProject.objects.filter(status=Status.DRAFT).values_list("slug", flat=True)
    for slug in drafts.order_by("?")[:3]:
        gone = requests.get(f"{portal.address}/pilots/{slug}/", timeout=PATIENCE)
        assert gone.status_code == 404
    return page.etag


def test_pages_are_of_one_moment_while_fifty_write_and_nothing_written_is_lost(
    scene: tuple[Writers, list[Portal]],
) -> None:
    writers, portals = scene
    before = _events()
    pages = links = 0
    with ThreadPoolExecutor(WRITERS + 4) as pool:
        try:
            working = [pool.submit(writers.work, number) for number in range(WRITERS)]
            for round_ in range(ROUNDS):
                writers.may_write.set()
                until = time.monotonic() + SECONDS
                reading = [pool.submit(read, portals, until, reader) for reader in range(4)]
                pages += _sum(reading)
                writers.rest()
                time.sleep(SEEN_WITHIN)
                assert len({shows_what_there_is(portal) for portal in portals}) == 1
                links += sum(agrees_with_what_is_behind(portal, LIST) for portal in portals)
                links += agrees_with_what_is_behind(portals[round_ % 2], LISTS[1])
        finally:
            writers.stop.set()
    for each in working:
        each.result()
    assert min(writers.commits) > 0
    assert _events() - before == 2 * sum(writers.commits)
    assert pages > 30
    assert links > 60
    print(f"{sum(writers.commits)} changes, {pages} pages, {links} links")


def _sum(reading: list[Future[int]]) -> int:
    return sum(each.result() for each in reading)


def _events() -> int:
    """How many changes of pilots the history has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pilots_pilotprojectevent")
        return cursor.fetchone()[0]
