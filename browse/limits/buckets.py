"""Buckets that fill up by the minute: who takes faster than they fill has to wait."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

CLIENTS = 10_000
"""How many clients are told apart; those that asked longest ago are forgotten first."""


@dataclass
class Buckets:
    """A bucket for each client, which holds what may be taken within a minute. Safe for threads.

    `clock` gives seconds.
    """

    a_minute: int
    clock: Callable[[], float] = time.monotonic
    _left: OrderedDict[Hashable, tuple[float, float]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, client: Hashable) -> float:
        """Take one from the bucket of `client`: 0, or the seconds after which there will be one."""
        now = self.clock()
        with self._lock:
            left, since = self._left.pop(client, (float(self.a_minute), now))
            left = min(self.a_minute, left + (now - since) * self.a_minute / 60)
            wait = 0.0 if left > 1 - 1e-9 else (1 - left) * 60 / self.a_minute
            self._left[client] = (left if wait else left - 1, now)
            if len(self._left) > CLIENTS:
                self._left.popitem(last=False)
        return wait
