"""Whom to tell of a weakness, where those who find one look (RFC 9116)."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

SOON = timedelta(days=30)
YEAR = timedelta(days=366)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """`/.well-known/security.txt`, as the operator says; a 404 if nobody is named. No query.

    It expires on the day that the operator has set, and not a year from whenever it is asked for:
    a date that moves along promises that somebody reads the reports without anybody having said so.
    """
    day: date | None = settings.SECURITY_UNTIL
    if not settings.SECURITY_CONTACT or day is None:
        raise Http404
    path = reverse("api:security")
    base = settings.PORTAL_URL
    address = base + path if base else request.build_absolute_uri(path)
    until = datetime.combine(day, time(), UTC)
    lines = [
        *(f"Contact: {contact}" for contact in settings.SECURITY_CONTACT),
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {address}",
    ]
    if settings.SECURITY_POLICY_URL:
        lines.append(f"Policy: {settings.SECURITY_POLICY_URL}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def check_until(**kwargs: Any) -> list[CheckMessage]:
    """Say, in `check --deploy`, when the file is about to expire, or promises too much."""
    until: date | None = settings.SECURITY_UNTIL
    if until is None:
        return []
    left = until - timezone.localdate()
    if SOON <= left <= YEAR:
        return []
    return [
        Warning(
            f"SECURITY_UNTIL is {until}: security.txt is to be good for a month to a year.",
            hint="Make sure that SECURITY_CONTACT still reaches somebody, and set a new day.",
            id="ucap.W001",
        )
    ]
