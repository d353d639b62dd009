"""A briefing runs a fixed number of queries, whatever the amount of data."""

import pytest

from tests.across.test_query_counts import full_records, queries
from tests.universe import world

pytestmark = pytest.mark.django_db

SMALL, LARGE = 5, 40

# The braces stand for a record with every kind of link, so that no part of its briefing is empty.
QUERIES = {
    "/briefing/summaries/": 8,
    "/briefing/activities/": 18,
    "/briefing/pilots/": 12,
    "/briefing/cities/": 5,
    "/briefing/organisations/": 9,
    "/briefing/themes/": 4,
    "/briefing/sdgs/": 4,
    "/briefing/urban-agenda/": 4,
    "/briefing/pilots/?theme={theme}&summary={summary}": 14,
    "/briefing/summaries/{summary}/": 38,
    "/briefing/activities/{activity}/": 41,
    "/briefing/pilots/{pilot}/": 28,
    "/briefing/cities/{city}/": 46,
    "/briefing/organisations/{organisation}/": 38,
    "/briefing/themes/{theme}/": 35,
    "/briefing/sdgs/{sdg}/": 35,
    "/briefing/urban-agenda/{topic}/": 35,
    "/pilots.docx": 12,
    "/cities/{city}.docx": 46,
}


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_briefings_run_the_same_queries_with_5_and_with_40_summaries(size: int) -> None:
    world.build(7, summaries=size)
    words = full_records()
    assert {pattern: queries(pattern.format(**words)) for pattern in QUERIES} == QUERIES
