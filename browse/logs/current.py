"""The number of the request that is being answered, wherever in the code one is."""

import logging
import re
import uuid
from contextvars import ContextVar

WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")

_current: ContextVar[str] = ContextVar("request_id", default="")


def request_id() -> str:
    """The number of the request that this thread answers, or "" outside of any."""
    return _current.get()


def begin(offered: str) -> str:
    """Take the number `offered`, if it is well-formed, or a new one as that of the request."""
    taken = offered if WELL_FORMED.fullmatch(offered) else uuid.uuid4().hex
    _current.set(taken)
    return taken


def end(**_signal: object) -> None:
    """The request has been answered, its last byte included: what follows belongs to none."""
    _current.set("")


class WithRequestId(logging.Filter):
    """Gives every record the attribute `request_id`; lets all of them pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Give it to this record, unless it has one."""
        if not hasattr(record, "request_id"):
            record.request_id = request_id()
        return True
