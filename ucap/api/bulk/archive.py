"""The bulk data as one ZIP: made when what is public has changed, and kept until it does again."""

import contextlib
import hashlib
import json
import os
import time
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from browse.export import csv
from browse.export.tables import rows
from browse.finished.content import read
from ucap.api.bulk.package import described
from ucap.api.bulk.resources import RESOURCES, Resource
from ucap.api.v1.records import KINDS, everything

ABANDONED = 60 * 60
"""Seconds after which nobody can still be writing a draft."""
MANIFEST = "published.json"
"""The file that says which archive is the newest."""


@dataclass(frozen=True)
class Table:
    """A file in the archive, and how many rows or records it has."""

    path: str
    title: str
    rows: int
    size: int
    sha256: str


@dataclass(frozen=True)
class Archive:
    """The newest archive: which file, of which content, and what is in it."""

    version: str
    made: str
    file: str
    size: int
    sha256: str
    tables: list[Table]
    documents: list[Table]

    @property
    def path(self) -> Path:
        """Where the file is."""
        return settings.DATA_DIR / self.file


def published() -> Archive | None:
    """The newest archive; None if none has been made yet. Reads one small file."""
    try:
        told = json.loads((settings.DATA_DIR / MANIFEST).read_text("utf-8"))
    except FileNotFoundError:
        return None
    files = {name: [Table(**each) for each in told[name]] for name in ("tables", "documents")}
    return Archive(**(told | files))


def package() -> bytes | None:
    """The description of the newest archive, as it stands in it; None if there is none."""
    archive = published()
    if archive is None:
        return None
    with zipfile.ZipFile(archive.path) as packed:
        return packed.read("datapackage.json")


def version() -> str:
    """What changes whenever anything in the archive could. One query."""
    said = (settings.PORTAL_URL, settings.DATA_TERMS, settings.DATA_TERMS_URL)
    facts = [read(), *said, settings.OPERATOR_NAME, [item.listed for item in RESOURCES]]
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()


def publish(*, anew: bool = False) -> Archive | None:
    """Make the archive if the content is not the one of the newest (or `anew`); None if it is.

    Reads everything as it is at one moment; who downloads meanwhile gets the archive before.
    """
    folder: Path = settings.DATA_DIR
    folder.mkdir(parents=True, exist_ok=True)
    before = published()
    with _one_moment():
        now = version()
        if before and before.version == now and before.path.exists() and not anew:
            return None
        archive = _write(folder, now)
    draft = _draft(folder)
    draft.write_text(json.dumps(asdict(archive), ensure_ascii=False, indent=1), "utf-8")
    _settled(draft, folder / MANIFEST)
    for old in folder.glob("u-cap-*.zip"):
        # a process that read the manifest a moment ago may still ask for the one before
        if old.name not in {archive.file, before.file if before else ""}:
            old.unlink(missing_ok=True)
    return archive


def _draft(folder: Path) -> Path:
    """Where this process writes what is not finished; what a killed one left long ago goes."""
    for left in folder.glob("draft.*"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > ABANDONED:
                left.unlink()
    return folder / f"draft.{os.getpid()}"


def _settled(draft: Path, path: Path) -> None:
    """Put a finished file in its place, belonging to whom the folder belongs to."""
    if os.geteuid() == 0:  # who starts the portal next may be nobody special
        owner = path.parent.stat()
        os.chown(draft, owner.st_uid, owner.st_gid)
    draft.replace(path)


@contextlib.contextmanager
def _one_moment() -> Iterator[None]:
    """Within it, what is read is what there was when the first of it was read."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _write(folder: Path, version_: str) -> Archive:
    made = timezone.now().isoformat(timespec="seconds")
    draft = _draft(folder)
    try:
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as packed:
            tables = [_table(packed, resource) for resource in RESOURCES]
            documents = [_documents(packed, name) for name in KINDS]
            sizes = {Path(table.path).stem: table.size for table in tables}
            hashes = {Path(table.path).stem: table.sha256 for table in tables}
            told = described(sizes, hashes, made, settings.PORTAL_URL)
            packed.writestr("datapackage.json", json.dumps(told, ensure_ascii=False, indent=1))
        with draft.open("rb") as finished:
            digest = hashlib.file_digest(finished, "sha256").hexdigest()
        file = f"u-cap-{digest[:16]}.zip"
        _settled(draft, folder / file)
    finally:
        draft.unlink(missing_ok=True)
    size = (folder / file).stat().st_size
    return Archive(version_, made, file, size, digest, tables, documents)


def _table(packed: zipfile.ZipFile, resource: Resource) -> Table:
    """Write one table."""
    columns = resource.columns()
    path, title = f"tables/{resource.name}.csv", resource.model._meta.verbose_name_plural
    with _counting(packed, path) as file:
        names = [column.name for column in columns]
        for piece in csv.lines(names, file.counted(rows(columns, resource.rows())), mark=False):
            file.write(piece.encode())
    return file.told(str(title))


def _documents(packed: zipfile.ZipFile, name: str) -> Table:
    """Write the records of one list, each as the machine interface tells it, a line each."""
    with _counting(packed, f"records/{name}.jsonl") as file:
        for document in file.counted(everything(name, settings.PORTAL_URL)):
            file.write(json.dumps(document, ensure_ascii=False).encode() + b"\n")
    return file.told(name)


class _Counting:
    """A file in an archive that knows what has been written to it."""

    def __init__(self, file: IO[bytes], path: str) -> None:
        self.file, self.path = file, path
        self.rows = self.size = 0
        self.digest = hashlib.sha256()

    def counted(self, items: Iterator[Any]) -> Iterator[Any]:
        """The items, counted."""
        for item in items:
            self.rows += 1
            yield item

    def write(self, piece: bytes) -> None:
        """Write a piece."""
        self.size += len(piece)
        self.digest.update(piece)
        self.file.write(piece)

    def told(self, title: str) -> Table:
        """What there is to tell of it."""
        return Table(self.path, title, self.rows, self.size, self.digest.hexdigest())


@contextlib.contextmanager
def _counting(packed: zipfile.ZipFile, path: str) -> Iterator[_Counting]:
    with packed.open(path, "w") as file:
        yield _Counting(file, path)
