"""How the desk knows people."""

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.http import HttpRequest


class DeskBackend(ModelBackend):
    """Django's own accounts, for those who work on the desk; nobody else signs in anywhere.

    Who no longer does (`is_staff` goes with the last role) is signed out with the next request.
    """

    def authenticate(
        self, request: HttpRequest | None, username: Any = None, password: Any = None, **kwargs: Any
    ) -> User | None:
        """The person with that name, in capitals or not, and that password.

        It takes about as long when there is nobody of that name: a password is hashed either way.
        """
        return super().authenticate(request, username=spelled(username), password=password)

    def user_can_authenticate(self, user: Any) -> bool:
        """Whether `user` may be signed in."""
        return super().user_can_authenticate(user) and user.is_staff


def spelled(username: Any) -> Any:
    """The name of an account as it is spelled, if only the capitals are other ones. One query."""
    alike = list(
        User.objects.filter(username__iexact=username or "").values_list("username", flat=True)
    )
    return alike[0] if len(alike) == 1 else username
