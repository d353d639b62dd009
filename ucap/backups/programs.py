"""pg_dump and pg_restore: which ones, and running them."""

import contextlib
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from ucap import children
from ucap.backups.messages import Failed, explained
from ucap.backups.server import Database
from ucap.postgres import CannotStart, binaries

_DEBIAN = Path("/usr/lib/postgresql")
_HARMLESS = "unrecognized configuration parameter"
"""What a server says of settings that newer programs begin with."""


@dataclass(frozen=True)
class Programs:
    """The programs of one version of PostgreSQL, in one folder."""

    folder: Path
    major: int

    def dump(self, database: Database, snapshot: str, path: Path) -> None:
        """Write what the database held at that moment to `path`; Failed if it cannot be read."""
        self._run(
            database,
            *["pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--no-password"],
            *[f"--snapshot={snapshot}", "--lock-wait-timeout=5min", f"--file={path}"],
        )

    def restore(self, path: Path, database: Database) -> None:
        """Fill an empty database from the dump in `path`; Failed if anything in it is refused."""
        self._run(
            database,
            *["pg_restore", "--no-owner", "--no-privileges", "--no-password"],
            str(path),
        )

    def _run(self, database: Database, program: str, *arguments: str) -> None:
        done = children.run(
            self.folder / program,
            f"--dbname={database.dsn}",
            *arguments,
            env=os.environ | {"LC_ALL": "C"} | database.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            errors="replace",
        )
        told = re.findall(r"^pg_\w+: error: .*(?:\n(?!pg_).*)*", done.stdout, re.MULTILINE)
        if done.returncode and not (told and all(_HARMLESS in each for each in told)):
            raise explained("\n".join(told) or done.stdout)


def of(major: int) -> Programs:
    """Programs that understand a server of that version: its own or the next newer ones.

    Failed if there are only older ones, or none.
    """
    found = sorted(_found(), key=lambda programs: programs.major)
    for programs in found:
        if programs.major >= major:
            return programs
    has = f"the newest here is {found[-1].major}" if found else "none is installed"
    raise Failed(
        f"The server is PostgreSQL {major}; of pg_dump and pg_restore, {has}.\n"
        f"Install the client of that version (Debian: postgresql-client-{major}) and try again."
    )


def _found() -> list[Programs]:
    """All there are: Debian's (but for its wrapper, which chooses itself), the wheel's, others."""
    folders = [*_DEBIAN.glob("*/bin")]
    with contextlib.suppress(CannotStart):
        folders.append(binaries.installed() / f"pginstall{binaries.MAJOR}" / "bin")
    if in_path := shutil.which("pg_dump"):
        folders.append(Path(in_path).resolve().parent)
    return [Programs(folder, major) for folder in folders if (major := _major(folder))]


def _major(folder: Path) -> int:
    """Of which version the programs in a folder are; 0 if they are not all there."""
    try:
        told = [
            children.run(folder / name, "--version", stdout=subprocess.PIPE).stdout
            for name in ("pg_dump", "pg_restore")
        ]
    except OSError:
        return 0
    versions = {int(found[1]) for text in told if (found := re.search(r"(\d+)", text))}
    return versions.pop() if len(versions) == 1 else 0
