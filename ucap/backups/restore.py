"""bin/restore."""

import argparse
import os
import sys
from pathlib import Path

from ucap.backups import command
from ucap.running import venv
from ucap.trial import tell

USAGE = """\
Bring a backup back: its database in the place of the one that DATABASE_URL (or --into) names, its
documents into DOCUMENTS_DIR. It is restored beside the old data and compared; only then the two
change names. What was there before is kept under another name."""


def main(arguments: list[str]) -> None:
    """Restore; ends with 1 and a message if that fails."""
    parser = argparse.ArgumentParser("bin/restore", description=USAGE)
    parser.add_argument("archive", type=Path, help="a folder that bin/backup has made")
    parser.add_argument("--into", metavar="DATABASE_URL", help="another database")
    parser.add_argument(
        "--replace", action="store_true", help="also where there are data in it already"
    )
    options = parser.parse_args(arguments)
    venv.enter("requirements.txt")
    if options.into:
        os.environ["DATABASE_URL"] = options.into
    command.run(_work, options)


def _work(options: argparse.Namespace) -> None:
    from ucap.backups.restoring import restore
    from ucap.backups.server import Database

    database = Database.at(os.environ["DATABASE_URL"])
    target = command.folder("DOCUMENTS_DIR", "var", "documents")
    done = restore(options.archive.absolute(), database, target, replace=options.replace, say=tell)
    print(
        f"Restored to {database.name}, and compared: {done.manifest.rows} rows in "
        f"{len(done.manifest.tables)} tables as they were on {done.manifest.made}; "
        f"{len(done.manifest.documents)} documents, {done.documents} of which were missing."
    )
    print(
        f"The backup is of version {done.manifest.version} {done.manifest.commit[:12]}; "
        "if this one is newer: manage.py migrate"
    )
    if done.aside:
        print(f'What was there before is the database "{done.aside}"; drop it when all is well.')


if __name__ == "__main__":
    main(sys.argv[1:])
