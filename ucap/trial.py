"""What a trial needs and production must bring itself: a database and a secret key."""

import contextlib
from collections.abc import Iterator


@contextlib.contextmanager
def environment() -> Iterator[None]:
    """Set DATABASE_URL and SECRET_KEY for this process where they are missing."""
    yield
