"""A running portal with the real data, for tests in a real browser."""

import contextlib
import io

import pytest

_STORED: dict[str, str] = {}
"""The rows of each table after seeding, as COPY writes them: putting them back is quicker."""


def _tables() -> list[tuple[str, str]]:
    """(table, its columns that are not generated) of every model of the portal, and its links.

    But for the ledger of seeding: it names content types, which get other numbers between tests.
    """
    from tests.records import tables
    from ucap.summaries.models import SeedEntry

    return [
        (
            model._meta.db_table,
            ", ".join(f'"{f.column}"' for f in model._meta.concrete_fields if not f.generated),
        )
        for model in tables()
        if model is not SeedEntry
    ]


def _fill() -> None:
    """Seed the database; from the second time on, put back what the first seeding stored."""
    from django.db import connection, transaction

    from ucap.summaries.seeding import seed

    with transaction.atomic(), connection.cursor() as cursor:
        if not _STORED:
            seed()
            for table, columns in _tables():
                rows = io.StringIO()
                cursor.copy_expert(f"COPY {table} ({columns}) TO STDOUT", rows)
                _STORED[table] = rows.getvalue()
            return
        for table, columns in _tables():
            cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", io.StringIO(_STORED[table]))


@pytest.fixture
def site(transactional_db, live_server) -> str:
    """The address of a running portal that holds the five summaries."""
    _fill()
    return live_server.url


@pytest.fixture
def sized(chromium):
    """Opens a page in a window of a given width."""
    with contextlib.ExitStack() as stack:

        def opened(width: int, **options):
            size = {"width": width, "height": 900}
            context = chromium.new_context(viewport=size, **options)
            context.set_default_timeout(10_000)
            return stack.enter_context(contextlib.closing(context)).new_page()

        yield opened
