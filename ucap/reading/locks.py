"""Who is at work on a reading: locks that the database gives up when their process ends.

So a process that was killed is told from one that is slow, on whichever machine it ran.
"""

import contextlib
from collections.abc import Collection, Iterator

from django.db import connection

SLOT, READING = 0x52534C54, 0x52444E47
"""The two families of locks: places for readers, and readings that are being read."""
SLOTS = 2
"""How many documents are read at once."""

MOST = 2**31
"""Postgres takes the number of such a lock as four bytes: of a larger one, the rest."""

_TAKE = "SELECT pg_try_advisory_lock(%s, %s)"
_GIVE = "SELECT pg_advisory_unlock(%s, %s)"
_HELD = """
    SELECT objid::bigint FROM pg_locks
    WHERE locktype = 'advisory' AND objsubid = 2 AND granted AND classid = %s
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@contextlib.contextmanager
def lock(family: int, number: int) -> Iterator[bool]:
    """Hold a lock meanwhile, if nobody else does: says whether it is held. Two queries."""
    key = [family, number % MOST]
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, key)
        (taken,) = cursor.fetchone()
    try:
        yield taken
    finally:
        if taken:
            with connection.cursor() as cursor:
                cursor.execute(_GIVE, key)


@contextlib.contextmanager
def slot() -> Iterator[bool]:
    """Hold one of the places for readers, if one is free: says whether."""
    with contextlib.ExitStack() as stack:
        free = (stack.enter_context(lock(SLOT, number)) for number in range(1, SLOTS + 1))
        yield any(free)


def is_among(number: int, busy: Collection[int]) -> bool:
    """Whether a reading is one of those that `being_read` gave."""
    return number % MOST in busy


def being_read() -> set[int]:
    """The numbers of the readings that a process is at work on. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_HELD, [READING])
        return {number for (number,) in cursor.fetchall()}
