"""What is offered as one file, made."""

from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def archive(seeded: None, db: None, settings: Any, tmp_path: Path) -> None:
    """An archive of the five summaries."""
    from ucap.api.bulk.archive import publish

    settings.DATA_DIR = tmp_path / "data"
    settings.PORTAL_URL = "https://portal.example"
    assert publish()


@pytest.fixture
def person(db: None) -> Any:
    """Makes somebody with roles and a password."""
    from django.contrib.auth.models import Group, User

    from tests.desk.people.signing import PASSWORD
    from ucap.desk.people import invitations

    def made(*roles: str, name: str = "ana@example.org") -> User:
        somebody = User.objects.create_user(name, email=name, password=PASSWORD)
        invitations.give(somebody, Group.objects.filter(name__in=roles))
        return somebody

    return made
