"""A list takes as many queries for many records as for few."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.v1.asking import answer
from tests.universe import world

pytestmark = pytest.mark.django_db

QUERIES = {
    "summaries/": 10,
    "activities/": 15,
    "pilots/": 11,
    "cities/": 2,
    "organisations/": 3,
    "themes/": 2,
    "sdgs/": 2,
    "urban-agenda/": 2,
    "pilots/?facets=1": 19,
    "schema/": 0,
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
