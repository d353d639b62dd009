"""One real portal, as bin/serve starts it, that the faults happen to one after the other."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.hand import NAME, PASSWORD, Editor
from tests.faults.readers import wait_until_whole
from tests.ops.portal import Checkout, Serving


@pytest.fixture(scope="session")
def checkout() -> Iterator[Checkout]:
    """A checkout whose portal has an administrator."""
    with tempfile.TemporaryDirectory(prefix="ucap-faults-", ignore_cleanup_errors=True) as around:
        Path(around).chmod(0o755)
        made = Checkout(Path(around, "checkout"))
        try:
            made.serve().ready()
            done = made.run(
                *("bin/python", str(made.folder / "manage.py"), "createsuperuser", "--no-input"),
                *("--username", NAME, "--email", "chief@example.org"),
                DJANGO_SUPERUSER_PASSWORD=PASSWORD,
                UCAP_PYTHON=str(made.venv / "bin" / "python"),
            )
            assert not done.returncode, done.stdout
            yield made
        finally:
            made.end()


@pytest.fixture
def serving(checkout: Checkout) -> Serving:
    """The running portal, recovered from what happened to it before."""
    running = checkout.serving()
    wait_until_whole(f"http://127.0.0.1:{running.port}")
    return running


@pytest.fixture
def editor(serving: Serving) -> Editor:
    """Somebody who is signed in."""
    return Editor(f"http://127.0.0.1:{serving.port}").signs_in()
