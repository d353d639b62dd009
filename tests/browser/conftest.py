"""A running portal with the real data, for tests in a real browser."""

import contextlib
from collections.abc import Iterator

import pytest
from pytest_django.live_server_helper import LiveServer

from tests import databases, patience


@pytest.fixture(scope="session")
def server(django_db_setup) -> Iterator[LiveServer]:
    """The portal, for all tests of a process; what is in its database is a matter of `db`."""
    # not pytest-django's own: that one empties the database after each test
    running = LiveServer("localhost")
    yield running
    running.stop()


@pytest.fixture(scope="session")
def furnished(seeded_database: str, django_db_blocker) -> Iterator[tuple[str, list]]:
    """The name of a copy of the seeded database, and its state as long as nothing is changed."""
    name = f"{seeded_database}_site"
    with django_db_blocker.unblock():
        with databases.pointed_at(seeded_database):
            pristine = databases.state()
        databases.copy(name, of=seeded_database)
        yield name, pristine
        databases.drop(name)


@pytest.fixture
def db(furnished: tuple[str, list], seeded_database: str, django_db_blocker) -> Iterator[None]:
    """In place of pytest-django's: the five summaries, and what a test writes shows at once.

    A test may change whatever it likes: the next one finds the five summaries again.
    """
    name, pristine = furnished
    with django_db_blocker.unblock():
        with databases.pointed_at(name):
            changed = databases.state() != pristine
        if changed:
            databases.copy(name, of=seeded_database)
        with databases.pointed_at(name):
            yield


@pytest.fixture
def transactional_db(db: None) -> None:
    """In a browser there is no other kind of test."""


@pytest.fixture
def site(db: None, server: LiveServer) -> str:
    """The address of a running portal that holds the five summaries."""
    return server.url


@pytest.fixture
def sized(chromium):
    """Opens a page in a window of a given width."""
    with contextlib.ExitStack() as stack:

        def opened(width: int, **options):
            size = {"width": width, "height": 900}
            context = chromium.new_context(viewport=size, **options)
            context.set_default_timeout(patience.IN_A_BROWSER)
            return stack.enter_context(contextlib.closing(context)).new_page()

        yield opened
