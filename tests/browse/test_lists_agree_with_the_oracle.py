"""On random worlds and random addresses, lists and facets say what the design asks of them."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, event, given, note, settings
from hypothesis import strategies as st

from browse.index.found import Found
from browse.index.keeping import KEEPER
from browse.index.whole import Index
from tests.thorough import examples
from tests.universe import world
from tests.universe.lists import VIEWS, Question, filters, query, questions
from tests.universe.oracle import REPEATABLE, SINGLE, SORTS, Oracle

pytestmark = pytest.mark.django_db

WORLDS = settings(
    max_examples=examples(24),
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # building worlds anew to shrink takes minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
QUESTIONS_A_WORLD = 6


def numbers(name: str, question: Question) -> dict[str, dict[str, int]]:
    """What stands beside the values of each facet, those with none left out."""
    return {
        facet.name: {value.value: value.count for value in facet.values if value.count}
        for facet in filters(name, question).facets
    }


def agree(oracle: Oracle, name: str, question: Question) -> None:
    """Assert that the list and its facets are what the oracle says."""
    note(f"/{name}/?{query(question)}")
    filterset = filters(name, question)
    expected = oracle.selected(name, question)
    event("something selected" if expected else "nothing selected")
    assert [record.slug for record in filterset.qs] == expected
    assert filterset.failed == oracle.misunderstood(name, question)
    assert numbers(name, question) == oracle.counts(name, question)


def answer_alike(index: Index, name: str, question: Question) -> None:
    """Assert that a list in memory answers as the database does: records, facets, their order."""
    asked, remembered = filters(name, question), filters(name, question)
    remembered.index = index
    assert remembered.facets == asked.facets
    if remembered.answers is None:
        event("left to the database")
        assert asked.failed or "role" in question
        return
    found = Found(remembered, remembered.answers)
    assert found.count() == asked.qs.count()
    assert list(found[0 : found.count()]) == list(asked.qs)
    assert list(found[1:3]) == list(asked.qs[1:3])


@pytest.mark.parametrize("name", VIEWS)
@WORLDS
@given(seed=st.integers(0, 10_000), size=st.integers(2, 7), data=st.data())
def test_a_list_and_its_facets_are_what_the_slow_computation_says(
    name: str, seed: int, size: int, data: Any
) -> None:
    with transaction.atomic():
        world.build(seed, summaries=size)
        oracle = Oracle()
        index = KEEPER.make(VIEWS[name])
        for _ in range(QUESTIONS_A_WORLD):
            question = data.draw(questions(oracle, name))
            agree(oracle, name, question)
            answer_alike(index, name, question)
        transaction.set_rollback(True)


@pytest.mark.parametrize("name", VIEWS)
def test_it_reads_the_parameters_of_the_design_and_no_others(name: str) -> None:
    filterset = filters(name, {})
    asking = set(filterset.filters) - set(filterset.page_filters)
    assert asking == REPEATABLE[name] | SINGLE[name]
    assert set(filterset.page_filters) == (
        {"compare"} if name in ("cities", "summaries") else set()
    )
    assert set(filterset.terms) == REPEATABLE[name]


@pytest.mark.parametrize("name", VIEWS)
def test_it_offers_the_orders_of_the_design_both_ways(name: str) -> None:
    offered = {choice.value for choice in filters(name, {}).orders}
    assert offered == {f"{sign}{sort}" for sign in ("", "-") for sort in SORTS[name]}


@pytest.mark.parametrize("name", VIEWS)
def test_what_is_chosen_stays_on_offer_even_where_it_selects_nothing(name: str) -> None:
    world.build(3)
    oracle = Oracle()
    for parameter in sorted(REPEATABLE[name] - {"year"}):
        for value in sorted(oracle.known[name][parameter]):
            question = {parameter: [value], "q": ["no such word"]}
            facets = {facet.name: facet for facet in filters(name, question).facets}
            assert [term.value for term in facets[parameter].chosen] == [value]
