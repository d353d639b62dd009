"""When a backup or a restore fails, it says why, and everything is as it was."""

import contextlib
import json
import os
import signal
import time
from pathlib import Path

import pytest

from tests.backups.scene import Scene, all_databases
from ucap.backups import documents, manifest, messages
from ucap.backups.messages import Failed
from ucap.backups.server import Database, Tables


@pytest.fixture
def backup(scene: Scene) -> Path:
    """A backup, after which something has changed."""
    path, _ = scene.back_up()
    scene.database.rows("INSERT INTO city (name) VALUES ('Rome')")
    return path


@contextlib.contextmanager
def unharmed(scene: Scene):
    """Asserts that the database is as it was, and that no other has come."""
    before, beside = scene.database.tables(), all_databases()
    yield
    assert scene.database.tables() == before
    assert all_databases() == beside


def changed(path: Path) -> None:
    """Change one byte in the middle of a file."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def rewritten(folder: Path, **facts: object) -> None:
    """Change what a backup says of itself."""
    told = json.loads((folder / manifest.NAME).read_text())
    (folder / manifest.NAME).write_text(json.dumps(told | facts))


def test_a_damaged_dump_is_not_restored(scene: Scene, backup: Path) -> None:
    changed(backup / manifest.DUMP)
    with unharmed(scene), pytest.raises(Failed, match=r"damaged: .*database\.dump has changed"):
        scene.restore(backup, replace=True)


def test_a_damaged_document_is_not_restored(scene: Scene, backup: Path) -> None:
    name = next(iter(manifest.read(backup).documents))
    changed(documents.place(backup / manifest.DOCUMENTS, name))
    with unharmed(scene), pytest.raises(Failed, match=f"{name} has changed"):
        scene.restore(backup, replace=True)


def test_a_backup_that_lacks_a_file_is_not_restored(scene: Scene, backup: Path) -> None:
    (backup / manifest.DUMP).unlink()
    with unharmed(scene), pytest.raises(Failed, match="is missing"):
        scene.restore(backup, replace=True)


def test_a_dump_cut_short_is_not_restored_although_its_checksum_is_right(
    scene: Scene, backup: Path
) -> None:
    dump = backup / manifest.DUMP
    dump.write_bytes(dump.read_bytes()[:-400])
    rewritten(backup, dump_sha256=manifest.files.sha256(dump))
    with unharmed(scene), pytest.raises(Failed):
        scene.restore(backup, replace=True)


def test_a_dump_of_other_data_is_not_restored(scene: Scene, backup: Path) -> None:
    tables = manifest.read(backup).tables
    tables["public.city"][0] = 99
    rewritten(backup, tables=tables)
    with unharmed(scene), pytest.raises(Failed, match=r"city has 2 rows instead of 99"):
        scene.restore(backup, replace=True)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": 1}'])
def test_a_damaged_manifest_is_named(scene: Scene, backup: Path, text: str) -> None:
    (backup / manifest.NAME).write_text(text)
    with unharmed(scene), pytest.raises(Failed, match=r"manifest\.json is damaged"):
        scene.restore(backup, replace=True)


def test_a_backup_of_another_format_is_named(scene: Scene, backup: Path) -> None:
    rewritten(backup, format=2)
    with pytest.raises(Failed, match="made by another version"):
        scene.restore(backup, replace=True)


def test_a_folder_that_is_no_backup_is_named(scene: Scene, tmp_path: Path) -> None:
    code, said = scene.run("restore", tmp_path)
    assert code == 1
    assert "is no backup" in said
    assert "Traceback" not in said


def test_a_database_that_cannot_be_reached_is_named(scene: Scene) -> None:
    for module, arguments in (
        ("backup", []),
        ("restore", ["--into", "postgres://a@127.0.0.1:1/b"]),
    ):
        path = [scene.back_up()[0]] if module == "restore" else []
        url = "postgres://jane:sesame@127.0.0.1:1/none"
        code, said = scene.run(module, *path, *arguments, DATABASE_URL=url)
        assert code == 1
        assert "cannot be reached" in said
        assert "sesame" not in said
        assert "Traceback" not in said


def test_a_full_disk_is_named_and_nothing_half_made_is_left(scene: Scene, monkeypatch) -> None:
    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr(documents.files, "copied", full)
    with pytest.raises(Failed, match="is full"):
        scene.back_up()
    assert scene.store.complete() == []
    assert [path.name for path in scene.store.folder.iterdir()] == [".lock"]


def test_too_little_room_for_the_documents_is_found_before_anything_is_written(
    scene: Scene, backup: Path, monkeypatch
) -> None:
    for name in manifest.read(backup).documents:
        scene.path(name).unlink()
    left = documents.shutil.disk_usage(scene.documents)._replace(free=5)
    monkeypatch.setattr(documents.shutil, "disk_usage", lambda _folder: left)
    with unharmed(scene), pytest.raises(Failed, match="0 MB left"):
        scene.restore(backup, replace=True)
    assert documents.names(scene.documents) == set()


def test_a_backup_that_is_not_what_the_database_held_is_put_aside(
    scene: Scene, monkeypatch
) -> None:
    def wrong(connection: object) -> Tables:
        return {"public.city": [3, "0"]}

    monkeypatch.setattr("ucap.backups.saving.counted", wrong)
    with unharmed(scene), pytest.raises(Failed, match="city has 2 rows instead of 3"):
        scene.back_up(verify=True)
    assert scene.store.complete() == []
    assert (scene.store.folder / "failed" / manifest.DUMP).exists()


def interrupted(scene: Scene, number: int) -> None:
    """Stop bin/backup while pg_dump waits for a table that something else has to itself."""
    with scene.database.connected(autocommit=False) as connection, connection.cursor() as cursor:
        cursor.execute("LOCK TABLE city IN ACCESS EXCLUSIVE MODE")
        running = scene.command("backup")
        until = time.monotonic() + 30
        while not any(scene.store.folder.glob(".unfinished.*/*")):
            assert time.monotonic() < until
            assert running.poll() is None, running.communicate()
            time.sleep(0.05)
        running.send_signal(number)
        running.communicate(timeout=30)
        assert running.returncode != 0


def test_a_backup_that_is_told_to_stop_leaves_nothing(scene: Scene) -> None:
    interrupted(scene, signal.SIGTERM)
    assert [path.name for path in scene.store.folder.iterdir()] == [".lock"]


def test_a_killed_backup_is_never_taken_for_one_and_cleared_up_by_the_next(scene: Scene) -> None:
    interrupted(scene, signal.SIGKILL)
    (left,) = scene.store.folder.glob(".unfinished.*")
    assert scene.store.complete() == []
    with pytest.raises(Failed, match="is no backup"):
        scene.restore(left)
    path, _ = scene.back_up()
    assert sorted(each.name for each in scene.store.folder.iterdir()) == [".lock", path.name]


def test_two_backups_to_one_folder_do_not_meet(scene: Scene) -> None:
    with scene.store.held():
        code, said = scene.run("backup")
    assert code == 1
    assert "under way" in said


def test_a_user_who_may_not_create_databases_verifies_elsewhere(scene: Scene) -> None:
    role = f"poor_{os.getpid()}"
    scene.database.rows(
        f"CREATE ROLE {role} LOGIN; GRANT pg_read_all_data TO {role};"
        " CREATE TABLE of_everybody (a int)"
    )
    try:
        poor = Database(scene.database.parameters | {"user": role})
        _, made = Scene(poor, scene.documents, scene.store).back_up(verify=True)
        assert made.verified
    finally:
        scene.database.rows(f"DROP ROLE {role}")


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ('FATAL:  password authentication failed for user "a"', "user and password"),
        ("pg_dump: error: could not write: No space left on device", "disk is full"),
        ("ERROR:  permission denied to create database", "CREATEDB"),
        ('ERROR:  permission denied for table "x"', "owns the tables"),
        ('FATAL:  database "x" does not exist', "no such database"),
        ("something nobody has thought of", "something nobody has thought of"),
    ],
)
def test_what_postgres_says_is_explained(said: str, reason: str) -> None:
    assert reason in str(messages.explained(said))
