"""Files are kept once, whole, private, under their checksum, and for good."""

import hashlib
import io
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation

from tests.summaries.documents.files import PDF, TEXT
from ucap.summaries.documents import store as stored
from ucap.summaries.documents.keeping import store


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_a_file_is_kept_under_its_checksum(kept: Path) -> None:
    name = store().save("../../evil.sh", io.BytesIO(PDF))
    assert name == hashlib.sha256(PDF).hexdigest()
    assert [path.name for path in files(kept)] == [name]
    assert store().open(name).read() == PDF


def test_only_the_account_of_the_portal_may_read_it(kept: Path) -> None:
    name = store().save(None, io.BytesIO(PDF))
    path = Path(store().path(name))
    modes = [stat.S_IMODE(one.stat().st_mode) for one in (path, path.parent, kept)]
    assert modes == [0o600, 0o700, 0o700]


def test_the_same_file_is_stored_once_and_not_written_again(kept: Path) -> None:
    name = store().save(None, io.BytesIO(PDF))
    before = Path(store().path(name)).stat()
    assert store().save(None, io.BytesIO(PDF)) == name
    assert Path(store().path(name)).stat().st_ino == before.st_ino
    assert len(files(kept)) == 1


def test_a_damaged_file_is_mended_by_keeping_it_again() -> None:
    name = store().save(None, io.BytesIO(PDF))
    Path(store().path(name)).write_bytes(PDF[:10])
    assert not store().is_whole(name)
    store().save(None, io.BytesIO(PDF))
    assert store().is_whole(name)


def test_many_who_keep_the_same_file_at_once_leave_one(kept: Path) -> None:
    content = TEXT * 100_000
    with ThreadPoolExecutor(8) as pool:
        names = set(pool.map(lambda _: store().save(None, io.BytesIO(content)), range(16)))
    assert len(names) == 1
    assert [path.name for path in files(kept)] == list(names)
    assert store().is_whole(names.pop())


def test_what_breaks_off_while_writing_leaves_nothing(kept: Path, monkeypatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stored.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        store().save(None, io.BytesIO(PDF))
    assert files(kept) == []


@pytest.mark.parametrize("name", ["../../x", "", "a" * 63, "A" * 64, "a" * 64 + "/x", "\n"])
def test_a_name_that_is_no_checksum_opens_nothing(name: str) -> None:
    with pytest.raises(SuspiciousFileOperation):
        store().open(name)


def test_nothing_is_deleted_and_nothing_has_an_address() -> None:
    name = store().save(None, io.BytesIO(PDF))
    with pytest.raises(PermissionError):
        store().delete(name)
    assert store().is_whole(name)
