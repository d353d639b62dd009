"""Reference data is copied right: places, goals and topics."""

from decimal import Decimal

import pytest
import yaml

from tests.data.transcript import by_slug, entries, names_of, shared


@pytest.fixture
def reference() -> dict:
    return yaml.safe_load(shared("reference.yaml").read_text(encoding="utf-8"))


def test_goals_have_their_official_titles_and_colours(reference):
    goals = [[goal["number"], goal["title"], goal["colour"]] for goal in entries("cities.sdg")]
    assert goals == reference["sdgs"]


def test_topics_are_the_partnerships_of_the_urban_agenda(reference):
    topics = [topic["name"] for topic in entries("cities.urbanagendatopic")]
    assert topics == reference["eu_urban_agenda_2020"]


def test_places_lie_where_the_reference_has_them(reference):
    cities = {city["name"]: city for city in by_slug("cities.city").values()}
    assert sorted(cities) == sorted(place["name"] for place in reference["places"])
    for place in reference["places"]:
        city = cities[place["name"]]
        assert city["country"] == [place["country"]]
        assert abs(Decimal(city["latitude"]) - Decimal(str(place["lat"]))) < Decimal("0.0001")
        assert abs(Decimal(city["longitude"]) - Decimal(str(place["lon"]))) < Decimal("0.0001")
        for native in place.get("native", "").split(" / "):
            assert native in ["", *names_of(city)]
        if "province" in place:
            assert place["province"].split()[0] == city["province"]


def test_every_goal_from_1_to_17_is_there():
    assert [goal["number"] for goal in entries("cities.sdg")] == list(range(1, 18))


def test_themes_have_colours_of_their_own():
    colours = [theme["colour"] for theme in entries("cities.theme")]
    assert len(set(colours)) == len(colours)
