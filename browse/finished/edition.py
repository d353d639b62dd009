"""Which edition makes the pages: the portal's code and templates, and what its operator set."""

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from django.conf import settings

MADE_OF = ("*.py", "*.html", "*.txt", "*.css", "*.js", "*.svg")


@cache
def edition() -> str:
    """A short text that is another one for other code, templates, assets or words of the operator.

    The same on every machine that has the same; reads some hundred files, once in a process.
    """
    told = hashlib.sha256(repr([getattr(settings, name) for name in settings.ON_PAGES]).encode())
    for path in _files(settings.BASE_DIR):
        told.update(path.relative_to(settings.BASE_DIR).as_posix().encode())
        told.update(path.read_bytes())
    return told.hexdigest()[:12]


def _files(base: Path) -> Iterator[Path]:
    """What pages are made of, in a fixed order."""
    for room in ("browse", "cities", "pilots", "static", "templates", "ucap"):
        yield from sorted(path for kind in MADE_OF for path in (base / room).rglob(kind))
