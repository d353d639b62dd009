"""A folder of backups."""

import contextlib
import re
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from ucap.backups import files, manifest
from ucap.backups.messages import Failed
from ucap.backups.retention import Dated, Rule, staying
from ucap.postgres import locks

_STAMP = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"\d{8}T\d{6}Z")
_UNFINISHED = ".unfinished"
FAILED = "failed"
"""Of a backup that was not what the database held: the last one stays, to be looked at."""


class Store:
    """The backups in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Be the only one that makes or removes backups here; Failed if somebody is at it.

        What a killed backup has left is removed.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with locks.opened(self.folder / ".lock") as lock:
            if not locks.take_now(lock, locks.ALONE):
                raise Failed(f"Another backup to {self.folder} is under way.")
            for left in [*self.folder.glob(f"{_UNFINISHED}.*"), *self.folder.glob(".going.*")]:
                shutil.rmtree(left)
            yield

    def complete(self) -> list[Path]:
        """The folders of all backups, the newest last."""
        found = [path for path in self.folder.glob("*") if _NAME.fullmatch(path.name)]
        return sorted(path for path in found if (path / manifest.NAME).exists())

    @contextlib.contextmanager
    def new(self) -> Iterator[tuple[Path, Path]]:
        """A folder to make a backup in, and what it is called once it is complete.

        When the context ends without an exception, it is on the disk and has that name; otherwise
        nothing is left of it.
        """
        path = self._free()
        draft = self.folder / f"{_UNFINISHED}.{path.name}"
        draft.mkdir(mode=0o700)
        try:
            yield draft, path
            files.settle(draft)
            draft.rename(path)
            files.sync(self.folder)
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def put_aside(self, draft: Path) -> Path:
        """Keep what turned out not to be a backup, instead of the last such one."""
        path = self.folder / FAILED
        shutil.rmtree(path, ignore_errors=True)
        return draft.rename(path)

    def clear(self, rule: Rule) -> list[str]:
        """Remove the backups that do not stay by the rule; their names."""
        backups = [_dated(path) for path in self.complete()]
        stay = staying(backups, rule)
        gone = [backup.name for backup in backups if backup.name not in stay]
        for name in gone:
            files.remove(self.folder / name)
        return gone

    def _free(self) -> Path:
        """The name of a backup that is begun now."""
        while (path := self.folder / datetime.now(UTC).strftime(_STAMP)).exists():
            time.sleep(0.05)
        return path


def _dated(path: Path) -> Dated:
    begun = datetime.strptime(path.name, _STAMP).replace(tzinfo=UTC)
    try:
        good = manifest.read(path).is_good
    except Failed:
        good = False
    return Dated(path.name, begun, good)
