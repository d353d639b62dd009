"""What every test runs on: a database of its own and, where asked for, a browser."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests import patience
from tests.thorough import EVERY_DAY
from ucap import postgres
from ucap.running import browser

CHROMIUM_ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # the tests talk to this machine only; neither a page nor the browser itself may go further
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]


def pytest_configure(config: pytest.Config) -> None:
    """Bring up a throwaway Postgres, unless DATABASE_URL names one, and load the settings.

    pytest-django leaves this hook the room to do so: it sets Django up after it.
    """
    stack = contextlib.ExitStack()
    config.add_cleanup(stack.close)
    if not os.environ.get("DATABASE_URL"):
        try:
            os.environ["DATABASE_URL"] = stack.enter_context(postgres.throwaway())
        except postgres.CannotStart as reason:
            pytest.exit(str(reason), returncode=1)
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "ucap.settings",
        "SECRET_KEY": "for the tests only, which sign nothing that anybody trusts",
        "DEBUG": "0",
        "HTTPS": "0",
    }
    if "not slow" in config.option.markexpr:
        os.environ[EVERY_DAY] = "1"
    _adapt_settings(stack.enter_context(tempfile.TemporaryDirectory()))
    # how long a function takes depends on what the machine has to do besides
    hypothesis.settings.register_profile("portal", deadline=None)
    hypothesis.settings.load_profile("portal")


@pytest.hookimpl(trylast=True)  # pytest-django has its own mind about the order
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest, and end with the browser's tests, which fill any gap."""
    items.sort(key=lambda item: (in_a_browser(item.nodeid), not item.get_closest_marker("slow")))


def in_a_browser(nodeid: str) -> bool:
    """Whether a test looks at the portal in a browser."""
    return nodeid.startswith("tests/browser/")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Give each process a whole file at a time, since its tests share what takes long to make.

    But for those in a browser: these share nothing that a process does not have anyway. (Of the
    marks that pytest-xdist 3.8 has for this, pytest 9.2 makes nothing at all.)
    """
    from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

    class Files(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return nodeid if in_a_browser(nodeid) else nodeid.partition("::")[0]

    config.option.loadscopereorder = False  # in the order above, not by the number of tests
    return Files(config, log)


def _adapt_settings(documents: str) -> None:
    """Change what a run cannot take from the environment; `documents` is where it keeps files."""
    from django.conf import settings

    # nothing that a trial has collected is served to a test
    settings.STATIC_ROOT = None
    # the live server serves static files from where they are written, without collecting
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    # nor is anything kept where a trial keeps its documents
    store = "ucap.summaries.documents.store.DocumentStorage"
    kept = {"BACKEND": store, "OPTIONS": {"location": documents}}
    settings.STORAGES = settings.STORAGES | {"staticfiles": plain, "documents": kept}
    # a password is made to take half a second to check, and no test guesses any
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # tests ask for more than any reader does
    settings.LIMITS = {name: {"a_minute": 0} for name in settings.LIMITS}
    # no thread of the portal's own looks into a database that a test changes and rolls back
    settings.LISTS_INDEXED = False
    # two runs may share the server that DATABASE_URL names
    name = f"test_{settings.DATABASES['default']['NAME']}_{os.getpid()}"
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = name


@pytest.fixture(scope="session")
def seeded_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The name of a database with the five summaries, which take seconds to seed.

    Nobody commits anything to it: the tests work in a transaction (`seeded`) or on a copy.
    """
    from django.db import connection

    from tests import databases
    from ucap.summaries.seeding import seed

    empty = connection.settings_dict["NAME"]
    assert empty.startswith("test_"), "a test that needs the database must ask for `db`"
    name = f"{empty}_seeded"
    with django_db_blocker.unblock():
        databases.copy(name, of=empty)
        with databases.pointed_at(name):
            seed()
        yield name
        databases.drop(name)


@pytest.fixture(scope="module")
def seeded(seeded_database: str, django_db_blocker: Any) -> Iterator[None]:
    """The database as a fresh installation has it; everything is rolled back after the file."""
    from django.db import transaction

    from tests import databases

    with (
        django_db_blocker.unblock(),
        databases.pointed_at(seeded_database),
        transaction.atomic(),
    ):
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running browser, for the whole test run."""
    path = browser.find()
    if not path:
        pytest.fail("No Chromium or Chrome found. bin/test installs one; or set CHROMIUM to yours.")
    # Playwright's loop runs in the thread of the tests, where Django suspects asynchronous code
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=patience.IN_A_BROWSER)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        # its own home: Chromium does not start where it cannot write
        environment = os.environ | {"HOME": home}
        running = playwright.chromium.launch(
            executable_path=path, args=CHROMIUM_ARGUMENTS, env=dict(environment)
        )
        yield running
        running.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A new page in a browser profile of its own: no cookies, no storage, no history."""
    with contextlib.closing(chromium.new_context()) as context:
        context.set_default_timeout(patience.IN_A_BROWSER)
        yield context.new_page()
