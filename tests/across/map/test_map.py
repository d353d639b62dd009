"""The map draws what a slow computation finds, and every number leads to just as many pilots."""

from collections import Counter
from collections.abc import Mapping
from itertools import product
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cities.models import City, Country
from cities.models.places import Region
from pilots.models import PilotProject
from tests.universe import world
from tests.universe.lists import Question, query, questions
from tests.universe.oracle import Oracle
from tests.universe.page import Node, Page
from ucap.across.map.drawing import LAYOUTS
from ucap.across.map.network import MOST_CITIES, MOST_PAIRS
from ucap.summaries.seeding import seed

pytestmark = pytest.mark.django_db

Cities = Mapping[str, int]
Pairs = Mapping[frozenset[str], int]


def scatter() -> None:
    """Give the cities of a random world places of their own, one of them none."""
    cities = list(City.objects.order_by("pk"))
    for number, city in enumerate(cities):
        city.latitude = str(-40 + number * 37 % 110)
        city.longitude = str(-170 + number * 61 % 340)
    cities[3].latitude = cities[3].longitude = None
    City.objects.bulk_update(cities, ["latitude", "longitude"])


def number(text: str) -> int:
    """The number in “Granada – Kunming: 8 pilots in common”."""
    return int(text.rpartition(":")[2].split()[0])


def asked(url: str) -> list[str]:
    """The cities that a link leads to: of a list of pilots, or the page of one."""
    parts = urlsplit(url)
    return parse_qs(parts.query).get("city") or [parts.path.split("/")[2]]


def pictures(page: Page) -> list[Node]:
    """The drawings on a page: for wide windows and for phones."""
    found = [page.root.find("svg", class_=f"map-{layout.name}") for layout in LAYOUTS]
    return [svg for drawing in found for svg in drawing]


def marks(svg: Node) -> Cities:
    """{city: pilots} as the marks of a picture say."""
    links = svg.find("a", class_="city")
    return {
        city: number(link.attributes["aria-label"])
        for link in links
        for city in asked(link.attributes["href"])
    }


def arcs(svg: Node) -> Pairs:
    """{two cities: pilots in common} as the arcs of a picture say."""
    return {
        frozenset(asked(link.attributes["href"])): number(link.attributes["aria-label"])
        for link in svg.find("a", class_="arc")
    }


def rows(page: Page, table: str) -> list[list[Node]]:
    """The cells of a table's body, row by row."""
    (found,) = page.root.find("table", id=table) or [Node("", {})]
    return [row.find("th") + row.find("td") for row in found.find("tr")[1:]]


def expected(oracle: Oracle, question: Question) -> tuple[Cities, Pairs]:
    """What a map for `question` must tell, worked out slowly."""
    if not oracle.selected("pilots", question):
        return {}, {}
    others = {name: values for name, values in question.items() if name != "city"}
    selected = set(oracle.selected("pilots", others))
    pilots = [row for row in oracle.lists["pilots"] if row.slug in selected]
    regions = dict(City.objects.values_list("slug", "country__region"))
    chosen = {value.strip() for value in question.get("city", []) if value.strip()}
    pairs = Counter(
        frozenset(pair)
        for pilot in pilots
        for pair in product(pilot.values["city"], repeat=2)
        if Region.values.index(regions[pair[0]]) < Region.values.index(regions[pair[1]])
        if not chosen or chosen & set(pair)
    )
    partners = {oracle.all_cities[city].slug for _summary, city in oracle.summary_cities}
    involved = {city for pilot in pilots for city in pilot.values["city"]}
    shown = chosen.union(*pairs) if chosen else partners | involved
    return {city: sum(city in pilot.values["city"] for pilot in pilots) for city in shown}, pairs


def placed() -> set[str]:
    """The cities whose place is known."""
    return set(City.objects.filter(latitude__isnull=False).values_list("slug", flat=True))


@settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(seed_=st.integers(0, 10_000), view=st.sampled_from(["", "regions", "world"]), data=st.data())
def test_picture_and_tables_tell_what_the_slow_computation_finds(
    seed_: int, view: str, data: Any
) -> None:
    with transaction.atomic():
        world.build(seed_, summaries=12)
        scatter()
        oracle, known = Oracle(), placed()
        for _ in range(4):
            question = data.draw(questions(oracle, "pilots"))
            page = Page(f"/map/?{query({**question, 'view': [view]})}")
            cities, pairs = expected(oracle, question)
            assert page.status == 200
            assert page.counted == (
                len(oracle.selected("pilots", question)),
                len(oracle.lists["pilots"]),
            )
            assert bool(page.problems) == bool(oracle.misunderstood("pilots", question))
            for svg in pictures(page):
                assert marks(svg) == {city: n for city, n in cities.items() if city in known}
                assert arcs(svg) == {pair: n for pair, n in pairs.items() if pair <= known}
            assert bool(pictures(page)) == bool(cities.keys() & known)
            assert {
                asked(city.find("a")[0].attributes["href"])[0]: int(pilots.text)
                for city, _region, pilots in rows(page, "places")
            } == cities
            assert {
                frozenset(asked(a.find("a")[0].attributes["href"])[0] for a in (one, other)): int(
                    n.text
                )
                for one, other, n in rows(page, "pairs")
            } == pairs
        transaction.set_rollback(True)


