"""What a portal that holds nothing knows."""

import pytest

from tests.reading.records.test_knowing import QUERIES
from ucap.reading.records.knowing import known


@pytest.mark.django_db
def test_it_is_read_in_as_many_queries_as_a_full_one(django_assert_num_queries) -> None:
    with django_assert_num_queries(QUERIES):
        assert not known().activities
