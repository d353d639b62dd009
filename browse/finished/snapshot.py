"""One view of the database for everything that a request reads."""

import contextlib
import time
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from typing import Any

from django.db import OperationalError, connection, transaction

from browse.finished import content

_content: ContextVar[int | None] = ContextVar("content_read", default=None)

BEGIN = (
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL statement_timeout = %s; "
)


@contextlib.contextmanager
def snapshot(seconds: int, whole: int) -> Iterator[int]:
    """Read everything as it is at one moment, and write nothing; gives the content's number.

    A statement may take so many `seconds`, and none begins after the `whole` time. One query.
    Within a transaction that is open already, that transaction's view is all there is.
    """
    with contextlib.ExitStack() as stack:
        if connection.in_atomic_block:
            number = content.read()
        else:
            stack.enter_context(transaction.atomic())
            number = _begin(seconds)
        stack.enter_context(connection.execute_wrapper(Deadline(whole)))
        token = _content.set(number)
        stack.callback(_content.reset, token)
        yield number


class Deadline:
    """What looks at the clock before each statement: OperationalError when the time is over."""

    def __init__(self, seconds: int) -> None:
        self.until = time.monotonic() + seconds

    def __call__(self, execute: Callable[..., Any], *statement: Any) -> Any:
        """Run a statement."""
        if time.monotonic() > self.until:
            raise OperationalError("The request has taken too long.")
        return execute(*statement)


def _begin(seconds: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(BEGIN + content.READ, [f"{seconds}s"])
        return cursor.fetchone()[0]


def content_read() -> int | None:
    """The content's number in the snapshot that is being read; None outside of one."""
    return _content.get()
