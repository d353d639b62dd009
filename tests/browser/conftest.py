"""A running portal with the real data, for tests in a real browser."""

import contextlib

import pytest


@pytest.fixture
def site(transactional_db, live_server) -> str:
    """The address of a running portal that holds the five summaries."""
    from ucap.summaries.seeding import seed  # not before Django is set up

    seed()
    return live_server.url


@pytest.fixture
def sized(chromium):
    """Opens a page in a window of a given width."""
    with contextlib.ExitStack() as stack:

        def opened(width: int, **options):
            size = {"width": width, "height": 900}
            context = chromium.new_context(viewport=size, **options)
            context.set_default_timeout(10_000)
            return stack.enter_context(contextlib.closing(context)).new_page()

        yield opened
