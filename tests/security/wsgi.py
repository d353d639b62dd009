"""Asking the portal as a web server does: what stands before Django's own handler is asked, too."""

import contextlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_to_bytes

from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.utils.datastructures import CaseInsensitiveMapping

from ucap.wsgi import application


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def __contains__(self, text: str) -> bool:
        return text.encode() in self.body or any(text in value for value in self.headers.values())


def ask(
    address: str, method: str = "GET", host: str = "localhost", of: Any = application, **environ
) -> Answer:
    """The answer to a request; `environ` holds its headers (`HTTP_…`) and what else WSGI knows.

    Of a header that is sent several times the last one counts.
    """
    path, _, query = address.partition("?")
    begun: list[Any] = []
    with one_connection():
        pieces = of(
            environment(path, query, method, host) | environ,
            lambda status, headers, exc_info=None: begun.extend((status, headers)),
        )
        try:
            body = b"".join(pieces)
        finally:
            if hasattr(pieces, "close"):
                pieces.close()
    status, headers = begun
    return Answer(int(status.split()[0]), CaseInsensitiveMapping(headers), body)


def environment(path: str, query: str, method: str, host: str) -> dict[str, Any]:
    """What a web server says of a plain request."""
    return {
        "REQUEST_METHOD": method,
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "SCRIPT_NAME": "",
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "192.0.2.1",
        "HTTP_HOST": host,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }


@contextlib.contextmanager
def one_connection() -> Iterator[None]:
    """Leave the test its connection, in whose transaction everything is."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
