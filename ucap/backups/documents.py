"""The original documents of a backup: in it, and back again."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ucap.backups import files
from ucap.backups.messages import Failed

CHECKSUM = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Kept:
    """What came into a backup: sizes by checksum; of which no whole copy was found; what the
    portal has lost, of which an earlier backup had a copy.
    """

    documents: dict[str, int]
    damaged: list[str]
    lost: list[str]


def place(folder: Path, name: str) -> Path:
    """Where the document with the checksum `name` is below a folder of documents."""
    return folder / name[:2] / name


def names(folder: Path) -> set[str]:
    """The checksums by which documents lie in a folder; none if there is no such folder."""
    found = (path for path in folder.glob("[0-9a-f][0-9a-f]/*"))
    return {path.name for path in found if CHECKSUM.fullmatch(path.name)}


def keep(source: Path, target: Path, before: Path | None) -> Kept:
    """Put every document of `source` into `target`, a new folder.

    What is whole in `before`, the documents of an earlier backup, is linked from there. Reads all
    of them once. Raises OSError.
    """
    target.mkdir(mode=0o700)
    here, earlier = names(source), names(before) if before else set()
    documents, damaged = {}, []
    for name in sorted(here | earlier):
        copy = place(target, name)
        copy.parent.mkdir(mode=0o700, exist_ok=True)
        if (before and _linked(place(before, name), copy)) or _copied(place(source, name), copy):
            documents[name] = copy.stat().st_size
        elif name in here:
            damaged.append(name)
    return Kept(documents, damaged, sorted((earlier - here) & documents.keys()))


def _linked(earlier: Path, copy: Path) -> bool:
    """Link to the file of an earlier backup, if that is whole and the disk can."""
    try:
        if files.sha256(earlier) != earlier.name:
            return False
        os.link(earlier, copy)
    except OSError:  # not there, not to be read, another disk, no links: copied instead
        return False
    return True


def _copied(source: Path, copy: Path) -> bool:
    """Copy a file of the portal's, if that is whole."""
    try:
        if files.copied(source, copy) == copy.name:
            return True
    except FileNotFoundError:
        return False
    copy.unlink()
    return False


def bring_back(source: Path, target: Path, wanted: Iterable[str]) -> int:
    """Put the documents of a backup where the portal keeps them; how many were not there.

    Written beside their places and then moved there. Nothing is removed. Raises OSError, and
    Failed before anything is written if the disk has too little room.
    """
    missing = [name for name in wanted if not _is_whole(place(target, name))]
    need = sum(place(source, name).stat().st_size for name in missing)
    _make(target)
    if (free := shutil.disk_usage(target).free) < need:
        raise Failed(
            f"The disk that holds {target} has {free // 1024**2} MB left; the documents need "
            f"{need // 1024**2 + 1} MB."
        )
    for name in missing:
        _make(place(target, name).parent)
        _put(place(source, name), place(target, name))
    return len(missing)


def _is_whole(path: Path) -> bool:
    try:
        return files.sha256(path) == path.name
    except FileNotFoundError:
        return False


def _make(folder: Path) -> None:
    """Make a folder that only its owner may enter, if it is not there."""
    if not folder.exists():
        folder.mkdir(mode=0o700, parents=True)
        files.like_its_folder(folder)


def _put(source: Path, path: Path) -> None:
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    os.close(handle)
    draft = Path(name)
    try:
        files.copied(source, draft)
        files.sync(draft)
        files.like_its_folder(draft)
        draft.replace(path)
        files.sync(path.parent)
    finally:
        draft.unlink(missing_ok=True)
