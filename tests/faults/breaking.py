"""Ways to break a running portal: who is killed, who is stopped for a while."""

import contextlib
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import psycopg2

from tests.ops.portal import Checkout, wait_for

WAITING = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
OPEN = "SELECT 1 FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'"


def postgres(checkout: Checkout) -> int:
    """The number of the process that all others of Postgres come from."""
    (number,) = [n for n, line in checkout.processes().items() if "bin/postgres -D" in line]
    return number


def backends(checkout: Checkout) -> list[int]:
    """The processes of Postgres that work for somebody who is connected."""
    return [n for n, line in checkout.processes().items() if line.startswith("postgres: ucap")]


def kill(*numbers: int) -> None:
    """Kill processes with -9; some may have ended meanwhile."""
    for number in numbers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def answers(checkout: Checkout) -> bool:
    """Whether the database can be asked."""
    try:
        return checkout.query("SELECT 1") == [(1,)]
    except Exception:
        return False


@contextlib.contextmanager
def away(checkout: Checkout) -> Iterator[None]:
    """Postgres is killed, and nobody starts it again before the context ends."""
    (warden,) = [n for n, line in checkout.processes().items() if "postgres.warden" in line]
    os.kill(warden, signal.SIGSTOP)
    try:
        kill(postgres(checkout))
        wait_for(lambda: not answers(checkout), "Postgres should be away", 20)
        yield
    finally:
        os.kill(warden, signal.SIGCONT)
    wait_for(lambda: answers(checkout), "Postgres should be back", 60)


@contextlib.contextmanager
def halfway(checkout: Checkout, table: str, work: Callable[[], Any]) -> Iterator[Future[Any]]:
    """Some work is begun and stands still where it wants to write into `table`; its result.

    It goes on, if it still can, when the context ends.
    """
    folder = (checkout.home / "socket").read_text()
    somebody = psycopg2.connect(host=folder, port=5432, user="ucap", dbname="ucap")
    with ThreadPoolExecutor(1) as pool:
        try:
            with somebody.cursor() as cursor:
                cursor.execute(f'LOCK TABLE "{table}" IN EXCLUSIVE MODE')
            done = pool.submit(work)
            wait_for(lambda: checkout.query(WAITING), "the work should be half done", 30)
            yield done
        finally:
            somebody.close()
    if answers(checkout):
        wait_for(lambda: not checkout.query(OPEN), "no transaction should stay open", 20)
