"""A briefing runs a fixed number of queries, whatever the amount of data."""

import pytest

from tests.across.test_query_counts import full_records, queries
from tests.universe import world

pytestmark = pytest.mark.django_db

SMALL, LARGE = 5, 40

# The braces stand for a record with every kind of link, so that no part of its briefing is empty.
QUERIES = {
    "/briefing/summaries/": 7,
    "/briefing/activities/": 17,
    "/briefing/pilots/": 11,
    "/briefing/cities/": 4,
    "/briefing/organisations/": 8,
    "/briefing/themes/": 3,
    "/briefing/sdgs/": 3,
    "/briefing/urban-agenda/": 3,
    "/briefing/pilots/?theme={theme}&summary={summary}": 13,
    "/briefing/summaries/{summary}/": 37,
    "/briefing/activities/{activity}/": 40,
    "/briefing/pilots/{pilot}/": 27,
    "/briefing/cities/{city}/": 45,
    "/briefing/organisations/{organisation}/": 37,
    "/briefing/themes/{theme}/": 34,
    "/briefing/sdgs/{sdg}/": 34,
    "/briefing/urban-agenda/{topic}/": 34,
    "/pilots.docx": 11,
    "/cities/{city}.docx": 45,
}


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_briefings_run_the_same_queries_with_5_and_with_40_summaries(size: int) -> None:
    world.build(7, summaries=size)
    words = full_records()
    assert {pattern: queries(pattern.format(**words)) for pattern in QUERIES} == QUERIES
