"""Who has failed too often waits: what django-axes asks of us.

Wrong passwords and wrong codes count alike, for the account and, by itself, for
the address that they come from.
"""

import ipaddress
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

IPV6_NETWORK = 64
"""Bits: whoever has one IPv6 address has a whole network of them, which count as one."""


def client_address(request: HttpRequest) -> str | None:
    """The address that a request comes from, or None if there is none (a Unix socket).

    Each of the `PROXIES` in front of the portal adds to X-Forwarded-For whom it got the request
    from, at the right; what stands further left is what the client claims, which nobody believes.
    """
    told = request.META.get("REMOTE_ADDR")
    if settings.PROXIES:
        forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
        if len(forwarded) >= settings.PROXIES:
            told = network(forwarded[-settings.PROXIES]) or told
    return network(told or "")


def network(text: str) -> str | None:
    """The address that `text` tells, for IPv6 that of its network; None if it tells none."""
    try:
        address = ipaddress.ip_address(text.strip())
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(ipaddress.ip_network((int(address), IPV6_NETWORK), strict=False).network_address)


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
