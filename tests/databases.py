"""Databases beside the empty one that every test begins with: copies, and who is pointed at them.

Postgres copies a database in a tenth of a second, statistics and sequences included; seeding one
takes many times as long, and so does emptying it again.
"""

import contextlib
from collections.abc import Iterator

from django.db import connection


def _run(*statements: str) -> None:
    """Run statements on the server that belong to none of its databases."""
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def copy(name: str, *, of: str) -> None:
    """Make the database `name` a copy of another one; whoever is connected to either is cut off."""
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [of]
        )
    _run(
        f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)',
        f'CREATE DATABASE "{name}" TEMPLATE "{of}"',
    )


def drop(name: str) -> None:
    """Remove a database, whoever is connected to it."""
    _run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@contextlib.contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Let every connection of Django's, a live server's included, lead to another database."""
    before = connection.settings_dict["NAME"]
    _point_at(name)
    try:
        yield
    finally:
        _point_at(before)


def _point_at(name: str) -> None:
    """Lead the connections to a database; what Django remembers of the other one is forgotten."""
    from django.contrib.contenttypes.models import ContentType

    connection.close()
    connection.settings_dict["NAME"] = name  # one dictionary for the connections of all threads
    ContentType.objects.clear_cache()


def state() -> list[tuple[str, int, int]]:
    """What two looks at a database have in common if and only if no row changed between them.

    For each table: how many rows, and the sum of the transactions that wrote them.
    """
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        name = connection.ops.quote_name
        looks = [
            f"SELECT '{table}', count(*), coalesce(sum(xmin::text::bigint), 0) FROM {name(table)}"  # noqa: S608
            for table in sorted(tables)
        ]
        cursor.execute(" UNION ALL ".join(looks))
        return cursor.fetchall()
