"""Holding the server: start it if it does not run, leave it when done."""

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote

from ucap.postgres import locks, starting
from ucap.postgres.cluster import DATABASE, PORT, ROLE
from ucap.postgres.messages import CannotStart, explain, explain_os_error
from ucap.postgres.place import Place

Say = Callable[[str], None]

PATIENCE = 15 * 60  # seconds: the recovery after a crash may take minutes on a slow disk
UNANSWERED = 20  # seconds a server that calls itself ready may leave its socket unanswered
STOPPING = 120  # seconds to wait for the server to stop; the warden insists after sixty


@contextlib.contextmanager
def held(place: Place, say: Say) -> Iterator[str]:
    """Be a holder of the server in `place`; gives its DATABASE_URL.

    Whoever leaves last returns when the server has stopped. Raises CannotStart.
    """
    with _explained(place):
        starting.make_home(place)
    with _lock(place, "holders") as holders, _lock(place, "server") as server:
        try:
            with _explained(place), _lock(place, "start") as start:
                _join(place, start, holders, server, say)
            yield _url(place)
        finally:
            _leave(holders, server)


def _join(place: Place, start: int, holders: int, server: int, say: Say) -> None:
    """Take a share of the server, starting it if need be; returns when it answers."""
    locks.take(start, locks.ALONE, lambda: say("Another start is under way, waiting for it…"))
    locks.take(holders, locks.SHARED, lambda: say("Postgres is stopping, waiting for it…"))
    if _becomes_ready(place, server, say):
        return
    with _lock(place, "server") as inherited:  # by the warden; `server` stays ours, to look
        locks.take(inherited, locks.ALONE)
        starting.start(place, inherited, say)
    if not _becomes_ready(place, server, say):
        raise CannotStart(explain(place.home, place.log.read_text(errors="replace")))


def _becomes_ready(place: Place, server: int, say: Say) -> bool:
    """Wait for the server: True once it answers, False if it does not run, or ends."""
    begun = time.monotonic()
    next_word = begun + 5
    while not locks.free(server):
        status = starting.status(place)
        if status == "ready" and _answers(place):
            return True
        waited = time.monotonic() - begun
        if waited > (UNANSWERED if status == "ready" else PATIENCE):
            raise CannotStart(_stuck(place, status, waited))
        if time.monotonic() > next_word:
            say(f"Postgres is {status or 'starting'}, {waited:.0f} s so far (long after a crash)…")
            next_word += 10
        time.sleep(0.05)
    return False


def _stuck(place: Place, status: str, waited: float) -> str:
    """What to say of a server that lives but cannot be used."""
    if status == "ready":
        return (
            f"Postgres runs on the data in {place.home}, but not where it can be reached from\n"
            "here: perhaps in another container that shares the folder. Stop it there, or set\n"
            "DATABASE_URL."
        )
    return (
        f"Postgres has been {status or 'starting'} for {waited / 60:.0f} minutes. "
        f"What it says is in {place.log}."
    )


def _leave(holders: int, server: int) -> None:
    """Give up the share; if that was the last, wait until the warden has stopped the server."""
    locks.give_up(holders)
    until = time.monotonic() + STOPPING
    while not locks.free(server) and time.monotonic() < until:
        if _held_by_others(holders):
            return
        time.sleep(0.05)


def _held_by_others(holders: int) -> bool:
    """Whether holders remain; the warden, which has the lock alone while it stops, is none."""
    if locks.free(holders) or not locks.take_now(holders, locks.SHARED):
        return False
    locks.give_up(holders)
    return True


def _answers(place: Place) -> bool:
    """Whether somebody listens on the server's socket."""
    with socket.socket(socket.AF_UNIX) as client:
        client.settimeout(5)
        try:
            client.connect(f"{starting.socket_folder(place)}/.s.PGSQL.{PORT}")
        except OSError:
            return False
    return True


def _url(place: Place) -> str:
    """The DATABASE_URL of the server that runs in `place`."""
    host = quote(str(starting.socket_folder(place)), safe="")
    return f"postgres://{ROLE}@{host}:{PORT}/{DATABASE}"


@contextlib.contextmanager
def _lock(place: Place, name: str) -> Iterator[int]:
    """The lock file of that name in the home of the server, opened."""
    path = place.home / f"{name}.lock"
    with contextlib.ExitStack() as stack:
        with _explained(place):
            is_new = not path.exists()
            lock = stack.enter_context(locks.opened(path))
            if is_new:
                place.give_to_keeper(path)
        yield lock


@contextlib.contextmanager
def _explained(place: Place) -> Iterator[None]:
    """Turn an error of the operating system into a CannotStart that says what to do."""
    try:
        yield
    except OSError as error:
        raise CannotStart(explain_os_error(error, place.home)) from error
