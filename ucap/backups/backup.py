"""bin/backup."""

import argparse
import os
import sys
from pathlib import Path

from ucap.backups import command
from ucap.running import venv
from ucap.trial import tell

USAGE = """\
Back up the database (DATABASE_URL, or the trial's own) and the original documents (DOCUMENTS_DIR)
into a new folder below FOLDER, and restore it into a scratch database to compare."""
RULE = """\
Afterwards older backups are removed: of each of the last 7 days, 5 weeks and 12 months that have
backups one stays, the newest good one (verified, no document damaged). The newest backup of all and
the newest good one always stay. A backup that fails removes nothing."""


def main(arguments: list[str]) -> None:
    """Make a backup; ends with 1 and a message if that fails or a document is damaged."""
    parser = argparse.ArgumentParser("bin/backup", description=USAGE, epilog=RULE)
    default = command.folder("BACKUP_DIR", "var", "backups")
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=default,
        help="BACKUP_DIR or var/backups unless given",
    )
    parser.add_argument("--no-verify", dest="verify", action="store_false")
    for period, number in [("daily", 7), ("weekly", 5), ("monthly", 12)]:
        parser.add_argument(f"--keep-{period}", type=_number, default=number, metavar="N")
    parser.add_argument("--keep-all", action="store_true", help="remove no older backup")
    options = parser.parse_args(arguments)
    venv.enter("requirements.txt")
    command.run(_work, options)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number")
    return int(text)


def _work(options: argparse.Namespace) -> None:
    from ucap.backups.retention import Rule
    from ucap.backups.saving import back_up
    from ucap.backups.server import Database
    from ucap.backups.store import Store

    store = Store(options.folder.absolute())
    database = Database.at(os.environ["DATABASE_URL"])
    source = command.folder("DOCUMENTS_DIR", "var", "documents")
    with store.held():
        path, made = back_up(database, source, store, verify=options.verify, say=tell)
        rule = Rule(options.keep_daily, options.keep_weekly, options.keep_monthly)
        gone = [] if options.keep_all else store.clear(rule)
    print(
        f"{path}: {made.rows} rows in {len(made.tables)} tables, "
        f"{len(made.documents)} documents, {'verified' if made.verified else 'not verified'}"
    )
    if gone:
        print(f"Removed: {', '.join(gone)}")
    for name in made.lost:
        print(f"Document {name} is gone from {source}; the backup still has it: bring it back.")
    if made.damaged:
        sys.exit(
            f"Damaged in {source}, and so in no backup from now on:\n  "
            + "\n  ".join(made.damaged)
            + "\nBring them back from whoever has the files: manage.py keep_documents FILE…"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
