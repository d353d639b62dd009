"""Bringing a backup back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ucap.backups import documents, manifest, programs
from ucap.backups.manifest import DOCUMENTS, DUMP, Manifest
from ucap.backups.messages import Failed, of_the_system
from ucap.backups.scratch import scratch
from ucap.backups.server import Database, differences

Say = Callable[[str], None]


@dataclass(frozen=True)
class Restored:
    """What was brought back, how many documents were missing, and what the database before is
    called now ("" if there was nothing in it).
    """

    manifest: Manifest
    documents: int
    aside: str


def restore(
    archive: Path, database: Database, target: Path, *, replace: bool, say: Say
) -> Restored:
    """Put the backup in `archive` in the place of a database, and its documents into `target`.

    It is restored beside and compared first; only then the names are exchanged, so that until then,
    and whenever it fails, the old data are as they were. Failed if the backup is damaged, cannot
    be restored or is not what it says; and, unless `replace`, if there are data already.
    """
    told = manifest.read(archive)
    say("Reading the backup…")
    manifest.check_files(archive, told)
    exists = database.exists()
    if not exists:
        database.create()
    full = database.has_tables()
    if full and not replace:
        raise Failed(
            f"There are data in the database {database.name!r} already. To put the backup in\n"
            "their place, say --replace; or name another database: --into postgres://…."
        )
    aside = f"{database.name[:38]}_before_{datetime.now(UTC):%Y%m%dt%H%M%Sz}"
    try:
        with scratch(database) as fresh:
            _fill(fresh, archive, told, say)
            say("Bringing back the documents…")
            brought = documents.bring_back(archive / DOCUMENTS, target, told.documents)
            fresh.takes_the_place_of(database, aside)
    except OSError as error:
        raise of_the_system(error, target) from error
    except Failed:
        if not exists:
            database.drop()
        raise
    if not full:
        database.beside(aside).drop()
    return Restored(told, brought, aside if full else "")


def _fill(fresh: Database, archive: Path, told: Manifest, say: Say) -> None:
    """Restore into an empty database and compare with the manifest."""
    _, major = fresh.version()
    say("Restoring the database, beside the one that is there…")
    programs.of(max(major, told.major)).restore(archive / DUMP, fresh)
    say("Comparing…")
    if wrong := differences(told.tables, fresh.tables()):
        raise Failed(
            "What was restored is not what the backup says it holds:\n  "
            + "\n  ".join(wrong[:20])
            + "\nNothing was changed. Use another backup."
        )
    fresh.analyze()
