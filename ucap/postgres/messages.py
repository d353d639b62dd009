"""What people are told when the database cannot start: why, and what to do."""

import errno
import re
import shutil
from pathlib import Path

# The first pattern found in what Postgres wrote decides.
_EXPLANATIONS = [
    (
        r"could not resize shared memory|/dev/shm.*No space left",
        "The machine's shared memory (/dev/shm) is full or too small.\n"
        "Make it larger (Docker: --shm-size=256m), then start again.",
    ),
    (
        r"could not create (shared memory segment|semaphores)|Cannot allocate memory",
        "The machine refuses Postgres the shared memory or semaphores it asks for.\n"
        "Stop other programs or raise the limit, then start again.",
    ),
    (
        r"No space left on device|Disk quota exceeded",
        "The disk that holds {home} is full.\n"
        "Free some space (about 200 MB), then start again. Nothing that was saved is lost.",
    ),
    (
        r"is not compatible with this version|initialized by PostgreSQL version",
        "The data in {home} were written by another version of Postgres.\n"
        "Dump them with that version, move the folder aside, start again and load the dump.",
    ),
    (
        r"lock file .* already exists|shared memory block .* is still in use",
        "Another Postgres is using the data in {home}.\n"
        "Stop it, then start again. If it runs in another container, stop that one.",
    ),
    (
        r"wrong ownership|Permission denied|Operation not permitted|invalid permissions",
        "Postgres may not read or write its data in {home}.\n"
        "Start as the user who owns that folder, or make it yours: sudo chown -R <you> {home}",
    ),
    (
        r"Read-only file system",
        "The disk that holds {home} is mounted read-only.\n"
        "Use a checkout on a writable disk, or set DATABASE_URL to another database.",
    ),
    (
        r"cannot execute|Exec format error|GLIBC|required file not found",
        "The bundled Postgres does not run on this machine.\n"
        "Set DATABASE_URL to a PostgreSQL 15 or later, then start again.",
    ),
    (
        r"valid checkpoint record|invalid checkpoint|find the database system|pg_control|PANIC:",
        "The data in {home} are damaged.\n"
        "Restore a backup; or, to begin anew with the fixtures, move the folder aside: "
        "mv {home} {home}.damaged",
    ),
]


_LEFT_NO_ROOM = 1024 * 1024  # bytes


class CannotStart(Exception):
    """The trial cannot run; the text says why and what to do, for a person to read."""


def explain(home: Path, said: str) -> str:
    """What stopped Postgres from starting, from what it wrote to its log or to the terminal."""
    if shutil.disk_usage(home).free < _LEFT_NO_ROOM:
        said = "No space left on device"  # Postgres could not even write its log
    for pattern, text in _EXPLANATIONS:
        if re.search(pattern, said):
            return text.format(home=home)
    return (
        "Postgres did not start, and gave a reason not known here (its last words are below).\n"
        "Set DATABASE_URL to use another database, or begin anew by moving the data aside: "
        f"mv {home} {home}.aside\n\n" + "\n".join(said.splitlines()[-10:])
    )


def explain_os_error(error: OSError, home: Path) -> str:
    """The same for an error of the operating system met while preparing the folder `home`."""
    path = error.filename or home
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return explain(home, "No space left on device")
    if error.errno == errno.EROFS:
        return explain(home, "Read-only file system")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return foreign(Path(path))
    return f"{path}: {error.strerror}."


def foreign(path: Path) -> str:
    """`path` belongs to somebody else, most often because root started the portal first."""
    return (
        f"{path} cannot be used: it, or the folder it is in, belongs to {_owner(path)}.\n"
        "Most likely the portal was started here as that user before. Start it as that user\n"
        "again, or take the folder over: sudo chown -R <you> <folder>, or use a checkout of\n"
        "your own."
    )


def _owner(path: Path) -> str:
    """The name of who owns `path`, or the nearest folder above it that can be seen."""
    for candidate in [path, *path.parents]:
        try:
            return candidate.owner()
        except KeyError:
            return f"user number {candidate.stat().st_uid}"
        except OSError:
            continue
    return "another user"
