"""What `manage.py` commands change says which command it was."""

import contextlib
from collections.abc import Iterator, Sequence

import pghistory

SERVERS = frozenset({"runserver", "testserver"})
"""Commands that answer requests, each of which is a change set of its own."""


@contextlib.contextmanager
def told(arguments: Sequence[str]) -> Iterator[None]:
    """Within it, history says that the command line `arguments` made the changes.

    All of one run is one change set. Nothing is said of commands that serve,
    nor where no command is named.
    """
    name = arguments[1] if len(arguments) > 1 else ""
    if name in SERVERS or not name or name.startswith("-"):
        yield
        return
    with pghistory.context(command=name):
        yield
