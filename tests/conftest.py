"""What every test runs on: a database of its own and, where asked for, a browser."""

import contextlib
import os
import tempfile
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

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
    _adapt_settings(stack.enter_context(tempfile.TemporaryDirectory()))


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups in this very hook
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep the tests of a file together on one process, but for those in a browser.

    Files share what takes long to make; browser tests each start from nothing.
    """
    for item in items:
        if item.path.parent.name != "browser":
            item.add_marker(pytest.mark.xdist_group(str(item.path)))


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
    # two runs may share the server that DATABASE_URL names
    name = f"test_{settings.DATABASES['default']['NAME']}_{os.getpid()}"
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = name


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A running browser, for the whole test run."""
    path = browser.find()
    if not path:
        pytest.fail("No Chromium or Chrome found. bin/test installs one; or set CHROMIUM to yours.")
    # Playwright's loop runs in the thread of the tests, where Django suspects asynchronous code
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
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
        context.set_default_timeout(10_000)
        yield context.new_page()
