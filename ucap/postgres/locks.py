"""Locks that end with the process that holds them (flock)."""

import contextlib
import fcntl
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

SHARED = fcntl.LOCK_SH
ALONE = fcntl.LOCK_EX


@contextlib.contextmanager
def opened(path: Path) -> Iterator[int]:
    """The lock file `path`, made if missing; leaving gives up whatever lock was taken on it."""
    lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        yield lock
    finally:
        os.close(lock)


def take_now(lock: int, kind: int) -> bool:
    """Take the lock if it is free; says whether it was."""
    try:
        fcntl.flock(lock, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def take(lock: int, kind: int, waiting: Callable[[], None] | None = None) -> None:
    """Take the lock, however long that lasts; calls `waiting` once if it lasts three seconds."""
    begun = time.monotonic()
    while not take_now(lock, kind):
        if waiting and time.monotonic() - begun > 3:
            waiting()
            waiting = None
        time.sleep(0.05)


def free(lock: int) -> bool:
    """Whether nobody holds the lock; `lock` itself holds nothing afterwards."""
    was_free = take_now(lock, ALONE)
    give_up(lock)
    return was_free


def give_up(lock: int) -> None:
    """Let go of the lock, if it was taken."""
    fcntl.flock(lock, fcntl.LOCK_UN)
