"""Files that are whole or not there, and that survive a power cut."""

import hashlib
import os
import shutil
from pathlib import Path

CHUNK = 1024 * 1024


def sha256(path: Path) -> str:
    """The SHA-256 of a file, all of which is read."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copied(source: Path, target: Path) -> str:
    """Copy a file, for its owner's eyes only; the SHA-256 of what was copied."""
    found = hashlib.sha256()
    with source.open("rb") as read, open(target, "wb", opener=_private) as written:
        while chunk := read.read(CHUNK):
            found.update(chunk)
            written.write(chunk)
    return found.hexdigest()


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def settle(folder: Path) -> None:
    """Wait until a folder, with all that is in it, is on the disk."""
    for each, _, names in os.walk(folder, topdown=False):
        for name in names:
            sync(Path(each, name))
        sync(Path(each))


def sync(path: Path) -> None:
    """Wait until what is in a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(folder: Path) -> None:
    """Remove a folder, first taking away the name under which it would be taken for a whole one."""
    going = folder.with_name(f".going.{folder.name.strip('.')}")
    shutil.rmtree(going, ignore_errors=True)
    folder.rename(going)
    shutil.rmtree(going)


def like_its_folder(path: Path) -> None:
    """What root makes belongs to whom the folder around it belongs to, who runs the portal."""
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.chown(path, owner.st_uid, owner.st_gid)
