"""What the page of an activity tells programs: when, where and who, never more than is known."""

import pytest

from cities.models import City, Country, Organisation
from pilots.models import Activity
from tests.api.linked.reading import SCHEMA, graph, paths, text, thing
from tests.universe.page import Page


@pytest.fixture
def activity(db) -> Activity:
    """A meeting of two cities, of which one hosts the other, and of four bodies."""
    land = Country.objects.create(code="CN", name="China", region="asia")
    activity = Activity.objects.create(
        title="A </script><b>bad</b> & title\u2028",
        slug="meeting",
        kind="meeting",
        status="published",
        start="2018-07-01",
        end="2018-09-01",
        location_text="Chenggong",
    )
    for slug, role in (("kunming", "both"), ("granada", "participant")):
        city = City.objects.create(name=slug, slug=slug, country=land)
        activity.city_links.create(city=city, role=role)
    for role in ("leads", "takes-part", "signs", "mentioned"):
        body = Organisation.objects.create(name=role, slug=role, kind="company")
        activity.organisation_links.create(organisation=body, role=role)
    return activity


def test_months_are_told_as_months_and_days_as_days(activity):
    found = graph(Page("/activities/meeting/"))
    assert text(found, "/activities/meeting/", "startDate") == "2018-07"
    assert text(found, "/activities/meeting/", "endDate") == "2018-09"
    Activity.objects.update(precision="day", start="2018-07-04", end=None)
    found = graph(Page("/activities/meeting/"))
    assert text(found, "/activities/meeting/", "startDate") == "2018-07-04"
    assert text(found, "/activities/meeting/", "endDate") == ""


def test_an_event_takes_place_in_the_cities_that_host_it(activity):
    event = thing("/activities/meeting/")
    found = graph(Page("/activities/meeting/"))
    (place,) = found.objects(event, SCHEMA.location)
    assert str(found.value(place, SCHEMA.name)) == "Chenggong"
    assert paths(found.objects(place, SCHEMA.containedInPlace)) == {"/cities/kunming/"}
    Activity.objects.update(location_text="")
    found = graph(Page("/activities/meeting/"))
    assert paths(found.objects(event, SCHEMA.location)) == {"/cities/kunming/"}


def test_bodies_do_in_an_event_what_their_role_says_and_no_more(activity):
    found = graph(Page("/activities/meeting/"))
    event, page = thing("/activities/meeting/"), thing("/activities/meeting/#page")

    def who(subject, name: str) -> set[str]:
        return paths(found.objects(subject, SCHEMA[name]))

    assert who(event, "organizer") == {"/organisations/leads/"}
    assert who(event, "attendee") == {"/organisations/takes-part/"}
    assert who(event, "contributor") == {"/organisations/signs/"}
    assert who(page, "mentions") == {"/organisations/mentioned/", "/cities/granada/"}


@pytest.mark.parametrize(
    ("mode", "word"),
    [
        ("in-person", "https://schema.org/OfflineEventAttendanceMode"),
        ("virtual", "https://schema.org/OnlineEventAttendanceMode"),
        ("not-stated", ""),
    ],
)
def test_how_people_met_is_told_where_it_is_stated(activity, mode, word):
    Activity.objects.update(mode=mode)
    found = graph(Page("/activities/meeting/"))
    assert text(found, "/activities/meeting/", "eventAttendanceMode") == word


def test_nothing_in_a_title_ends_the_data_block(activity):
    page = Page("/activities/meeting/")
    start = page.html.index("application/ld+json")
    block = page.html[start : page.html.index("</script>", start)]
    assert not {"<", "&", "\u2028"} & set(block.partition(">")[2])
    assert text(graph(page), "/activities/meeting/", "name") == activity.title
