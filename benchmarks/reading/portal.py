"""A portal that holds the fixtures and nothing else, kept between runs."""

import ast
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks import kept
from ucap.running.venv import CHECKOUT, say

PREFIX = "reading"


@contextmanager
def portal() -> Iterator[None]:
    """Hold a portal of the fixtures, and set Django up in this process to work on it.

    It lies on the server of the kept databases, and is made anew when fixtures or tables change.
    """
    with kept.server() as server:
        os.environ.update(kept.environment(_filled(server)))
        import django

        django.setup()
        yield


def _filled(server: str) -> str:
    """The address of the database; ends the program if it cannot be filled."""
    name = f"{PREFIX}_{_checksum()}"
    with kept.connected(server) as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [f"{PREFIX}\\_%"])
        there = [found for (found,) in cursor.fetchall()]
        if name in there:
            return kept.named(server, name)
        for other in there:
            cursor.execute(f'DROP DATABASE "{other}"')
        cursor.execute(f'CREATE DATABASE "{name}_unfinished"')
    say("Filling a portal with the fixtures (once)…")
    environment = kept.environment(kept.named(server, f"{name}_unfinished"))
    for command in ("migrate", "seed"):
        made = subprocess.run(
            [sys.executable, "manage.py", command],
            env=environment,
            cwd=CHECKOUT,
            stdout=subprocess.DEVNULL,
        )
        if made.returncode:
            sys.exit("The portal could not be filled; the message above says why.")
    with kept.connected(server) as cursor:
        cursor.execute(f'ALTER DATABASE "{name}_unfinished" RENAME TO "{name}"')
    return kept.named(server, name)


def _checksum() -> str:
    """What changes when the fixtures do, or a table; not with a comment in a migration."""
    found = hashlib.sha256()
    for path in sorted((CHECKOUT / "fixtures").glob("*.yaml")):
        found.update(path.read_bytes())
    for folder in ("browse", "cities", "pilots", "ucap"):
        for path in sorted((CHECKOUT / folder).glob("**/migrations/*.py")):
            found.update(ast.dump(ast.parse(path.read_text())).encode())
    return found.hexdigest()[:12]
