"""The storage of original documents: each file once, under its checksum, never changed.

A name is the SHA-256 of what is in the file, so replacing a document leaves the
old file where it is and an old version of a summary finds it again.
"""

import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

CHECKSUM = re.compile(r"[0-9a-f]{64}")
CHUNK = 1024 * 1024


def checksum(file: IO[bytes]) -> str:
    """The SHA-256 of an open file, from its start."""
    file.seek(0)
    found = hashlib.sha256()
    while chunk := file.read(CHUNK):
        found.update(chunk)
    return found.hexdigest()


@deconstructible(path="ucap.summaries.documents.store.DocumentStorage")
class DocumentStorage(FileSystemStorage):
    """Files on disk that only this account may read, in folders that only it may enter.

    Nothing is overwritten unless it is damaged, nothing is deleted, nothing
    has an address: `serving` hands files out.
    """

    def path(self, name: str) -> str:
        """Where the file with the checksum `name` is; SuspiciousFileOperation for other names."""
        if not CHECKSUM.fullmatch(name):
            raise SuspiciousFileOperation("A document is kept under its checksum.")
        return str(Path(self.location, name[:2], name))

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name itself: a file that is there already is the same file."""
        return name

    def generate_filename(self, filename: Any) -> str:
        """The name itself; `path` judges it."""
        return filename

    def save(self, name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        """Keep an open file under its checksum, which is returned; `name` is ignored.

        Written beside its place and then moved there, so that whoever reads
        sees all of it or nothing, and two who keep it at once do not meet.
        """
        found = checksum(content)
        if not self.is_whole(found):
            self._write(Path(self.path(found)), content)
        return found

    def delete(self, name: str) -> None:
        """Documents stay: older versions of a summary refer to them."""
        raise PermissionError("Original documents are never deleted by the portal.")

    def is_whole(self, name: str) -> bool:
        """Whether the file with the checksum `name` is there and unchanged. Reads all of it."""
        try:
            with self.open(name) as file:
                return checksum(file) == name
        except FileNotFoundError:
            return False

    def _write(self, place: Path, content: IO[bytes]) -> None:
        root = Path(self.location)
        for folder in (root, place.parent):
            _make(folder)
        with _draft(place.parent) as (draft, file):
            content.seek(0)
            while chunk := content.read(CHUNK):
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
            _like_its_folder(draft)
            draft.replace(place)
        folder_entry = os.open(place.parent, os.O_RDONLY)
        try:
            os.fsync(folder_entry)  # the name, too, survives a power cut
        finally:
            os.close(folder_entry)


@contextlib.contextmanager
def _draft(folder: Path) -> Iterator[tuple[Path, IO[bytes]]]:
    """A new file in `folder` that only this account may read; gone if it is not moved away."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield draft, file
    finally:
        draft.unlink(missing_ok=True)


def _make(folder: Path) -> None:
    """Make a folder that only its owner may enter, if it is not there."""
    try:
        folder.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        return
    _like_its_folder(folder)


def _like_its_folder(path: Path) -> None:
    """What root makes belongs to whom the folder around it belongs to, who runs the portal."""
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.chown(path, owner.st_uid, owner.st_gid)
