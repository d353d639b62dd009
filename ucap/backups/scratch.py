"""Databases that are made to be compared, beside the one that matters."""

import contextlib
import os
import re
import time
from collections.abc import Iterator

from ucap.backups.server import Database

_NAME = re.compile(r"^(?P<of>.*)_scratch_(?P<begun>\d+)_\d+$")
_ABANDONED = 24 * 60 * 60
"""Seconds after which nobody is still filling one."""


@contextlib.contextmanager
def scratch(beside: Database, like: Database | None = None) -> Iterator[Database]:
    """A new, empty database on the server of `beside`; gone when the context ends.

    It sorts like `like`, or like `beside`. Unless it has been renamed meanwhile, it is dropped;
    so are those that a killed process left long ago.
    """
    _clear(beside)
    made = beside.beside(f"{beside.name[:30]}_scratch_{int(time.time())}_{os.getpid()}")
    made.create(like or beside)
    try:
        yield made
    finally:
        made.drop()


def _clear(beside: Database) -> None:
    for (name,) in beside.maintenance.rows("SELECT datname FROM pg_database"):
        match = _NAME.match(name)
        if (
            match
            and match["of"] == beside.name[:30]
            and time.time() - int(match["begun"]) > _ABANDONED
        ):
            beside.beside(name).drop()
