"""However much there is, doubles are found by as many queries."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.universe import world
from ucap.desk.merge.doubles import proposals
from ucap.desk.merge.kinds import KINDS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", KINDS)
def test_the_number_of_queries_is_the_same_for_few_and_for_many(kind: str) -> None:
    counts = []
    for size in (4, 60):
        with transaction.atomic():
            world.build(size, summaries=size)
            with CaptureQueriesContext(connection) as queries:
                proposals(KINDS[kind])
            counts.append(len(queries))
            transaction.set_rollback(True)
    assert counts[0] == counts[1] <= 7
