"""Starting the server, and what it says about itself in its folder."""

import contextlib
import dataclasses
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

from ucap.postgres import binaries
from ucap.postgres.cluster import make_cluster
from ucap.postgres.place import Place, short_folder

_PREFIX = "ucap-socket-"


def make_home(place: Place) -> None:
    """Make the folder that holds everything of this server; OSError if that is not allowed."""
    for folder in [place.home.parent, place.home]:
        with contextlib.suppress(FileExistsError):
            folder.mkdir()
            place.give_to_keeper(folder)
            if place.is_other_user:
                folder.chmod(0o755)  # whatever the umask: the server has to get to its data


def start(place: Place, server_lock: int, say: Callable[[str], None]) -> None:
    """Start the warden, which starts Postgres; both inherit `server_lock`, held by the caller.

    Returns at once; `status` tells how far the server is. Raises CannotStart, OSError.
    """
    make_cluster(place, say)
    # Holding the lock alone proves that no process of the old server lives, so its mark is
    # stale; Postgres would take another process that now has its number for itself.
    place.data.joinpath("postmaster.pid").unlink(missing_ok=True)
    _make_socket_folder(place)
    order = {
        "programs": str(binaries.folder(place)),
        "lock": server_lock,
        "place": dataclasses.asdict(place) | {"home": str(place.home)},
    }
    say("Starting Postgres…")
    with _new_log(place) as log:
        subprocess.run(
            # without site-packages, which it does not need: it starts sooner
            [sys.executable, "-S", "-m", "ucap.postgres.warden", json.dumps(order)],
            cwd="/",
            env=os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[server_lock],
            check=True,
        )


def status(place: Place) -> str:
    """What the server says of itself: starting, ready, stopping…; nothing if it says nothing."""
    try:
        lines = place.data.joinpath("postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return ""
    return lines[7].strip() if len(lines) > 7 else "starting"


def socket_folder(place: Place) -> Path:
    """The folder of the server's socket, as written down when it was started."""
    return Path(_note(place).read_text())


def remove_socket_folder(place: Place) -> None:
    """Remove the socket's folder, if it is ours."""
    with contextlib.suppress(OSError):
        folder = socket_folder(place)
        # the note may be old, and its name somebody else's by now
        if folder.name.startswith(_PREFIX) and folder.lstat().st_uid == place.user:
            shutil.rmtree(folder)
    _note(place).unlink(missing_ok=True)


def _make_socket_folder(place: Place) -> None:
    """Make a new private folder for the socket, with a short path, and write down its name."""
    remove_socket_folder(place)
    folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=short_folder()))
    try:
        place.give_to_server(folder)
        _note(place).write_text(str(folder))
        place.give_to_keeper(_note(place))
    except BaseException:
        folder.rmdir()  # without the note nobody would ever find it again
        raise


def _note(place: Place) -> Path:
    """The file that says where the socket is."""
    return place.home / "socket"


@contextlib.contextmanager
def _new_log(place: Place) -> Iterator[IO[str]]:
    """A new log, opened for writing; the one before is kept."""
    if place.log.exists():
        place.log.replace(place.log.with_suffix(".log.1"))
    with place.log.open("w") as log:
        place.log.chmod(0o600)
        place.give_to_keeper(place.log)
        yield log
