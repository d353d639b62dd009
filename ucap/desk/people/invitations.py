"""How people come to the desk and go: links with which they set their own password.

A link is Django's password reset token. It holds the stored password, so that it
is worth nothing once a password is set, or once the one that cannot be used has
been replaced by another such one: that is how a new link ends the old ones, and
how deactivating somebody ends their links and their sessions.
"""

from collections.abc import Iterable

from django.contrib.auth.models import Group, User
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode


class AlreadyHere(Exception):
    """Somebody has an account with that address, and has set a password."""


def plain(email: str) -> str:
    """An e-mail address as it is stored: in small letters."""
    return email.strip().lower()


def has_account(email: str) -> bool:
    """Whether somebody has an account with that address who need not, or cannot, be invited."""
    person = User.objects.filter(username__iexact=plain(email)).first()
    return person is not None and (person.is_superuser or person.has_usable_password())


@transaction.atomic
def invite(email: str, roles: Iterable[Group], name: str = "") -> User:
    """An account for `email` with `roles`, for which `link` makes a link.

    Who has been invited and has set no password (or has been deactivated since) is invited
    again: with the roles and the name given now, and earlier links die. AlreadyHere for others.
    """
    if has_account(email):
        raise AlreadyHere(email)
    address = plain(email)
    person, _made = User.objects.get_or_create(username=address)
    person.email = address
    person.first_name = name or person.first_name
    person.is_active = True
    _forget_password(person)
    give(person, roles)
    return person


def give(person: User, roles: Iterable[Group]) -> None:
    """Give `person` these roles and no others; who has none is not let in."""
    person.groups.set(roles)
    settle(person)


def settle(person: User) -> None:
    """Let `person` in if they have a role, or are the operator. Two queries."""
    person.is_staff = person.is_superuser or person.groups.exists()
    person.save(update_fields=["is_staff"])


def renew(person: User) -> None:
    """Make `person` need a new link: their password, their sessions and earlier links end."""
    _forget_password(person)


def deactivate(person: User) -> None:
    """Keep `person` out: their password, their sessions and their links end."""
    person.is_active = False
    _forget_password(person)


def _forget_password(person: User) -> None:
    person.set_unusable_password()
    person.save()


def path(person: User) -> str:
    """The path of the page on which `person` sets a password; good for PASSWORD_RESET_TIMEOUT."""
    uid = urlsafe_base64_encode(force_bytes(person.pk))
    return reverse("admin:people-welcome", args=[uid, default_token_generator.make_token(person)])
