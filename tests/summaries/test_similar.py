"""The summaries most like another one: the rule, the reasons, and who is left out."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from browse.publishing import Status
from tests.universe import world
from tests.universe.oracle import Oracle, folded
from tests.universe.page import Page
from ucap.summaries.models import Summary
from ucap.summaries.similar import reason, similar

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("cities", "themes", "goals", "words"),
    [
        ([], 0, [], ""),
        (["Granada"], 1, [11], "Same theme and city (Granada); both on SDG 11"),
        (
            ["Nice", "Rome"],
            2,
            [3, 11],
            "Same themes and cities (Nice, Rome); both on SDGs 3 and 11",
        ),
        ([], 0, [3, 4, 11], "Both on SDGs 3, 4 and 11"),
    ],
)
def test_reasons_have_their_plurals(
    cities: list[str], themes: int, goals: list[int], words: str
) -> None:
    assert reason(cities, themes, goals) == words


def slow(oracle: Oracle, one: Summary) -> list[tuple[int, str]]:
    """(likeness, slug) of the summaries most like `one`, by loops."""

    def values(links: list[tuple], pk: int) -> set[Any]:
        return {value for record, value in links if record == pk}

    weights = (
        (oracle.activity_citations, 3),
        (oracle.pilot_citations, 3),
        (oracle.summary_cities, 2),
        (oracle.summary_themes, 1),
        (oracle.summary_sdgs, 1),
    )
    rows = [
        (
            -sum(w * len(values(links, one.pk) & values(links, other.pk)) for links, w in weights),
            folded(other.title),
            other.slug,
        )
        for other in oracle.summaries.values()
        if other.pk != one.pk
    ]
    return [(-score, slug) for score, _title, slug in sorted(rows)[:3] if score]


@pytest.mark.parametrize("seed", range(4))
def test_in_any_world_they_are_those_that_a_slow_computation_finds(seed: int) -> None:
    world.build(seed, summaries=12)
    oracle = Oracle()
    for one in oracle.summaries.values():
        found = similar(one)
        assert [(a.summary.likeness, a.summary.slug) for a in found] == slow(oracle, one)


def test_what_both_tell_of_is_a_link_to_a_list_of_as_many() -> None:
    world.build(2, summaries=12)
    followed = 0
    for summary in Summary.objects.published():
        page = Page(summary.get_absolute_url())
        for section in page.root.find("section", **{"aria-labelledby": "similar"}):
            for link in section.find("a"):
                number = re.match(r"(\d+) (activit|pilot)", link.text)
                if number:
                    assert Page(link.attributes["href"]).counted[0] == int(number[1])
                    followed += 1
    assert followed > 5


def test_the_page_names_no_draft_and_nothing_where_there_is_no_other() -> None:
    world.build(2, summaries=6)
    published = Summary.objects.published().earliest("pk")
    Summary.objects.exclude(pk=published.pk).update(status=Status.DRAFT)
    assert similar(published) == []
    assert "Most like it" not in Page(published.get_absolute_url()).html


@pytest.mark.parametrize("size", [5, 300])
def test_it_takes_five_queries_with_5_and_with_300_summaries(size: int) -> None:
    world.build(7, summaries=size)
    with CaptureQueriesContext(connection) as captured:
        assert similar(Summary.objects.published().filter(sides__cities__isnull=False)[0])
    assert len(captured) == 6  # the summary itself, and five
