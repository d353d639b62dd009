"""The data of a server: made once, whole or not at all."""

import os
import shutil
from collections.abc import Callable

from ucap.postgres import binaries
from ucap.postgres.messages import CannotStart, explain, foreign
from ucap.postgres.place import Place

ROLE = "ucap"
DATABASE = "ucap"
PORT = 5432  # names the socket's file; there is no TCP
NEEDED = 200 * 1024 * 1024  # bytes for new data: 40 MB, the log of changes, the portal's rows


def make_cluster(place: Place, say: Callable[[str], None]) -> None:
    """Make the data folder unless it is there; CannotStart if it cannot be made or used.

    It is made under another name and renamed when complete, so a kill in between leaves
    nothing that looks like a database.
    """
    if place.data.exists():
        _check(place)
        return
    if place.durable and shutil.disk_usage(place.home).free < NEEDED:
        raise CannotStart(explain(place.home, "No space left on device"))
    say("Making the database (once)…")
    unfinished = place.home / "data.unfinished"
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    place.give_to_server(unfinished)
    _initdb(place, str(unfinished))
    unfinished.rename(place.data)
    if place.durable:
        os.sync()


def _initdb(place: Place, folder: str) -> None:
    """Fill `folder`: one role, one database; Unicode rules that come with Postgres itself."""
    hurry = [] if place.durable else ["--no-sync"]
    binaries.run(
        place,
        "initdb",
        f"--pgdata={folder}",
        f"--username={ROLE}",
        "--encoding=UTF8",
        # lower() and sorting that do not depend on the machine's locales
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        # who may connect is who may enter the socket's folder
        "--auth=trust",
        *hurry,
    )
    fsync = ["-c", f"fsync={'on' if place.durable else 'off'}"]
    make_database = f'CREATE DATABASE "{DATABASE}";\n'
    binaries.run(
        place, "postgres", "--single", "-D", folder, *fsync, "postgres", text=make_database
    )


def _check(place: Place) -> None:
    """CannotStart if the data are of another version or another user."""
    if place.data.stat().st_uid != place.user:
        raise CannotStart(foreign(place.data))
    version = place.data / "PG_VERSION"
    found = version.read_text().strip() if version.exists() else "unknown"
    if found != binaries.MAJOR:
        raise CannotStart(
            f"The data in {place.data} are of PostgreSQL {found}; this is {binaries.MAJOR}.\n"
            f"Dump them with PostgreSQL {found}, move the folder aside "
            f"(mv {place.data} {place.data}.{found}),\nstart again and load the dump."
        )
