"""`manage.py read_summary`: readings, or JSON and nothing else."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests import databases
from tests.reading import scene
from ucap.reading import steps
from ucap.reading.blocks import Unreadable
from ucap.reading.models import Reading, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(monkeypatch: Any) -> scene.Scene:
    """A portal, and readers that understand everything but scans."""
    made = scene.build()

    def read(path: Path, name: str, progress: Any) -> Any:
        progress(1, 1)
        if path.read_bytes() == b"scan":
            raise Unreadable("It is a scan without text.")
        return made.read

    monkeypatch.setattr(steps, "read_whole", read)
    return made


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """A good file, one that cannot be read, one that cannot be kept, and one that is not there."""
    found = {name: tmp_path / f"{name}.txt" for name in ("good", "scan", "empty", "gone")}
    found["good"].write_bytes(scene.FILE)
    found["scan"].write_bytes(b"scan")
    found["empty"].write_bytes(b"")
    return found


def run(*args: Any) -> tuple[str, str, int]:
    """(standard output, standard error, exit code)."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("read_summary", *map(str, args), stdout=out, stderr=err)
    except SystemExit as ended:
        return out.getvalue(), err.getvalue(), int(str(ended.code))
    return out.getvalue(), err.getvalue(), 0


def test_a_file_becomes_a_reading_that_is_told_of(
    told: scene.Scene, files: dict[str, Path]
) -> None:
    out, err, code = run(files["good"])
    reading = Reading.objects.get()
    assert (reading.state, reading.document_name, reading.by) == (State.READ, "good.txt", None)
    assert "? period: It ends before the last entry." in out
    assert reading.get_absolute_url() in out
    assert (err, code) == ("", 0)


def test_all_others_are_read_when_one_cannot_be(told: scene.Scene, files: dict[str, Path]) -> None:
    out, err, code = run(files["scan"], files["empty"], files["gone"], files["good"])
    assert code == 1
    assert err.splitlines() == [
        f"{files['scan']}: It is a scan without text.",
        f"{files['empty']}: The file is empty.",
        f"{files['gone']}: No such file or directory",
    ]
    assert sorted(Reading.objects.values_list("state", flat=True)) == ["read", "refused"]
    assert str(files["good"]) in out


def test_the_same_file_again_is_the_same_reading(told: scene.Scene, files: dict[str, Path]) -> None:
    run(files["good"])
    out, _err, code = run(files["good"])
    assert Reading.objects.count() == 1
    assert Reading.objects.get().get_absolute_url() in out
    assert code == 0


def test_json_says_what_is_understood_and_writes_nothing(
    told: scene.Scene, files: dict[str, Path]
) -> None:
    before = databases.state()
    out, err, code = run("--json", files["good"], files["scan"], files["good"])
    first, second, third = json.loads(out)
    assert code == 1
    assert first == third
    assert first["file"] == str(files["good"])
    assert first["understood"]["period"]["text"] == "March 2018 – April 2019"
    assert first["draft"]["period"]["start"] == "2018-03-01"
    assert second == {"file": str(files["scan"]), "error": "It is a scan without text."}
    assert "It is a scan" in err
    assert databases.state() == before


def test_json_of_one_file_is_an_array_too(told: scene.Scene, files: dict[str, Path]) -> None:
    out, _err, code = run("--json", files["good"])
    assert len(json.loads(out)) == 1
    assert code == 0


@pytest.mark.parametrize("args", [[], ["--json"], ["--waiting", "--json"], ["--waiting", "x"]])
def test_what_makes_no_sense_is_said_so(args: list[str]) -> None:
    with pytest.raises(CommandError, match="name files to read, or say --waiting"):
        call_command("read_summary", *args)


def test_what_waits_is_read_on_demand(told: scene.Scene) -> None:
    scene.reading(told).move(State.WAITING, understood=None)
    run("--waiting")
    assert Reading.objects.get().state == State.READ
