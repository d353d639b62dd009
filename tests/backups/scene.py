"""A database with something of everything, documents, and what bin/backup makes of them."""

import hashlib
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ucap.backups.manifest import Manifest
from ucap.backups.restoring import Restored, restore
from ucap.backups.saving import back_up
from ucap.backups.server import Database
from ucap.backups.store import Store

HERE = Path(__file__).resolve().parents[2]
TABLES = """
    CREATE TABLE city (
        id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL UNIQUE,
        area float8, seen timestamptz, picture bytea,
        folded tsvector GENERATED ALWAYS AS (to_tsvector('simple', lower(name))) STORED
    );
    CREATE TABLE "Odd Name" (city int REFERENCES city, note text DEFAULT '', gone int);
    ALTER TABLE "Odd Name" DROP COLUMN gone;
    CREATE TABLE event (id int, made int) PARTITION BY RANGE (made);
    CREATE TABLE event_old PARTITION OF event FOR VALUES FROM (0) TO (10);
    CREATE TABLE nothing ();
    CREATE VIEW names AS SELECT name FROM city;
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'events are never changed'; END $$;
    CREATE TRIGGER kept BEFORE UPDATE OR DELETE ON event_old
        FOR EACH ROW EXECUTE FUNCTION refuse();
    INSERT INTO city (name, area, seen, picture) VALUES
        ('Kūnmíng 昆明', 0.1::float8 + 0.2::float8, '2019-04-01 12:00+08', '\\x00ff'),
        ('Granada', NULL, NULL, NULL);
    INSERT INTO "Odd Name" VALUES (1, E'two\\nlines'), (2, NULL), (2, NULL);
    INSERT INTO event VALUES (1, 1), (2, 2)
"""
ROWS = {"city": 2, '"Odd Name"': 3, "event_old": 2, "nothing": 0}


def server() -> Database:
    """The database that the tests have a server by."""
    return Database.at(os.environ["DATABASE_URL"])


def silent(_line: str) -> None:
    """Say nothing."""


@dataclass
class Scene:
    """A database, the portal's documents and a folder of backups."""

    database: Database
    documents: Path
    store: Store

    @property
    def url(self) -> str:
        """The address of its database."""
        before, _, _ = os.environ["DATABASE_URL"].rpartition("/")
        return f"{before}/{self.database.name}"

    def document(self, content: bytes) -> str:
        """Keep a document; its checksum."""
        name = hashlib.sha256(content).hexdigest()
        path = self.documents / name[:2] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return name

    def path(self, name: str) -> Path:
        """Where the portal has a document."""
        return self.documents / name[:2] / name

    def back_up(self, *, verify: bool = False) -> tuple[Path, Manifest]:
        """Make a backup."""
        with self.store.held():
            return back_up(self.database, self.documents, self.store, verify=verify, say=silent)

    def restore(self, archive: Path, into: Database | None = None, **options: bool) -> Restored:
        """Bring a backup back."""
        chosen = {"replace": False} | options
        return restore(archive, into or self.database, self.documents, say=silent, **chosen)

    def command(self, module: str, *arguments: str | Path, **variables: str) -> subprocess.Popen:
        """Start bin/backup or bin/restore, in the environment of the tests as it is."""
        lines = "from ucap.running import venv; venv.enter = lambda *_: None; import sys\n"
        lines += f"from ucap.backups import {module}; {module}.main(sys.argv[1:])"
        told = {"DATABASE_URL": self.url, "DOCUMENTS_DIR": str(self.documents)}
        told["BACKUP_DIR"] = str(self.store.folder)
        return subprocess.Popen(
            [sys.executable, "-c", lines, *arguments],
            cwd=HERE,
            env=os.environ | told | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, module: str, *arguments: str | Path, **variables: str) -> tuple[int, str]:
        """Run one of the two to its end; how it ended, and what it said."""
        running = self.command(module, *arguments, **variables)
        said, told = running.communicate(timeout=60)
        return running.returncode, said + told


def all_databases() -> set[str]:
    """The names of the databases that these tests have made, and of those that came of them.

    On the same server are those of other tests, and of the processes that run beside this one.
    """
    ours = re.compile(rf"(?!test_).*_{os.getpid()}(_|$)")
    names = server().maintenance.rows("SELECT datname FROM pg_database")
    return {name for (name,) in names if ours.match(name)}
