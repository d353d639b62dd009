"""The warden: the parent of Postgres, which stops it when its last holder has gone.

Started by `starting.start`, it leaves its terminal and its process group at once, so
that neither Ctrl-C nor a kill of the group reaches it or Postgres.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from ucap.children import dies_with_parent
from ucap.postgres import locks
from ucap.postgres.binaries import as_server
from ucap.postgres.cluster import PORT
from ucap.postgres.place import Place
from ucap.postgres.starting import remove_socket_folder, socket_folder, status

TICK = 0.1  # seconds between two looks
SOON, LATER = 1, 10  # seconds until a server that has ended is started again, and at most
FAST = 60  # seconds for an orderly end before the server is told to drop everything

# What tests give up for speed; a trial keeps every default of Postgres that guards data.
_FAST_AND_UNSAFE = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"]


def main(order: dict[str, Any]) -> None:
    """Run the server that `order` describes until nobody holds it."""
    place = Place(**order["place"] | {"home": Path(order["place"]["home"])})
    if os.fork():
        return  # whoever started us need not wait for us
    os.setsid()
    with locks.opened(place.home / "holders.lock") as holders:
        try:
            _watch(place, Path(order["programs"]), order["lock"], holders)
        finally:
            _clear_up(place)


def _watch(place: Place, programs: Path, server_lock: int, holders: int) -> None:
    """Start Postgres, keep it running while somebody holds it, stop it then.

    One that was ready before is started again whenever it ends, however long that takes: what
    made it end, such as a full disk, may be gone by then.
    """
    server = _launch(place, programs, server_lock)
    pause = 0.0  # none before it was ready: the starter wants to know why it failed
    again = float("inf")
    while not locks.take_now(holders, locks.ALONE):
        time.sleep(TICK)
        if server.poll() is None:
            if status(place) == "ready":
                pause, again = SOON, float("inf")
        elif not pause:
            return
        elif again == float("inf"):
            again = time.monotonic() + pause  # what is left of a killed server needs a moment
            pause = min(pause * 2, LATER)
        elif time.monotonic() >= again:
            server, again = _launch(place, programs, server_lock), float("inf")
    _stop(server)


def _launch(place: Place, programs: Path, server_lock: int) -> subprocess.Popen[Any]:
    """Start Postgres; it inherits the lock, which so stays held until its last process ends."""
    return subprocess.Popen(
        [
            *[str(programs / "postgres"), "-D", str(place.data)],
            *["-c", "listen_addresses=", "-c", f"port={PORT}"],
            *["-c", f"unix_socket_directories={socket_folder(place)}"],
            *["-c", "logging_collector=off", "-c", "log_destination=stderr"],
            *([] if place.durable else _FAST_AND_UNSAFE),
        ],
        stdin=subprocess.DEVNULL,
        pass_fds=[server_lock],
        preexec_fn=dies_with_parent(signal.SIGINT),
        **as_server(place),
    )


def _stop(server: subprocess.Popen[Any]) -> None:
    """Shut Postgres down in order; at once if that takes too long (it recovers at its start)."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(FAST)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()


def _clear_up(place: Place) -> None:
    """Remove the socket, and a throwaway server altogether."""
    remove_socket_folder(place)
    if not place.durable:
        shutil.rmtree(place.home, ignore_errors=True)


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
