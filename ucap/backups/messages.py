"""What people are told when a backup or a restore does not work: why, and what to do."""

import errno
import re
from pathlib import Path

# The first pattern found in what PostgreSQL said decides.
_EXPLANATIONS = [
    (
        r"No space left on device|[Dd]isk full|Disk quota exceeded",
        "A disk is full, here or where the database has its data. Free some space and try again.",
    ),
    (
        r"server version mismatch",
        "The programs of PostgreSQL here are older than the server.",
    ),
    (
        r"password authentication failed|no password supplied|no pg_hba.conf entry",
        "The database does not let this user in: look at the user and password in the address.",
    ),
    (
        r'database "[^"]*" does not exist',
        "There is no such database on the server: look at the last part of the address.",
    ),
    (
        r"could not translate host name|Connection refused|timeout expired|No such file or direc"
        r"tory|server closed the connection|could not connect|No route to host|is unreachable",
        "The database cannot be reached. Is it running, and is its address right (DATABASE_URL)?",
    ),
    (
        r"permission denied to create database",
        "This user of the database may not create another one beside it: as its administrator,\n"
        "ALTER ROLE … CREATEDB.",
    ),
    (
        r"must be owner of database|permission denied to rename database",
        "This user does not own the database and so may not replace it: use its owner's.",
    ),
    (
        r"permission denied for",
        "This user of the database may not read all of it: use the one that owns the tables.",
    ),
    (
        r"canceling statement due to lock timeout",
        "Something else has had a table to itself for minutes, perhaps a migration: try again\n"
        "when it is through.",
    ),
]


class Failed(Exception):
    """It did not work; the text says why and what to do, for a person to read."""


def explained(said: str) -> Failed:
    """The failure that PostgreSQL, or one of its programs, told of in these words."""
    last = "\n".join(said.strip().splitlines()[-8:])
    for pattern, text in _EXPLANATIONS:
        if re.search(pattern, said):
            return Failed(f"{text}\n\n{last}")
    return Failed(f"PostgreSQL failed, for a reason not known here:\n\n{last}")


def of_the_system(error: OSError, folder: Path) -> Failed:
    """The failure behind an error of the operating system, met while using `folder`."""
    path = error.filename or folder
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Failed(f"The disk that holds {folder} is full. Free some space and try again.")
    if error.errno == errno.EROFS:
        return Failed(f"The disk that holds {folder} is mounted read-only: use another folder.")
    if error.errno in {errno.EACCES, errno.EPERM}:
        return Failed(f"{path} cannot be used: it, or the folder it is in, is somebody else's.")
    return Failed(f"{path}: {error.strerror}.")
