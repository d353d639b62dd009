"""Who has failed too often waits: what django-axes asks of us.

Wrong passwords and wrong codes count alike, for the account and, by itself, for
the address that they come from.
"""

from typing import Any

from axes.attempts import get_cool_off_threshold
from axes.handlers.proxy import AxesProxyHandler
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_login_failed
from django.db.models import Max, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ucap.desk.people.door import door


def account(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The account that an attempt is on, if there is one or not: the name, in small letters."""
    typed = credentials.get("username") if credentials else request.POST.get("username")
    return str(typed or "").strip().lower()[:255]


def spoken(username: str, address: str, *args: Any) -> str:
    """What the log says of who failed: where from, but not the name, which may be a password."""
    return f"somebody at {address}"


def failed(request: HttpRequest, user: User) -> None:
    """Count a failure of `user` that Django does not know of: a wrong code."""
    user_login_failed.send(
        sender=__name__, credentials={"username": user.get_username()}, request=request
    )


def is_locked(request: HttpRequest, user: User) -> bool:
    """Whether `user`, or the address that the request comes from, has failed too often."""
    return not AxesProxyHandler.is_allowed(request, {"username": user.get_username()})


def lift(user: User) -> bool:
    """Forget the failures of `user`, those counted for an address, too; whether there were any."""
    return bool(AccessAttempt.objects.filter(username=account_of(user)).delete()[0])


def account_of(user: User) -> str:
    """The name under which failures of `user` are counted."""
    return user.get_username().lower()[:255]


def minutes_left(request: HttpRequest, credentials: dict[str, Any] | None) -> int:
    """After how many minutes one may try again, rounded up; at least one. Two queries."""
    handler = AxesProxyHandler.get_implementation()
    left = 0.0
    for attempts in handler.get_user_attempts(request, credentials):
        counted = attempts.aggregate(number=Sum("failures_since_start"), last=Max("attempt_time"))
        if (counted["number"] or 0) >= settings.AXES_FAILURE_LIMIT:
            over = counted["last"] - get_cool_off_threshold(request)
            left = max(left, over.total_seconds())
    return max(1, -int(-left // 60))


def locked_out(
    request: HttpRequest,
    response: HttpResponse | None = None,
    credentials: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page for who has failed too often: how long to wait, and who can help."""
    minutes = minutes_left(request, credentials)
    context = door(request) | {"minutes": minutes}
    page = render(request, "desk/people/locked.html", context, status=429)
    page.headers["Retry-After"] = str(60 * minutes)
    page.headers["Cache-Control"] = "no-store"
    return page