def numbers(page: Page) -> list[tuple[str, int]]:
    """(address, number told) of every link of the picture and its tables that tells one."""
    links = [link for svg in pictures(page) for link in svg.find("a")]
    told = [(link.attributes["href"], number(link.attributes["aria-label"])) for link in links]
    told += [
        (link.attributes["href"], int(link.text))
        for table in ("pairs", "places")
        for *_names, cell in rows(page, table)
        for link in cell.find("a")
    ]
    return [(url, n) for url, n in told if "?" in url]


def check_links(address: str, *, every: int = 1) -> None:
    """Follow the links of a map, or one in so many, and count what they lead to."""
    told = list(dict.fromkeys(numbers(Page(address))))
    assert told
    for url, n in told[::every]:
        assert n > 0
        assert Page(url).counted[0] == n, (address, url)


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
    seed()
    check_links(address)


@pytest.mark.parametrize("question", ["", "match=all&sdg=11", "view=world&year=2018&year=2019"])
def test_links_lead_to_as_many_pilots_as_they_say_in_a_random_world(question: str) -> None:
    world.build(11, summaries=18)
    scatter()
    check_links(f"/map/?{question}", every=5)


def test_the_lists_hold_all_that_the_map_leads_to() -> None:
    seed()
    page = Page("/map/")
    (svg, _other) = pictures(page)
    assert marks(svg)["granada"] == 18
    assert arcs(svg)[frozenset({"granada", "kunming"})] == 8
    assert page.counted == (38, 38)


def test_a_partner_without_a_pilot_is_hollow_and_leads_to_its_own_page() -> None:
    seed()
    (svg, _other) = pictures(Page("/map/?theme=circular-economy"))
    (rome,) = [a for a in svg.find("a", class_="is-hollow") if "Rome" in a.attributes["aria-label"]]
    assert rome.attributes["href"] == "/cities/rome/"
    assert not any(a.attributes["href"] == "/cities/granada/" for a in svg.find("a"))


def test_each_region_that_has_cities_has_its_frame_europe_first() -> None:
    seed()
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
    seed()
    page = Page(f"/map/?{bad}&theme=circular-economy")
    assert page.status == 200
    assert any(said in problem for problem in page.problems)
    assert page.counted == (0, 38)
    assert pictures(page) == []
    assert rows(page, "places") == []


def test_nothing_is_drawn_for_nothing() -> None:
    assert pictures(Page("/map/")) == []
    seed()
    page = Page("/map/?city=brussels")
    assert page.counted == (0, 38)
    assert pictures(page) == []
    assert "Lift one filter" in page.html


def test_a_city_without_a_place_is_named_and_stands_in_the_tables() -> None:
    seed()
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
    seed()
    City.objects.update(latitude=None, longitude=None)
    page = Page("/map/")
    assert pictures(page) == []
    assert len(rows(page, "places")) == 10


def test_it_draws_what_is_strongest_and_says_how_much_is_left_out() -> None:
    europe = Country.objects.create(code="IT", name="Italy", region=Region.EUROPE)
    asia = Country.objects.create(code="CN", name="China", region=Region.ASIA)
    cities = City.objects.bulk_create(
        City(name=f"City {n}", slug=f"c{n}", country=asia if n % 2 else europe)
        for n in range(MOST_CITIES + 4)
    )
    for reach in (len(cities), 20, 6):  # the first cities have most pilots, and most in common
        pilot = PilotProject.objects.create(
            title="P", slug=f"p{reach}", kind="event", status="published"
        )
        for city in cities[:reach]:
            pilot.city_links.create(city=city)
    page = Page("/map/")
    assert len(rows(page, "places")) == MOST_CITIES
    pairs = rows(page, "pairs")
    assert len(pairs) == MOST_PAIRS
    assert [n.text for *_names, n in pairs[:10]] == ["3"] * 9 + ["2"]
    (sentence,) = page.root.find("p", id="map-sentence")
    all_pairs = (len(cities) // 2) ** 2
    assert f"{all_pairs:,} pairs of cities" in sentence.text
    assert "no room for 4 more cities" in sentence.text
    assert f"no room for {all_pairs - MOST_PAIRS} more pairs" in sentence.text


def test_what_drafts_say_is_not_drawn() -> None:
    seed()
    before = marks(pictures(Page("/map/"))[0])
    PilotProject.objects.filter(city_links__city__slug="barcelona").update(status="draft")
    after = marks(pictures(Page("/map/"))[0])
    assert before["barcelona"] == 1
    assert "barcelona" not in after
    assert after["kunming"] == before["kunming"] - 1
