"""Rows of whole numbers out of Postgres, as arrays."""

import io
from typing import Any

import numpy as np
from django.db import connection
from django.db.models import QuerySet

from browse.facets import compiled

Numbers = np.ndarray[Any, np.dtype[Any]]

HEAD, TAIL = 19, 2
"""Bytes before and after the rows in Postgres' binary format (documentation of COPY)."""


def numbers(statement: tuple[str, tuple[Any, ...]] | None, width: int = 1) -> Numbers:
    """The rows of a statement that selects `width` columns of type bigint, none of them NULL.

    An array of shape (rows, width), of int64; None for a statement gives no rows. One query, by
    COPY in binary form: no object is made for a row.
    """
    if statement is None:
        return np.empty((0, width), np.int64)
    buffer = io.BytesIO()
    with connection.cursor() as cursor:
        text = cursor.mogrify(*statement).decode()
        cursor.copy_expert(f"COPY ({text}) TO STDOUT (FORMAT binary)", buffer)
    cells = [
        (f"{part}{n}", kind) for n in range(width) for part, kind in (("size", ">i4"), ("", ">i8"))
    ]
    rows = np.frombuffer(buffer.getbuffer()[HEAD:-TAIL], np.dtype([("cells", ">i2"), *cells]))
    found = np.empty((len(rows), width), np.int64)
    for n in range(width):
        found[:, n] = rows[str(n)]
    return found


def keys(records: QuerySet) -> Numbers:
    """The primary keys of a query's records, in its order. One query."""
    return numbers(compiled(records.values("pk")))[:, 0]
