"""Django's log of the desk, as far as people are concerned."""

from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.http import HttpRequest


def log(request: HttpRequest, person: User, what: str, flag: int = CHANGE) -> None:
    """Enter who did `what` to `person`; it stands on the person's history page."""
    user: Any = request.user
    LogEntry.objects.log_actions(user.pk, [person], flag, what, single_object=True)
