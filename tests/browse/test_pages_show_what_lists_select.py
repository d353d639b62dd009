"""The HTML of the lists: how many of how many, the rows in order, facets that keep their word."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from browse.views import PAGE_SIZE
from tests.thorough import examples
from tests.universe import world
from tests.universe.lists import VIEWS, Question, query, questions
from tests.universe.oracle import REPEATABLE, Oracle
from tests.universe.page import Page

pytestmark = pytest.mark.django_db

SEED = 2020


@pytest.fixture
def oracle() -> Oracle:
    """What is true of a world with lists of several pages."""
    world.build(SEED, summaries=24)
    return Oracle()


def page_of(name: str, question: Question) -> Page:
    """The list's page for `question`."""
    return Page(f"/{name}/?{query(question)}")


@pytest.mark.parametrize("name", VIEWS)
@settings(
    max_examples=examples(6),
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(seed=st.integers(0, 10_000), data=st.data())
def test_a_page_shows_the_number_and_the_rows_that_the_slow_computation_gives(
    name: str, seed: int, data: Any
) -> None:
    with transaction.atomic():
        world.build(seed, summaries=10)
        oracle = Oracle()
        for _ in range(4):
            question = data.draw(questions(oracle, name))
            page = page_of(name, question)
            expected = oracle.selected(name, question)
            assert page.status == 200
            assert page.counted == (len(expected), len(oracle.lists[name]))
            assert page.rows == expected[:PAGE_SIZE]
            assert bool(page.problems) == bool(oracle.misunderstood(name, question))
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", VIEWS)
def test_the_number_beside_a_value_is_the_length_of_the_list_it_leads_to(
    name: str, oracle: Oracle
) -> None:
    followed = 0
    for values in page_of(name, {}).facets().values():
        for count, url, chosen in values[:6]:
            assert not chosen
            assert Page(url).counted[0] == count, url
            followed += 1
    assert followed > 10


@pytest.mark.parametrize("name", VIEWS)
def test_under_match_the_number_is_the_length_of_the_list_with_the_value_added(
    name: str, oracle: Oracle
) -> None:
    known = sorted(oracle.known[name]["theme"])
    counts = oracle.counts(name, {})["theme"]
    first = max(known, key=lambda slug: counts.get(slug, 0))
    page = page_of(name, {"theme": [first], "match": ["theme"]})
    followed = 0
    for count, url, chosen in page.facets()["Theme"]:
        if not chosen:
            assert set(parse_qs(urlsplit(url).query)["theme"]) > {first}
            assert Page(url).counted[0] == count, url
            followed += 1
    assert followed


@pytest.mark.parametrize("name", VIEWS)
def test_another_value_of_the_same_facet_widens_the_list(name: str, oracle: Oracle) -> None:
    counts = oracle.counts(name, {})["theme"]
    first, second = sorted(counts)[:2]
    page = page_of(name, {"theme": [first]})
    (url,) = [url for _n, url, _chosen in page.facets()["Theme"] if f"theme={second}" in url]
    both = Page(url).counted[0]
    assert both == len(oracle.selected(name, {"theme": [first, second]}))
    assert both >= max(counts[first], counts[second])


@pytest.mark.parametrize("name", VIEWS)
def test_choosing_a_chosen_value_lifts_it(name: str, oracle: Oracle) -> None:
    value = sorted(oracle.counts(name, {})["theme"])[0]
    page = page_of(name, {"theme": [value], "sort": ["-title" if name == "pilots" else ""]})
    (url,) = [url for _n, url, chosen in page.facets()["Theme"] if chosen]
    assert "theme" not in parse_qs(urlsplit(url).query)
    assert Page(url).counted[0] == len(oracle.lists[name])


@pytest.mark.parametrize("name", VIEWS)
def test_the_pages_of_a_list_together_are_the_list(name: str, oracle: Oracle) -> None:
    expected = oracle.selected(name, {})
    pages = range(1, 2 + (len(expected) - 1) // PAGE_SIZE)
    shown = [slug for number in pages for slug in Page(f"/{name}/?page={number}").rows]
    assert shown == expected


def test_facets_stand_for_every_repeatable_parameter(oracle: Oracle) -> None:
    for name in VIEWS:
        asked = {
            parameter
            for values in page_of(name, {}).facets().values()
            for _count, url, _chosen in values
            for parameter in parse_qs(urlsplit(url).query)
        }
        offered = {parameter for parameter, n in oracle.counts(name, {}).items() if n}
        assert asked == offered == set(REPEATABLE[name])
