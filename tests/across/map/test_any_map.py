"""The map of a world that nobody wrote by hand draws what a slow computation finds."""

from collections import Counter
from itertools import product
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cities.models import City, Country
from cities.models.places import Region
from pilots.models import PilotProject
from tests.across.map.reading import Cities, Pairs, arcs, asked, check_links, marks, pictures, rows
from tests.thorough import examples
from tests.universe import world
from tests.universe.lists import Question, query, questions
from tests.universe.oracle import Oracle
from tests.universe.page import Page
from ucap.across.map.network import MOST_CITIES, MOST_PAIRS

pytestmark = pytest.mark.django_db


def scatter() -> None:
    """Give the cities of a random world places of their own, one of them none."""
    cities = list(City.objects.order_by("pk"))
    for number, city in enumerate(cities):
        city.latitude = str(-40 + number * 37 % 110)
        city.longitude = str(-170 + number * 61 % 340)
    cities[3].latitude = cities[3].longitude = None
    City.objects.bulk_update(cities, ["latitude", "longitude"])


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
    max_examples=examples(12),
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


@pytest.mark.parametrize("question", ["", "match=all&sdg=11", "view=world&year=2018&year=2019"])
def test_links_lead_to_as_many_pilots_as_they_say_in_a_random_world(question: str) -> None:
    world.build(11, summaries=18)
    scatter()
    check_links(f"/map/?{question}", every=5)


def test_nothing_is_drawn_for_nothing() -> None:
    assert pictures(Page("/map/")) == []


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
