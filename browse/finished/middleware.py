"""The middleware that makes public pages from one snapshot and finishes them."""

import contextlib
import gzip
from collections.abc import Callable, Collection
from datetime import UTC, datetime
from typing import Any, TypeVar
from urllib.parse import quote, unquote_plus

from django.conf import settings
from django.db import DatabaseError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    HttpResponseRedirect,
)
from django.utils.cache import patch_vary_headers
from django.utils.http import escape_leading_slashes

from browse.desk import on_the_desk
from browse.finished.edition import edition
from browse.finished.snapshot import content_read, snapshot

KEPT_HOW = "public, max-age=0, must-revalidate"
"""What browsers and proxies are told: keep the page, but ask each time whether it is still good."""
SMALLEST = 200
"""Bytes below which compressing gains nothing."""
LEVEL = 5

View = TypeVar("View", bound=Callable[..., Any])


def etag(content: int) -> str:
    """The mark of every page made of some content: with the edition, and the day for prints."""
    return f'W/"{content & 0xFFFFFFFFFFFFFFFF:x}-{edition()}-{datetime.now(UTC):%y%m%d}"'


def made_apart(view: View) -> View:
    """A view whose answers depend on more than the content of the database; a decorator."""
    view.made_apart = True  # type: ignore[attr-defined]
    return view


class FinishedPages:
    """Middleware: public pages are read from one snapshot, and everybody gets the same.

    A browser that has the page of this content already gets a 304 before anything else is read.
    An answer that says itself how it may be kept, or that is sent in pieces, is left as it is.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request. One query more for what is public."""
        answer = None
        try:
            with contextlib.ExitStack() as reading:
                request.reading = reading  # type: ignore[attr-defined]
                answer = self.get_response(request)
                content = content_read()
        except DatabaseError:
            # the connection was lost: what the answer says of it comes before this
            if answer is None or answer.status_code < 500:
                raise
            return answer
        return answer if content is None else finished(request, answer, content)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Begin to read; a redirect away from unknown parameters, a 304 for who has the page."""
        if not _is_public(request) or getattr(view, "made_apart", False):
            return None
        parameters = getattr(getattr(view, "view_class", None), "parameters", None)
        if parameters is not None and (address := without_others(request, parameters())):
            return HttpResponseRedirect(address)
        reading = snapshot(settings.STATEMENT_SECONDS, settings.PAGE_SECONDS)
        content = request.reading.enter_context(reading)  # type: ignore[attr-defined]
        mark = etag(content)
        if settings.DEBUG or mark not in request.headers.get("If-None-Match", ""):
            return None
        return HttpResponseNotModified(headers={"ETag": mark, "Cache-Control": KEPT_HOW})


def without_others(request: HttpRequest, known: Collection[str]) -> str:
    """The address without parameters other than those `known`; "" if there are none such."""
    pieces = request.META.get("QUERY_STRING", "").split("&")
    kept = [p for p in pieces if not p or unquote_plus(p.partition("=")[0]) in known]
    if len(kept) == len(pieces):
        return ""
    query = "&".join(kept)
    path = escape_leading_slashes(quote(request.path))
    return f"{path}?{query}" if query else path


def _is_public(request: HttpRequest) -> bool:
    """Whether everybody gets the same answer: whoever has a session has it for the desk only."""
    return request.method in ("GET", "HEAD") and not on_the_desk(request)


def finished(request: HttpRequest, answer: HttpResponse, content: int) -> HttpResponse:
    """The answer with its mark, compressed if the browser can read that."""
    as_it_is = answer.streaming or answer.has_header("Cache-Control") or settings.DEBUG
    if answer.status_code != 200 or as_it_is:
        return answer
    answer.headers["Cache-Control"] = KEPT_HOW
    answer.headers["ETag"] = etag(content)
    patch_vary_headers(answer, ("Accept-Encoding",))
    if "gzip" in request.headers.get("Accept-Encoding", "") and len(answer.content) > SMALLEST:
        answer.content = gzip.compress(answer.content, compresslevel=LEVEL, mtime=0)
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Content-Length"] = str(len(answer.content))
    return answer
