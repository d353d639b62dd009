"""Backups take space once for each document, and the rule says which of them stay."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.backups.scene import Scene
from ucap.backups import documents, manifest
from ucap.backups.retention import Dated, Rule, staying
from ucap.backups.store import Store


def test_a_document_takes_space_once(scene: Scene) -> None:
    first, made = scene.back_up()
    new = scene.document(b"a new one")
    second, again = scene.back_up()
    assert again.documents.keys() - made.documents.keys() == {new}
    for name in made.documents:
        places = [documents.place(path / manifest.DOCUMENTS, name) for path in (first, second)]
        assert places[0].samefile(places[1])


def test_a_copy_that_has_gone_bad_is_made_anew(scene: Scene) -> None:
    first, made = scene.back_up()
    name = next(iter(made.documents))
    documents.place(first / manifest.DOCUMENTS, name).write_bytes(b"rotten")
    second, again = scene.back_up()
    manifest.check_files(second, again)


def test_a_document_that_the_portal_has_lost_stays_in_the_backups(scene: Scene) -> None:
    _, made = scene.back_up()
    name = next(iter(made.documents))
    scene.path(name).unlink()
    path, again = scene.back_up()
    assert again.lost == [name]
    manifest.check_files(path, again)
    assert name in again.documents


def test_a_document_that_is_damaged_is_named_and_makes_the_backup_fail(scene: Scene) -> None:
    name = scene.document(b"soon rotten")
    scene.path(name).write_bytes(b"rotten")
    code, said = scene.run("backup")
    assert code == 1
    assert name in said
    (path,) = scene.store.complete()
    assert manifest.read(path).damaged == [name]
    assert not manifest.read(path).is_good


def test_what_is_no_document_is_not_backed_up(scene: Scene) -> None:
    (scene.documents / "ab").mkdir(exist_ok=True)
    (scene.documents / "ab" / ".x.part").write_text("half")
    (scene.documents / "readme.txt").write_text("by hand")
    assert len(scene.back_up()[1].documents) == 2


NOW = datetime(2026, 11, 29, 3, 15, tzinfo=UTC)  # a Sunday


def dated(days_ago: float, *, good: bool = True) -> Dated:
    """A backup of so many days ago."""
    begun = NOW - timedelta(days=days_ago)
    return Dated(f"{begun:%Y%m%dT%H%M%SZ}", begun, good)


def test_of_two_years_of_nights_days_weeks_and_months_stay() -> None:
    nights = [dated(days) for days in range(730)]
    stay = staying(nights, Rule(daily=7, weekly=5, monthly=12))
    ages = sorted((NOW - night.begun).days for night in nights if night.name in stay)
    sundays = [0, 7, 14, 21, 28]
    last_days = [29, 60, 90, 121, 152, 182, 213, 243, 274, 302, 333]  # of October to December
    assert ages == sorted({*range(7), *sundays, *last_days})


def test_the_newest_and_the_newest_good_one_stay_whatever_the_rule() -> None:
    backups = [dated(0, good=False), dated(1, good=False), dated(40), dated(41)]
    assert staying(backups, Rule(0, 0, 0)) == {backups[0].name, backups[2].name}


def test_of_a_day_the_newest_good_one_stays() -> None:
    bad, good, older = dated(1.0, good=False), dated(1.04), dated(1.08)
    assert staying([dated(0), older, bad, good], Rule(2, 0, 0)) == {dated(0).name, good.name}


def test_days_without_a_backup_do_not_count() -> None:
    backups = [dated(days) for days in (0, 10, 20, 30)]
    assert staying(backups, Rule(3, 0, 0)) == {backup.name for backup in backups[:3]}


@pytest.mark.parametrize("rule", [Rule(), Rule(0, 0, 0), Rule(1, 1, 1)])
def test_no_backup_stays_without_backups(rule: Rule) -> None:
    assert staying([], rule) == set()


def test_only_backups_are_removed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for name in ("20260101T000000Z", "20260102T000000Z"):
        (tmp_path / name).mkdir()
        (tmp_path / name / manifest.NAME).write_text("{}")
    for name in ("letters", "20250101T000000Z"):  # the second has no manifest
        (tmp_path / name).mkdir()
    with store.held():
        assert store.clear(Rule(1, 0, 0)) == ["20260101T000000Z"]
    assert {path.name for path in tmp_path.iterdir()} == {
        *("20260102T000000Z", "letters", "20250101T000000Z", ".lock")
    }


def test_the_command_removes_what_the_rule_lets_go(scene: Scene) -> None:
    first, _ = scene.back_up(verify=True)
    code, said = scene.run("backup", "--keep-daily=1", "--keep-weekly=1", "--keep-monthly=1")
    assert code == 0, said
    (second,) = scene.store.complete()
    assert second != first
    assert f"Removed: {first.name}" in said


def test_the_command_removes_nothing_when_told_so(scene: Scene) -> None:
    scene.back_up()
    code, said = scene.run("backup", "--no-verify", "--keep-all")
    assert code == 0, said
    assert "not verified" in said
    assert len(scene.store.complete()) == 2
