"""The five summaries, seeded once for a whole file of questions."""

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def seeded(django_db_setup, django_db_blocker):
    """The database as a fresh installation has it; everything is rolled back after the file."""
    from ucap.summaries.seeding import seed

    with django_db_blocker.unblock(), transaction.atomic():
        seed()
        yield
        transaction.set_rollback(True)
