"""Clients that send a byte a second, or read one, while others want an answer."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator

import pytest

from tests.faults.hand import NAME, PASSWORD, Editor
from tests.faults.readers import statuses
from tests.ops.portal import Checkout, Serving
from ucap.serving import HEAD_SECONDS

pytestmark = pytest.mark.fault

MANY = 100
"""How many slow clients come: the trial has two processes with four threads each."""
SOON = 5.0
"""Seconds within which others are answered, all of them together."""
PATHS = ["/pilots/", "/cities/kunming/", "/search/?q=water", "/matrix/", "/admin/login/"] * 4
"""No files: here all clients have one address, and one address gets two files at once."""
REQUESTS = {
    "say nothing": b"",
    "send their head slowly": b"GET /pilots/ HTTP/1.1\r\nHost: localhost\r\nX-Slow: ",
    "send a form slowly": b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5000\r\n\r\n",
    "send in pieces": b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n5000\r\n",
    "promise to send more": b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\n"
    b"Expect: 100-continue\r\nContent-Length: 5000\r\n\r\n",
    "read a page slowly": b"GET /pilots/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "read a table slowly": b"GET /pilots.csv?rows=city HTTP/1.1\r\nHost: localhost\r\n\r\n",
}


@contextlib.contextmanager
def slow_clients(port: int, request: bytes, number: int = MANY) -> Iterator[list[socket.socket]]:
    """Clients that have sent so much, and go on with a byte a second (or read one)."""
    reads = request.startswith(b"GET") and request.endswith(b"\r\n\r\n")
    with contextlib.ExitStack() as stack:
        clients = []
        for _ in range(number):
            client = stack.enter_context(socket.socket())
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.connect(("127.0.0.1", port))
            client.sendall(request)
            client.setblocking(False)
            clients.append(client)
        stop = threading.Event()

        def go_on() -> None:
            while not stop.wait(1):
                for client in clients:
                    with contextlib.suppress(OSError):
                        if reads:
                            client.recv(1)
                        elif request:
                            client.send(b"a")

        going = threading.Thread(target=go_on)
        going.start()
        stack.callback(going.join)
        stack.callback(stop.set)
        time.sleep(1.5)
        yield clients


@pytest.mark.parametrize("what", REQUESTS)
def test_others_are_answered_while_many(what: str, serving: Serving, editor: Editor) -> None:
    statuses(editor.address, PATHS)
    with slow_clients(serving.port, REQUESTS[what]):
        begun = time.monotonic()
        assert statuses(editor.address, PATHS) == {200: len(PATHS)}
        Editor(editor.address).signs_in()
        assert time.monotonic() - begun < SOON


def test_who_takes_too_long_is_let_go(serving: Serving) -> None:
    with slow_clients(serving.port, REQUESTS["send their head slowly"], 5) as clients:
        time.sleep(HEAD_SECONDS + 3)
        for client in clients:
            client.setblocking(True)
            client.settimeout(2)
            with contextlib.suppress(ConnectionResetError):
                assert client.recv(100) == b""


def test_a_form_that_comes_in_pieces_is_taken_whole(checkout: Checkout, serving: Serving) -> None:
    editor = Editor(f"http://127.0.0.1:{serving.port}")
    form = editor.opens("/admin/login/")
    hidden = [(name, value) for name, value in form.form_values() if value]
    sent = "&".join(f"{k}={v}" for k, v in [*hidden, ("username", NAME), ("password", PASSWORD)])
    cookies = "; ".join(f"{c.name}={c.value}" for c in editor.session.cookies)
    body = sent.replace(" ", "+").encode()
    head = (
        f"POST /admin/login/ HTTP/1.1\r\nHost: 127.0.0.1:{serving.port}\r\nCookie: {cookies}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    whole = head + body
    with socket.create_connection(("127.0.0.1", serving.port), timeout=20) as client:
        for start in range(0, len(whole), 40):
            client.sendall(whole[start : start + 40])
            time.sleep(0.02)
        assert client.recv(1000).startswith(b"HTTP/1.1 302")
