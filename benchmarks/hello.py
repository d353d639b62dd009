"""One line of text and nothing else: the most that the server itself can do."""

from collections.abc import Callable, Iterable
from typing import Any

LINE = b"Hello, world!\n"


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer whatever is asked."""
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(LINE)))])
    return [LINE]
