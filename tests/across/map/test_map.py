"""The map of the five summaries, on which every number leads to just as many pilots."""

import pytest

from cities.models import City
from pilots.models import PilotProject
from tests.across.map.reading import arcs, check_links, marks, pictures, rows
from tests.universe.page import Page

pytestmark = pytest.mark.usefixtures("seeded", "db")


@pytest.mark.parametrize(
    "address",
    [
        "/map/",
        "/map/?view=world",
        "/map/?city=granada",
        "/map/?city=granada&city=kunming&match=city",
        "/map/?theme=culture-tourism-and-education&theme=circular-economy&sort=-date",
        "/map/?summary=granada&summary=life-sciences-and-healthy-city&match=all",
        "/map/?sdg=11&country=CN",
        "/map/?q=park&view=world",
    ],
)
def test_every_link_leads_to_as_many_pilots_as_it_says(address: str) -> None:
    check_links(address)


def test_the_lists_hold_all_that_the_map_leads_to() -> None:
    page = Page("/map/")
    (svg, _other) = pictures(page)
    assert marks(svg)["granada"] == 18
    assert arcs(svg)[frozenset({"granada", "kunming"})] == 8
    assert page.counted == (38, 38)


def test_a_partner_without_a_pilot_is_hollow_and_leads_to_its_own_page() -> None:
    (svg, _other) = pictures(Page("/map/?theme=circular-economy"))
    (rome,) = [a for a in svg.find("a", class_="is-hollow") if "Rome" in a.attributes["aria-label"]]
    assert rome.attributes["href"] == "/cities/rome/"
    assert not any(a.attributes["href"] == "/cities/granada/" for a in svg.find("a"))


def test_each_region_that_has_cities_has_its_frame_europe_first() -> None:
    for svg in pictures(Page("/map/")):
        assert [title.text for title in svg.find("text", class_="title")] == ["Europe", "Asia"]
        assert len(svg.find("rect", class_="frame")) == 2
    for svg in pictures(Page("/map/?view=world")):
        assert not svg.find("text", class_="title")
        assert len(svg.find("rect", class_="frame")) == 1


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("city=atlantis", "atlantis"),
        ("view=moon", "regions, world"),
        ("from=2020-13", "2020-13"),
        ("sort=nothing", "nothing"),
    ],
)
def test_what_is_not_understood_is_told_and_nothing_is_drawn(bad: str, said: str) -> None:
    page = Page(f"/map/?{bad}&theme=circular-economy")
    assert page.status == 200
    assert any(said in problem for problem in page.problems)
    assert page.counted == (0, 38)
    assert pictures(page) == []
    assert rows(page, "places") == []


def test_nothing_is_drawn_where_no_pilot_is_left() -> None:
    page = Page("/map/?city=brussels")
    assert page.counted == (0, 38)
    assert pictures(page) == []
    assert "Lift one filter" in page.html


def test_a_city_without_a_place_is_named_and_stands_in_the_tables() -> None:
    City.objects.filter(slug="kunming").update(latitude=None, longitude=None)
    page = Page("/map/")
    (note,) = page.root.find("p", class_="map-note")
    assert note.find("a", href="/cities/kunming/")
    for svg in pictures(page):
        assert "kunming" not in marks(svg)
        assert not any("kunming" in pair for pair in arcs(svg))
    assert any(city.text == "Kunming" for city, *_rest in rows(page, "places"))
    assert any(other.text == "Kunming" for _one, other, _n in rows(page, "pairs"))


def test_without_any_place_there_are_tables_and_no_picture() -> None:
    City.objects.update(latitude=None, longitude=None)
    page = Page("/map/")
    assert pictures(page) == []
    assert len(rows(page, "places")) == 10


def test_what_drafts_say_is_not_drawn() -> None:
    before = marks(pictures(Page("/map/"))[0])
    PilotProject.objects.filter(city_links__city__slug="barcelona").update(status="draft")
    after = marks(pictures(Page("/map/"))[0])
    assert before["barcelona"] == 1
    assert "barcelona" not in after
    assert after["kunming"] == before["kunming"] - 1
