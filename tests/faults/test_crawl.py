"""Every link of the whole site is followed: no dead one, no 500, no word of a draft.

With the real data each address without parameters is asked for, and each of a list with one. Of
others, and with 5 000 records, as many of a kind as `most` says. What is not asked for
is compared with the public records all the same, so that no link to a record goes unlooked at.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from benchmarks.world import fill
from cities.models import City, Country, Organisation, Theme, UrbanAgendaTopic
from pilots.models import Activity, PilotProject
from tests import databases
from tests.across.site import CRAWLED, LISTS, PAGES, RECORDS
from tests.across.test_drafts import MARK, name, prose
from tests.deploy.portal import Portal
from tests.faults.crawl import SEVERAL, Sort, Walk
from tests.ops.portal import Checkout, Serving, wait_for
from ucap.api.listings import LISTINGS
from ucap.summaries.models import Summary

pytestmark = pytest.mark.fault

FEW, SOME, MANY = 3, 20, 100


def hide() -> None:
    """Add drafts that name what nothing else does, and what is public as well."""
    country = Country.objects.create(code="NO", name=f"{MARK} Norway", region="europe")
    city = City.objects.create(name=MARK, slug=MARK, country=country, other_names=MARK)
    Theme.objects.create(name=MARK, slug=MARK, description=MARK, other_names=MARK)
    # all topics are shown, whether or not anything names them
    UrbanAgendaTopic.objects.create(name="Of drafts", slug=f"topic-{len(MARK)}")
    Organisation.objects.create(name=MARK, slug=f"{MARK}-part", kind="park", city=city)
    activity = Activity.objects.create(
        **prose(Activity, MARK), kind="meeting", status="draft", start="2019-04-01"
    )
    pilot = PilotProject.objects.create(
        **prose(PilotProject, MARK), kind="park", status="draft", start="2019-04-01"
    )
    summary = Summary.objects.create(
        **prose(Summary, MARK), kind="city-plan", status="draft", period_start="2018-01-01"
    )
    name(activity, pilot, summary, MARK)
    for public in City.objects.exclude(slug=MARK).order_by("pk")[:3]:
        activity.city_links.create(city=public)
        pilot.city_links.create(city=public)
    for public_pilot in PilotProject.objects.filter(status="published").order_by("pk")[:2]:
        summary.pilot_citations.create(pilot=public_pilot, position=f"9.{public_pilot.pk}")


def records() -> set[str]:
    """The address of every record that the public sees."""
    return {
        f"/{list_}/{value}/"
        for list_, (_, key) in RECORDS.items()
        for value in LISTINGS[list_].public().values_list(key, flat=True)
    }


@contextmanager
def portal(database: str, folder: Path) -> Iterator[Portal]:
    """A web server on that database."""
    running = Portal(database, folder)
    try:
        wait_for(running.is_ready, "the portal", 60)
        yield running
    finally:
        running.process.terminate()
        running.process.wait(40)


def walked(database: str, folder: Path, most: Any, begin: set[str]) -> Walk:
    """Walk over a portal with that database."""
    public = records()

    def may_be(path: str) -> bool:
        """Whether an address that is not asked for is that of a public record, or of a list."""
        steps = path.partition("?")[0].strip("/").split("/")
        if len(steps) == 2 and steps[0] in RECORDS:
            return f"/{steps[0]}/{steps[1].partition('.')[0]}/" in public
        return True

    with portal(database, folder) as running:
        walk = Walk(running.address, most, may_be, [MARK])
        walk.walk([path for path in begin if not path.startswith("/static/")])
    return walk


def of_the_real_data(sort: Sort) -> int:
    """All but static files, which are not collected there, and most of the filtered files."""
    first, _, _, ending, *told = sort
    if first == "static":
        return 0
    if told and (ending or first not in LISTS):
        return FEW
    return SOME if SEVERAL in told else 100_000


def of_the_large_record(sort: Sort) -> int:
    """A sample of each kind: many of records and lists, few of what is made of a whole list."""
    first, _, last, ending, *told = sort
    if first == "static":
        return 0
    if ending in ("csv", "xlsx", "docx", "ics", "atom", "zip") or first == "briefing":
        return FEW
    return SOME if told or last else MANY


def test_no_link_is_dead_with_the_real_data(
    transactional_db: None, seeded_database: str, tmp_path: Path
) -> None:
    database = f"{seeded_database}_crawled"
    databases.copy(database, of=seeded_database)
    with databases.pointed_at(database):
        hide()
        walk = walked(database, tmp_path, of_the_real_data, {*PAGES, *CRAWLED})
        public = records()
    databases.drop(database)
    assert walk.wrong == {}
    assert public <= set(walk.found_on) - walk.noted
    assert walk.asked > 500
    print(f"{walk.asked} asked, {len(walk.noted)} noted")


def test_no_link_is_dead_with_five_thousand_records(
    transactional_db: None, seeded_database: str, tmp_path: Path
) -> None:
    database = f"{seeded_database}_crawled_large"
    databases.copy(database, of=seeded_database)
    with databases.pointed_at(database):
        fill(5000)
        hide()
        walk = walked(database, tmp_path, of_the_large_record, {*PAGES, *CRAWLED})
    databases.drop(database)
    assert walk.wrong == {}
    assert walk.asked > 500
    print(f"{walk.asked} asked, {len(walk.noted)} noted")


def test_no_file_of_the_look_is_missing(checkout: Checkout, serving: Serving) -> None:
    begin = [*PAGES, "/pilots/?city=kunming", "/cities/kunming/", "/summaries/granada/"]

    def only_these(sort: Sort) -> int:
        first, _, _, ending, *told = sort
        if first == "static":
            return 10_000
        if ending or first in ("briefing", "api"):  # a reader gets so many a minute
            return 0
        return 1 if told else len(begin)

    walk = Walk(f"http://127.0.0.1:{serving.port}", only_these, lambda path: True)
    walk.walk(begin)
    assert walk.wrong == {}
    assert sum(path.startswith("/static/") for path in walk.found_on) > 10
