"""Finished pages, answered before Django is asked."""

import gzip
from collections.abc import Callable, Iterable
from typing import Any

from browse.finished.content import Newest
from browse.finished.edition import edition
from browse.finished.middleware import etag
from browse.finished.store import Page, Store

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
ON_304 = frozenset({"cache-control", "etag", "vary", "content-security-policy"})
"""The headers of a page that a browser is told again with a 304 (RFC 9110, 15.4.5)."""

OF_ONE_REQUEST = frozenset({"x-request-id", "set-cookie"})
"""Headers that belong to the request for which a page was made."""


class FinishedPages:
    """A WSGI application that answers with kept pages, and keeps what `application` finishes.

    Only answers that carry the mark of this edition are kept, under everything that may make a
    difference to them: host, scheme, path and query. `most` is how many bytes are kept.
    """

    def __init__(self, application: Callable[..., Iterable[bytes]], most: int) -> None:
        self.application = application
        self.store = Store(most)
        self.newest = Newest()

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        """Answer a request. No query but for the content's number, now and then."""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or "HTTP_ORIGIN" in environ:
            return self.application(environ, start)
        key = (
            environ.get("HTTP_HOST"),
            environ.get("HTTP_X_FORWARDED_PROTO"),
            environ["PATH_INFO"],
            in_order(environ["QUERY_STRING"]),
        )
        mark = self._mark()  # asked in any case: what is known now is shown if the database goes
        page = self.store.get(key)
        if page is not None and page.etag == mark:
            return _answer(page, environ, start)
        if environ["REQUEST_METHOD"] == "HEAD":
            return self.application(environ, start)
        return self._made(key, environ, start)

    def _mark(self) -> str:
        number = self.newest.get()
        return "" if number is None else etag(number)

    def _made(self, key: Any, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        """What `application` answers, kept if it is a finished page."""
        told: list[tuple[str, Headers]] = []

        def listen(status: str, headers: Headers, error: Any = None) -> Any:
            told[:] = [(status, headers)]
            return start(status, headers, error) if error else start(status, headers)

        body = self.application(environ, listen)
        if told and told[0][0].startswith("200 "):
            body = self._kept(key, told[0][1], body)
        return body

    def _kept(self, key: Any, headers: Headers, body: Iterable[bytes]) -> Iterable[bytes]:
        named = {name.lower(): value for name, value in headers}
        mark = named.get("etag", "")
        if named.get("content-encoding") == "gzip" and f"-{edition()}-" in mark:
            whole = b"".join(body)
            kept = [item for item in headers if item[0].lower() not in OF_ONE_REQUEST]
            self.store.put(key, Page(mark, kept, whole))
            body.close()  # type: ignore[attr-defined] # it is Django's, which has one
            return [whole]
        return body


def in_order(query: str) -> str:
    """A query string with its parameters by name; the values of each stay in their order."""
    return "&".join(sorted(query.split("&"), key=_name)) if "&" in query else query


def _name(piece: str) -> str:
    return piece.partition("=")[0]


def _answer(page: Page, environ: Environ, start: Callable[..., Any]) -> list[bytes]:
    """A kept page in the form that the request wants."""
    if page.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        start("304 Not Modified", [item for item in page.headers if item[0].lower() in ON_304])
        return []
    headers, body = page.headers, page.body
    if "gzip" not in environ.get("HTTP_ACCEPT_ENCODING", ""):
        body = gzip.decompress(body)
        dropped = ("content-encoding", "content-length")
        headers = [item for item in headers if item[0].lower() not in dropped]
        headers.append(("Content-Length", str(len(body))))
    start("200 OK", list(headers))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
