"""A list takes as many queries for many records as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.v1.asking import answer
from tests.universe import world

pytestmark = pytest.mark.django_db

QUERIES = {
    "summaries/": 11,
    "activities/": 16,
    "pilots/": 12,
    "cities/": 3,
    "organisations/": 4,
    "themes/": 3,
    "sdgs/": 3,
    "urban-agenda/": 3,
    "pilots/?facets=1": 20,
    "schema/": 1,
}


@pytest.mark.parametrize("size", [8, 80])
def test_an_answer_takes_a_fixed_number_of_queries(size: int) -> None:
    world.build(5, summaries=size)
    taken = {}
    for url in QUERIES:
        with CaptureQueriesContext(connection) as queries:
            answer(url)
        taken[url] = len(queries)
    assert taken == QUERIES
