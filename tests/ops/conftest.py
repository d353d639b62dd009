"""Checkouts to start portals in."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ops.portal import Checkout

# what bin/serve needs is copied to another user's environment, what only tests need is not
ONLY_FOR_TESTS = ["playwright*", "mypy*", "ruff*", "uv*", "hypothesis*", "djlint*", "*stubs*"]


@pytest.fixture(scope="module")
def make_checkout() -> Iterator[Callable[..., Checkout]]:
    """Makes fresh checkouts, which are stopped and removed when the module's tests are done.

    `name` is the checkout's path below a new folder, `user` its owner.
    """
    made: list[Checkout] = []
    with tempfile.TemporaryDirectory(prefix="ucap-ops-", ignore_cleanup_errors=True) as around:
        Path(around).chmod(0o755)

        def make(name: str = "checkout", **options) -> Checkout:
            folder = Path(around, str(len(made)), name)
            folder.parent.mkdir(parents=True)
            made.append(Checkout(folder, **options))
            return made[-1]

        yield make
        for checkout in made:
            checkout.end()


@pytest.fixture(scope="module")
def checkout(make_checkout: Callable[..., Checkout]) -> Checkout:
    """One fresh checkout, shared by the tests of a module."""
    return make_checkout()


@pytest.fixture(scope="session")
def nobodys_venv() -> Iterator[Path]:
    """An environment that the account `nobody` can use, for tests that root runs."""
    if os.geteuid() != 0:
        pytest.skip("only root can start something as another user; run these tests as root too")
    pythons = [Path(sys.executable).resolve(), Path("/usr/bin/python3.11")]
    python = next((python for python in pythons if _runs_as_nobody(python)), None)
    if not python:
        pytest.skip("no Python 3.11 that an ordinary user may run: apt-get install python3.11")
    with tempfile.TemporaryDirectory(prefix="ucap-venv-") as around:
        Path(around).chmod(0o755)
        venv = Path(around, "venv")
        subprocess.run([python, "-m", "venv", "--without-pip", venv], check=True)
        for folder in Path(sys.prefix).glob("lib/python*/site-packages"):
            shutil.copytree(
                folder,
                venv / folder.relative_to(sys.prefix),
                ignore=shutil.ignore_patterns(*ONLY_FOR_TESTS),
                dirs_exist_ok=True,
            )
        shutil.copy(Path(sys.prefix, "installed-requirements"), venv)
        subprocess.run(["chmod", "-R", "a+rX", venv], check=True)
        yield venv


def _runs_as_nobody(python: Path) -> bool:
    """Whether the account `nobody` may run this Python."""
    try:
        done = subprocess.run([python, "-c", ""], user="nobody", group="nogroup", cwd="/")
    except OSError:
        return False
    return done.returncode == 0
