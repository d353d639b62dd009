"""A running portal with the real data, for tests in a real browser."""

import pytest


@pytest.fixture
def site(transactional_db, live_server) -> str:
    """The address of a running portal that holds the five summaries."""
    from ucap.summaries.seeding import seed  # not before Django is set up

    seed()
    return live_server.url
