"""The middleware that asks who has taken too much to wait."""

import logging
import math
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from browse.limits.buckets import Buckets
from browse.limits.clients import client_address
from browse.operator import operator

View = TypeVar("View", bound=Callable[..., Any])

LONGEST_QUERY = 16_000
"""Characters of a query string. Most servers stop before: gunicorn at eight thousand."""
BUSY = 5
"""Seconds after which to ask again for what too many are taking at once."""

log = logging.getLogger(__name__)


def limited(name: str, view: View) -> View:
    """A view of which each client may ask so much a minute: the setting LIMITS[name]."""
    view.limit = name  # type: ignore[attr-defined]
    return view


@dataclass(frozen=True)
class Limit:
    """How much of something one client may take a minute, and all together at once; 0: no limit."""

    a_minute: int
    at_once: int = 0


@dataclass(frozen=True)
class Gate:
    """A limit at work in this process."""

    limit: Limit
    buckets: Buckets = field(init=False)
    places: threading.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "buckets", Buckets(self.limit.a_minute))
        object.__setattr__(self, "places", threading.Semaphore(self.limit.at_once))

    def wait(self, client: str | None) -> int:
        """Take one: 0, or the whole seconds to wait."""
        if not self.limit.a_minute:
            return 0
        return math.ceil(self.buckets.take(client))


@cache
def gate(name: str) -> Gate:
    """The gate of a limit, one for each in a process."""
    return Gate(Limit(**settings.LIMITS[name]))


class Limits:
    """Middleware: addresses that are too long are refused, and what costs much is limited.

    Finished pages that are kept cost nothing and are not counted.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; a place that it takes is free when the answer has been sent."""
        if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
            return refused(request, 414)
        answer = self.get_response(request)
        place = getattr(request, "place", None)
        if place:
            answer._resource_closers.append(place.release)  # type: ignore[attr-defined] # files use it
        return answer

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """A refusal, where somebody has taken too much or too many take at once."""
        name = getattr(view, "limit", "")
        if not name:
            return None
        here = gate(name)
        wait = here.wait(client_address(request))
        if wait:
            log.warning("Too many requests for %s from one client.", name)
            return refused(request, 429, wait)
        if here.limit.at_once:
            if not here.places.acquire(blocking=False):
                return refused(request, 503, BUSY)
            request.place = here.places  # type: ignore[attr-defined]
        return None


def refused(request: HttpRequest, status: int, wait: int = 0) -> HttpResponse:
    """An answer that says why not, and after how many seconds to try again."""
    headers = {"Retry-After": str(wait)} if wait else {}
    headers["Cache-Control"] = "no-store"
    if request.path.startswith("/api/"):
        errors = [{"message": MESSAGES[status]() % {"wait": wait, "most": LONGEST_QUERY}}]
        return JsonResponse({"errors": errors}, status=status, headers=headers)
    context = operator(request) | {"wait": wait, "most": LONGEST_QUERY}
    page = render_to_string(f"{status}.html", context)
    return HttpResponse(page, status=status, headers=headers)


MESSAGES: dict[int, Callable[[], str]] = {
    414: lambda: _("The query is too long: at most %(most)d characters."),
    429: lambda: _("Too many requests: try again in %(wait)d seconds."),
    503: lambda: _("The portal is busy: try again in %(wait)d seconds."),
}
"""What a refusal says to a program."""
