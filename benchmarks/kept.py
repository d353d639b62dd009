"""Large records that are kept between runs: made at the first run that needs one, then there.

They lie in a server of their own, apart from a trial's, in the git-ignored `var/benchmarks/` (for
root: where root's trials have their data, see `ucap/postgres/place.py`). A database is named after
its size and a checksum of all that it was made by; one with another checksum is dropped.
"""

import ast
import contextlib
import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import psycopg2

from ucap import postgres
from ucap.running.venv import CHECKOUT, say

FOLDER = CHECKOUT / "var" / "benchmarks"
PREFIX = "world"


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Hold the server of the kept databases; gives the address of one that is always there."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with postgres.trial(FOLDER, say) as url:
        yield url


def world(url: str, pilots: int) -> str:
    """The DATABASE_URL of a database with as many pilots; minutes for 100 000, once."""
    name = f"{PREFIX}_{pilots}_{checksum()}"
    with connected(url) as cursor:
        found = databases(cursor, pilots)
        if name in found:
            return named(url, name)
        for other in found:
            cursor.execute(f'DROP DATABASE "{other}"')
        cursor.execute(f'CREATE DATABASE "{name}_unfinished"')
    fill(named(url, f"{name}_unfinished"), pilots)
    with connected(url) as cursor:
        cursor.execute(f'ALTER DATABASE "{name}_unfinished" RENAME TO "{name}"')
    return named(url, name)


def fill(url: str, pilots: int) -> None:
    """Make the tables and all that stands in them; ends the program if that fails."""
    say(f"Filling a database with {pilots} pilots (once)…")
    begun = time.monotonic()
    made = subprocess.run(
        [sys.executable, "-m", "benchmarks.filling", str(pilots)],
        # nothing is lost that could not be made again
        env=environment(url) | {"PGOPTIONS": "-c synchronous_commit=off"},
    )
    if made.returncode:
        sys.exit("The database could not be filled; the message above says why.")
    say(f"Filled in {time.monotonic() - begun:.0f} s.")


def environment(url: str) -> dict[str, str]:
    """The environment of a process that works on the database `url`."""
    return os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "ucap.settings",
        "SECRET_KEY": "for measurements only, on a machine's own address",
        "ALLOWED_HOSTS": "127.0.0.1",
        "HTTPS": "0",
        "DEBUG": "0",
        "SECOND_FACTOR": "0",
        "PORTAL_URL": "",
        "DATA_DIR": str(FOLDER / "data"),
    }


def checksum() -> str:
    """What changes when the generator does, or a table; not with a comment."""
    folders = ("browse", "cities", "pilots", "ucap")
    migrations = (path for name in folders for path in CHECKOUT.glob(f"{name}/**/migrations/*.py"))
    found = hashlib.sha256()
    for path in [CHECKOUT / "benchmarks" / "world.py", *sorted(migrations)]:
        found.update(ast.dump(ast.parse(path.read_text())).encode())
    return found.hexdigest()[:12]


def databases(cursor: Any, pilots: int) -> list[str]:
    """The databases of that size, finished or not."""
    cursor.execute(
        "SELECT datname FROM pg_database WHERE datname LIKE %s", [rf"{PREFIX}\_{pilots}\_%"]
    )
    return [name for (name,) in cursor.fetchall()]


def named(url: str, name: str) -> str:
    """The address of the database `name` on the server of `url`."""
    return f"{url.rpartition('/')[0]}/{name}"


@contextlib.contextmanager
def connected(url: str) -> Iterator[Any]:
    """A cursor on the database `url` whose statements each are committed at once."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            yield cursor
    finally:
        connection.close()
