"""The middleware that asks who has taken too much to wait."""

import logging
import math
import threading
from collections.abc import Callable
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


class Gate:
    """A limit at work in this process: what one client may take a minute, and all at once.

    0 is no limit.
    """

    def __init__(self, a_minute: int, at_once: int = 0) -> None:
        self.buckets = Buckets(a_minute) if a_minute else None
        self.places = threading.Semaphore(at_once) if at_once else None

    def wait(self, client: str | None) -> int:
        """Take one: 0, or the whole seconds to wait."""
        return math.ceil(self.buckets.take(client)) if self.buckets else 0


@cache
def gate(name: str) -> Gate:
    """The gate of a limit, one for each in a process."""
    return Gate(**settings.LIMITS[name])


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
        if here.places and not here.places.acquire(blocking=False):
            return refused(request, 503, BUSY)
        request.place = here.places  # type: ignore[attr-defined]
        return None


def refused(request: HttpRequest, status: int, wait: int = 0) -> HttpResponse:
    """An answer that says why not, and after how many seconds to try again."""
    if not request.path.startswith("/api/"):
        return refusal_page(request, status, wait)
    errors = [{"message": MESSAGES[status]() % {"wait": wait, "most": LONGEST_QUERY}}]
    return JsonResponse({"errors": errors}, status=status, headers=headers(wait))


def refusal_page(request: HttpRequest, status: int, wait: int = 0) -> HttpResponse:
    """The same as a page in the site's look. No query."""
    context = operator(request) | {"wait": wait, "most": LONGEST_QUERY}
    page = render_to_string(f"{status}.html", context)
    return HttpResponse(page, status=status, headers=headers(wait))


def headers(wait: int) -> dict[str, str]:
    """What goes along with a refusal."""
    return {"Cache-Control": "no-store"} | ({"Retry-After": str(wait)} if wait else {})


MESSAGES: dict[int, Callable[[], str]] = {
    414: lambda: _("The query is too long: at most %(most)d characters."),
    429: lambda: _("Too many requests: try again in %(wait)d seconds."),
    503: lambda: _("The portal is busy: try again in %(wait)d seconds."),
}
"""What a refusal says to a program."""
