"""What is backed up comes back as it was."""

import os
from pathlib import Path

import pytest

from tests.backups.scene import ROWS, Scene, all_databases, server
from ucap.backups import manifest, programs
from ucap.backups.messages import Failed
from ucap.backups.server import Database


def test_a_backup_says_what_is_in_it(scene: Scene) -> None:
    path, made = scene.back_up(verify=True)
    assert manifest.read(path) == made
    assert {table: rows for table, (rows, _) in made.tables.items()} == {
        f"public.{name}": rows for name, rows in ROWS.items()
    }
    assert set(made.documents.values()) == {len(b"the first"), len(b"the second")}
    assert made.is_good
    assert made.database == scene.database.name
    manifest.check_files(path, made)


def test_a_backup_is_for_its_owner_only(scene: Scene) -> None:
    path, _ = scene.back_up()
    assert path.stat().st_mode & 0o077 == 0
    for file in path.rglob("*"):
        assert file.stat().st_mode & 0o077 == 0, file


def test_it_comes_back_into_a_database_that_does_not_exist_yet(scene: Scene) -> None:
    path, made = scene.back_up()
    other = scene.database.beside(f"new_{os.getpid()}")
    assert scene.restore(path, other).aside == ""
    assert other.tables() == scene.database.tables() == made.tables
    assert other.rows("SELECT name FROM names ORDER BY 1") == [("Granada",), ("Kūnmíng 昆明",)]
    with pytest.raises(Failed, match="events are never changed"):
        other.rows("DELETE FROM event")
    ((new,),) = other.rows("INSERT INTO city (name) VALUES ('Rome') RETURNING id")
    assert new == 3


def test_it_comes_back_with_the_sorting_of_the_database_it_replaces(scene: Scene) -> None:
    def sorting(database: Database) -> list[tuple]:
        return server().rows(
            "SELECT datcollate, datlocprovider, encoding FROM pg_database WHERE datname = %s",
            database.name,
        )

    scene.database.drop()
    server().maintenance.rows(
        f'CREATE DATABASE "{scene.database.name}" TEMPLATE template0'
        " LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'"
    )
    scene.database.rows("CREATE TABLE city (name text)")
    before = sorting(scene.database)
    scene.restore(scene.back_up(verify=True)[0], replace=True)
    assert sorting(scene.database) == before


def test_data_are_not_replaced_unasked(scene: Scene) -> None:
    path, _ = scene.back_up()
    scene.database.rows("INSERT INTO city (name) VALUES ('Rome')")
    before = scene.database.tables()
    with pytest.raises(Failed, match="--replace"):
        scene.restore(path)
    assert scene.database.tables() == before


def test_data_are_replaced_when_asked_and_kept_under_another_name(scene: Scene) -> None:
    path, made = scene.back_up()
    scene.database.rows("INSERT INTO city (name) VALUES ('Rome')")
    later = scene.database.tables()
    with scene.database.connected():  # somebody is at work
        done = scene.restore(path, replace=True)
    assert scene.database.tables() == made.tables
    assert scene.database.beside(done.aside).tables() == later


def test_documents_come_back_and_none_goes(scene: Scene) -> None:
    path, made = scene.back_up()
    gone, damaged = made.documents
    scene.path(gone).unlink()
    scene.path(damaged).write_bytes(b"rotten")
    later = scene.document(b"of a later day")
    assert scene.restore(path, replace=True).documents == 2
    assert {scene.path(name).read_bytes() for name in (gone, damaged, later)} == {
        b"the first",
        b"the second",
        b"of a later day",
    }


def test_the_record_of_the_portal_comes_back(db, seeded_database: str, make_scene) -> None:
    portal = server().beside(seeded_database)
    scene = make_scene("portal")
    path, made = Scene(portal, scene.documents, scene.store).back_up(verify=True)
    scene.restore(path)
    assert scene.database.tables() == portal.tables()
    assert made.tables["public.summaries_summary"][0] == 5


def test_the_commands_do_the_same(scene: Scene) -> None:
    code, said = scene.run("backup")
    assert code == 0, said
    (path,) = scene.store.complete()
    assert f"{path}: 7 rows in 4 tables, 2 documents, verified" in said
    code, said = scene.run("restore", path)
    assert (code, "--replace" in said) == (1, True)
    code, said = scene.run("restore", path, "--replace")
    assert code == 0, said
    assert "Restored to" in said
    assert "and compared: 7 rows in 4 tables" in said


def test_no_scratch_database_is_left(scene: Scene) -> None:
    before = all_databases()
    scene.back_up(verify=True)
    assert all_databases() == before


def test_no_password_is_on_a_command_line() -> None:
    database = Database.at("postgres://jane:se%20same@db.example:5433/ucap?sslmode=require")
    assert "same" not in database.dsn
    assert "sslmode=require" in database.dsn
    assert database.environment == {"PGPASSWORD": "se same"}


@pytest.mark.parametrize("url", ["", "ucap", "mysql://a/b", "postgres:///", "postgres://a/b?no=1"])
def test_an_address_of_no_database_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(Failed, match="none of a database") as refused:
        Database.at(url)
    assert not url or url not in str(refused.value)


def test_a_server_newer_than_all_programs_is_named_with_what_to_install() -> None:
    with pytest.raises(Failed, match=r"(?s)PostgreSQL 99; .* postgresql-client-99"):
        programs.of(99)


@pytest.mark.parametrize(("server_is", "taken"), [(15, 16), (16, 16), (17, 18), (18, 18)])
def test_programs_are_the_servers_own_or_the_next_newer(monkeypatch, server_is, taken) -> None:
    there = [programs.Programs(Path("/none"), major) for major in (18, 14, 16)]
    monkeypatch.setattr(programs, "_found", lambda: there)
    assert programs.of(server_is).major == taken
