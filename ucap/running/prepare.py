"""Bring the database and the static files up to date; what is done already is left alone.

Run by bin/serve as `python -m ucap.running.prepare [--static]`.
"""

import hashlib
import os
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command
from django.db import DEFAULT_DB_ALIAS, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from ucap.postgres import explain_os_error, give_to_owner, locks
from ucap.running.venv import CHECKOUT, say

VAR = CHECKOUT / "var"


def main(arguments: list[str]) -> None:
    """Prepare everything; one process at a time, for two starts may share one database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ucap.settings")
    VAR.mkdir(exist_ok=True)
    with locks.opened(VAR / "prepare.lock") as lock:
        locks.take(lock, locks.ALONE, lambda: say("Another start is preparing, waiting for it…"))
        django.setup()
        _migrate()
        call_command("seed", if_empty=True)
        if "--static" in arguments:
            _collect_static()
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)  # whatever is put there later
        _give_to_owner()


def _migrate() -> None:
    """Apply the migrations that the database lacks."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        say("Bringing the tables up to date…")
        call_command("migrate", interactive=False, verbosity=0, database=DEFAULT_DB_ALIAS)


def _collect_static() -> None:
    """Collect, hash and compress the static files, if any has changed since the last time."""
    stamp = VAR / "static.stamp"
    print_now = _fingerprint()
    complete = Path(settings.STATIC_ROOT, "staticfiles.json").exists()
    if complete and stamp.exists() and stamp.read_text() == print_now:
        return
    say("Collecting and compressing static files…")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(print_now)


def _fingerprint() -> str:
    """What changes when a static file is added, removed or changed."""
    found = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            facts = Path(storage.path(path)).stat()
            found.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    return found.hexdigest()


def _give_to_owner() -> None:
    """Leave what root made here to the checkout's owner, who may start the portal next."""
    if os.geteuid() != 0:
        return
    for folder, folders, files in os.walk(VAR):
        if folder == str(VAR) and "postgres" in folders:
            folders.remove("postgres")  # looks after its own
        for name in folders + files:
            give_to_owner(Path(folder, name), CHECKOUT)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except OperationalError as error:
        sys.exit(f"The database cannot be used: {error}")
    except CommandError as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(explain_os_error(error, VAR))
