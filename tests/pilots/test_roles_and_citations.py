"""Activities and pilots in lists: the roles of cities, outcomes, and how often a record is told."""

import pytest

from cities.models import City, Country
from pilots.models import Activity, PilotProject
from tests.universe.page import Page
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def meetings() -> None:
    """Kunming takes part in one meeting, hosts another and does both in a third; Nice is in all."""
    country = Country.objects.create(code="CN", name="China", region="asia")
    kunming = City.objects.create(name="Kunming", slug="kunming", country=country)
    nice = City.objects.create(name="Nice", slug="nice", country=country)
    for role in ("participant", "venue", "both"):
        meeting = Activity.objects.create(title=role, slug=role, kind="meeting", status="published")
        meeting.city_links.create(city=kunming, role=role)
        meeting.city_links.create(city=nice)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("city=kunming", {"participant", "venue", "both"}),
        ("city=kunming&role=participant", {"participant", "both"}),
        ("city=kunming&role=venue", {"venue", "both"}),
        ("role=venue", {"participant", "venue", "both"}),
        ("city=kunming&city=nice&match=city", {"participant", "venue", "both"}),
        ("city=kunming&city=nice&match=city&role=participant", {"participant", "both"}),
        ("city=kunming&city=nice&match=city&role=venue", set()),
        ("city=kunming&city=nice&match=all&role=participant", {"participant", "both"}),
    ],
)
def test_a_role_narrows_the_cities_asked_for(
    meetings: None, query: str, expected: set[str]
) -> None:
    assert set(Page(f"/activities/?{query}").rows) == expected


def test_memoranda_are_a_filter_and_each_activity_stands_once(meetings: None) -> None:
    meeting = Activity.objects.get(slug="both")
    for position, kind in enumerate(["memorandum", "memorandum", "proposals"], start=1):
        meeting.outcomes.create(position=position, kind=kind, text="Signed.")
    assert Page("/activities/?outcome=memorandum").rows == ["both"]
    assert Page("/activities/?outcome=memorandum&outcome=proposals&match=outcome").rows == ["both"]
    assert Page("/activities/?outcome=memorandum&outcome=other&match=outcome").rows == []
    counts = {n for n, url, _c in Page("/activities/").facets()["Outcome"]}
    assert counts == {1}


@pytest.fixture
def told() -> None:
    """Pilots told in no, one and two published summaries; the first in a draft as well."""
    summaries = [
        Summary.objects.create(title=slug, slug=slug, kind="city-plan", status=status)
        for slug, status in (("one", "published"), ("two", "published"), ("draft", "draft"))
    ]
    for slug, citing in (("never", [2]), ("once", [0]), ("twice", [0, 1])):
        pilot = PilotProject.objects.create(title=slug, slug=slug, kind="park", status="published")
        for number in citing:
            pilot.citations.create(summary=summaries[number], position="1")


def test_proposals_told_in_both_of_two_summaries_can_be_asked_for(told: None) -> None:
    assert Page("/pilots/?summary=one&summary=two").rows == ["once", "twice"]
    assert Page("/pilots/?summary=one&summary=two&match=summary").rows == ["twice"]


def test_they_sort_by_how_often_they_are_told_in_published_summaries(told: None) -> None:
    assert Page("/pilots/?sort=citations").rows == ["never", "once", "twice"]
    assert Page("/pilots/?sort=-citations").rows == ["twice", "once", "never"]
