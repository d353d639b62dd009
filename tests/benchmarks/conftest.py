"""A small record as the benchmarks make large ones."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="module")
def small_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Sixty pilots and as many activities; rolled back after the file."""
    from django.db import transaction

    from benchmarks.world import fill

    with django_db_blocker.unblock(), transaction.atomic():
        fill(60)
        yield
        transaction.set_rollback(True)
