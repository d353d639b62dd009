"""What the database is asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

WRITING = ("INSERT", "UPDATE", "DELETE", "TRUNCATE", "CREATE", "ALTER", "DROP")


@contextmanager
def statements() -> Iterator[list[str]]:
    """A list of the statements from here on, without the values that go along."""
    asked: list[str] = []

    def listen(execute: Callable, sql: Any, params: Any, many: bool, context: Any) -> Any:
        asked.append(str(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        yield asked


def writes(sql: str) -> bool:
    """Whether a statement changes anything."""
    return sql.lstrip(" (").upper().startswith(WRITING)
