"""How gunicorn takes requests in: a thread gets a request only when it has come whole.

gunicorn's own threads read from their clients themselves, so that as many clients as there are
threads stop a process by sending a byte now and then. Here the loop that waits for connections
gathers what comes, for as many clients as like to be slow, and lets go of those who take too long.
A proxy that does the same in front is still the better place for it; see deploy/README.md.
"""

import re
import selectors
import time
from functools import partial
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

HEAD_SECONDS, BODY_SECONDS = 10, 60
"""For how long a request may be coming: until its head is there, and until all of it is."""
HEAD_BYTES = 64 * 1024
"""How long a head may be; gunicorn has narrower limits for lines, and answers those."""
BODY_BYTES = 1024 * 1024
"""How much of a body is gathered; the thread reads the rest of a longer one (a document)."""
SENDING_SECONDS = 30
"""How long one piece of an answer may take, once the system's own buffer is full."""

_LENGTH = re.compile(rb"(?im)^content-length:[ \t]*(\d+)[ \t]*\r?$")
_CHUNKED = re.compile(rb"(?im)^transfer-encoding:.*chunked")
_EXPECTS = re.compile(rb"(?im)^expect:[ \t]*100-continue")
_CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
_REFUSED = b"HTTP/1.1 431 Request Header Fields Too Large"
_TOO_LARGE = _REFUSED + b"\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"


class Coming:
    """A request of which some has come."""

    def __init__(self, data: bytes) -> None:
        self.data = bytearray(data)
        self.begun = time.monotonic()
        self.head = -1
        self.needed = 0
        self.is_chunked = self.is_expecting = False
        self._look()

    def add(self, data: bytes) -> None:
        """Some more has come."""
        self.data += data
        self._look()

    def _look(self) -> None:
        """Find the end of the head, once, and what the head says of the body."""
        if self.head >= 0 or (end := self.data.find(b"\r\n\r\n")) < 0:
            return
        self.head = end + 4
        head = bytes(self.data[: self.head])
        length = _LENGTH.search(head)
        self.needed = min(int(length[1]), BODY_BYTES) if length else 0
        self.is_chunked = not length and bool(_CHUNKED.search(head))
        self.is_expecting = bool(_EXPECTS.search(head))

    @property
    def is_whole(self) -> bool:
        """Whether a thread need not wait for its client."""
        if self.head < 0:
            return False
        come = len(self.data) - self.head
        if self.is_chunked:
            return come >= BODY_BYTES or self.data.endswith(b"0\r\n\r\n", self.head)
        return come >= self.needed

    @property
    def is_too_large(self) -> bool:
        """Whether it has no end of its head where that ought to be."""
        return self.head < 0 and len(self.data) > HEAD_BYTES

    @property
    def is_late(self) -> bool:
        """Whether it has taken too long."""
        seconds = HEAD_SECONDS if self.head < 0 else BODY_SECONDS
        return time.monotonic() - self.begun > seconds


class WholeRequests(ThreadWorker):
    """gunicorn's worker with threads, which are not given requests before these have come."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._coming: dict[TConn, Coming] = {}

    def enqueue_req(self, conn: TConn) -> None:
        """Gather a request from a connection, new or kept; then give it to a thread."""
        if self.cfg.is_ssl:
            super().enqueue_req(conn)
            return
        conn.init()
        conn.sock.setblocking(False)
        self._coming[conn] = Coming(conn.parser.unreader.take_buffered())
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._gather, conn))
        self._gather(conn)

    def _gather(self, conn: TConn, _socket: Any = None) -> None:
        """Take what has come of a request."""
        coming = self._coming[conn]
        try:
            while not coming.is_whole:
                if coming.is_too_large:
                    conn.sock.send(_TOO_LARGE)
                    self._drop(conn)
                    return
                if coming.is_expecting:
                    conn.sock.send(_CONTINUE)
                    coming.is_expecting = False
                data = conn.sock.recv(64 * 1024)
                if not data:
                    self._drop(conn)
                    return
                coming.add(data)
        except BlockingIOError:
            return
        except OSError:
            self._drop(conn)
            return
        self._let_go(conn)
        conn.parser.unreader.unread(bytes(coming.data))
        super().enqueue_req(conn)

    def _let_go(self, conn: TConn) -> None:
        del self._coming[conn]
        self.poller.unregister(conn.sock)

    def _drop(self, conn: TConn) -> None:
        self._let_go(conn)
        self.nr_conns -= 1
        conn.close()

    def murder_pending(self) -> None:
        """Drop those who take too long; gunicorn calls this every second."""
        for conn, coming in list(self._coming.items()):
            if coming.is_late or not (self.alive or coming.data):
                self._drop(conn)
        super().murder_pending()

    def handle_request(self, req: Any, conn: TConn) -> Any:
        """Answer a request, in a thread; who does not take the answer is left."""
        conn.sock.settimeout(SENDING_SECONDS)
        return super().handle_request(req, conn)
