"""Making a backup."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from ucap import postgres
from ucap.backups import documents, files, programs
from ucap.backups.manifest import DOCUMENTS, DUMP, FORMAT, Manifest, portal
from ucap.backups.messages import Failed, of_the_system
from ucap.backups.scratch import scratch
from ucap.backups.server import Database, counted, differences
from ucap.backups.store import Store

Say = Callable[[str], None]


def back_up(
    database: Database, source: Path, store: Store, *, verify: bool, say: Say
) -> tuple[Path, Manifest]:
    """Make a backup of a database and the documents in `source`; where it is, and what is in it.

    The database first: documents only come to their folder, so that what is copied later holds all
    that the database names. Failed when it cannot be made or, verified, is not what the database
    held. The store must be held.
    """
    try:
        with store.new() as (draft, path):
            made = _made(database, source, draft, store, say)
            if verify:
                say("Restoring it to compare…")
                _verify(database, draft, made, store)
                made = made.as_verified()
            made.write(draft)
        return path, made
    except OSError as error:
        raise of_the_system(error, store.folder) from error


def _made(database: Database, source: Path, draft: Path, store: Store, say: Say) -> Manifest:
    made = datetime.now(UTC).isoformat(timespec="seconds")
    said, major = database.version()
    tools = programs.of(major)
    dump = draft / DUMP
    say("Writing out the database…")
    with database.one_moment() as (connection, snapshot):
        tools.dump(database, snapshot, dump)
        tables = counted(connection)
    dump.chmod(0o600)
    say("Copying the documents that are new…")
    before = store.complete()[-1:]
    kept = documents.keep(source, draft / DOCUMENTS, before[0] / DOCUMENTS if before else None)
    version, commit = portal()
    return Manifest(
        format=FORMAT,
        made=made,
        version=version,
        commit=commit,
        database=database.name,
        server=said,
        major=major,
        tables=tables,
        dump_bytes=dump.stat().st_size,
        dump_sha256=files.sha256(dump),
        documents=kept.documents,
        damaged=kept.damaged,
        lost=kept.lost,
    )


def _verify(database: Database, draft: Path, made: Manifest, store: Store) -> None:
    """Restore the dump and compare; Failed, and the backup put aside, if it differs."""
    tools = programs.of(made.major)
    with _somewhere(database, made.major) as restored:
        tools.restore(draft / DUMP, restored)
        wrong = differences(made.tables, restored.tables())
    if wrong:
        made.write(draft)
        aside = store.put_aside(draft)
        raise Failed(
            "The backup, restored, is not what the database held:\n  "
            + "\n  ".join(wrong[:20])
            + f"\nIt is in {aside}, to be looked at. The backups before are as they were."
        )


@contextlib.contextmanager
def _somewhere(database: Database, major: int) -> Iterator[Database]:
    """A database to restore into: on the same server or, if that is not allowed, a throwaway's."""
    with contextlib.ExitStack() as stack:
        if database.may_create():
            yield stack.enter_context(scratch(database))
            return
        if major > int(postgres.binaries.MAJOR):
            raise Failed(
                "To verify the backup, this user of the database must be able to create one\n"
                "(ALTER ROLE … CREATEDB). Or leave it unverified: --no-verify."
            )
        try:
            url = stack.enter_context(postgres.throwaway())
        except postgres.CannotStart as reason:
            raise Failed(str(reason)) from reason
        yield stack.enter_context(scratch(Database.at(url)))
