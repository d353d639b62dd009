"""A file costs as many statements for many records as for few, and is sent while it is read."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.api.downloads.reading import content
from tests.universe import world
from ucap.api.listings import EVERY_LIST

pytestmark = pytest.mark.django_db

FILES = {
    **{f"/{name}.csv": 2 for name in EVERY_LIST},
    **{f"/{name}.xlsx": 2 for name in EVERY_LIST},
    "/pilots.csv?rows=city": 2,
    "/activities.ics": 6,
    "/activities.atom": 2,
    "/pilots.atom": 2,
    "/summaries.atom": 2,
}


def statements(url: str) -> int:
    """How many statements the file at `url` takes; reading on is a fetch, no statement."""
    with CaptureQueriesContext(connection) as queries:
        content(url)
    return len(queries)


@pytest.mark.parametrize("size", [5, 60])
def test_a_file_takes_a_fixed_number_of_statements(size: int) -> None:
    world.build(5, summaries=size)
    assert {url: statements(url) for url in FILES} == FILES


def test_a_csv_file_leaves_piece_by_piece() -> None:
    world.build(5, summaries=150)
    answer = Client().get("/activities.csv")
    assert answer.streaming
    pieces = list(answer)
    assert pieces[0].startswith("\ufefftitle,".encode())
    assert len(pieces) > 1
