"""People of every role, signed in or about to.

Models are imported where they are used: these files are read before there are settings.
"""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.fixture(autouse=True)
def quick_passwords(settings) -> None:
    """Hash passwords quickly, and remember no mail that another test has sent."""
    from django.core.cache import cache

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def person(db) -> Callable[..., Any]:
    """Makes somebody with roles and a password."""
    from django.contrib.auth.models import Group, User

    from tests.desk.people.signing import PASSWORD
    from ucap.desk.people import invitations

    def make(*roles: str, name: str = "ana@example.org", password: str = PASSWORD) -> User:
        made = User.objects.create_user(name, email=name, password=password)
        invitations.give(made, Group.objects.filter(name__in=roles))
        return made

    return make


@pytest.fixture
def inside() -> Callable[..., Any]:
    """Makes a client in which somebody has signed in."""
    from django.test import Client

    def make(user: Any) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return make
