"""Records of the machine interface."""

import pytest
from django.test import Client

from cities.models import City, Organisation
from pilots.models import Activity, PilotProject
from tests.api.v1.asking import answer, everything
from ucap.api.v1.records import KINDS
from ucap.summaries.models import Summary

pytestmark = pytest.mark.usefixtures("seeded", "db")


@pytest.mark.parametrize("name", KINDS)
def test_a_record_is_the_same_alone_as_in_its_list(name: str) -> None:
    for record in everything(f"{name}/?page_size=100"):
        assert answer(f"{name}/{record['slug']}/") == record


def test_an_activity_tells_everything_that_its_page_tells() -> None:
    activity = Activity.objects.published().filter(outcomes__cities__isnull=False)[0]
    told = answer(f"activities/{activity.slug}/")
    assert told["title"] == activity.title
    assert told["dates"] == activity.dates
    cities = {link["slug"]: link["role"] for link in told["cities"]}
    assert cities == dict(activity.city_links.values_list("city__slug", "role"))
    assert [outcome["text"] for outcome in told["outcomes"]] == list(
        activity.outcomes.values_list("text", flat=True)
    )
    places = [(c["summary"]["slug"], c["position"], c["heading"]) for c in told["citations"]]
    assert sorted(places) == sorted(
        activity.citations.values_list("summary__slug", "position", "heading")
    )


def test_a_month_is_no_day() -> None:
    activity = Activity.objects.filter(precision="month", start__isnull=False)[0]
    told = answer(f"activities/{activity.slug}/")
    assert told["start"] == f"{activity.start:%Y-%m}"
    undated = PilotProject.objects.filter(start__isnull=True)[0]
    assert answer(f"pilots/{undated.slug}/")["start"] is None


def test_the_goals_of_a_pilot_are_those_of_the_summaries_that_cite_it() -> None:
    pilot = PilotProject.objects.filter(citations__isnull=False)[0]
    goals = Summary.objects.filter(pilot_citations__pilot=pilot).values_list(
        "sdgs__number", flat=True
    )
    told = [int(goal["slug"]) for goal in answer(f"pilots/{pilot.slug}/")["sdgs"]]
    assert told == sorted({goal for goal in goals if goal})


def test_a_summary_is_told_in_its_own_structure() -> None:
    told = answer("summaries/granada/")
    assert [side["column"] for side in told["sides"]] == [1, 2]
    assert told["sides"][0]["cities"][0]["slug"] == "granada"
    assert told["start"] == "2018-06"
    positions = [entry["position"] for entry in told["activities"]]
    assert positions == sorted(positions, key=lambda p: [int(n) for n in p.split(".")])
    assert told["notes"]
    assert told["themes"][0]["label_printed"]


def test_places_have_numbers_and_names_in_every_script() -> None:
    told = answer("cities/kunming/")
    assert isinstance(told["latitude"], float)
    assert "昆明" in " ".join(told["other_names"])
    assert told["country"] == {"code": "CN", "name": "China"}
    assert told["counts"]["pilots"] > 0
    named = Organisation.objects.filter(part_of__isnull=False)[0]
    assert named.part_of
    assert answer(f"organisations/{named.slug}/")["part_of"]["slug"] == named.part_of.slug


def test_an_address_of_the_past_leads_on() -> None:
    City.objects.filter(slug="granada").update(slug="granada-spain")
    moved = Client().get("/api/v1/cities/granada/?fields=slug")
    assert moved.status_code == 301
    assert moved.headers["Location"].endswith("/api/v1/cities/granada-spain/?fields=slug")


@pytest.mark.parametrize("url", ["pilots/atlantis/", "sdgs/18/", "sdgs/x/", "sdgs/0011/"])
def test_what_there_is_not_is_not_found_in_json(url: str) -> None:
    assert answer(url, 404)["detail"]


def test_the_root_leads_to_every_list() -> None:
    addresses = answer("")
    assert set(addresses) == {*KINDS, "schema"}
    for address in addresses.values():
        assert Client().get(address).status_code == 200


def test_programs_on_other_sites_may_read_and_nobody_may_write() -> None:
    client = Client(headers={"Origin": "https://elsewhere.example"})
    for url in ("/api/v1/pilots/", "/pilots.csv", "/activities.ics", "/api/v1/pilots/?city=x"):
        assert client.get(url).headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/pilots/").headers
    for method in (client.post, client.put, client.patch, client.delete):
        assert method("/api/v1/pilots/", {}).status_code == 405
    assert not client.get("/api/v1/pilots/").cookies
