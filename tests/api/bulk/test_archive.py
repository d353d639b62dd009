"""The archive holds all that is public, describes itself, and is made anew when that changes."""

import csv
import hashlib
import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import frictionless
import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from pilots.models import Activity, ActivityCity, PilotProject
from tests.api.v1.asking import answer
from ucap.api.bulk.archive import Archive, publish, published
from ucap.api.bulk.resources import RESOURCES
from ucap.api.v1.records import KINDS
from ucap.summaries.models import ActivityCitation


def unpacked(archive: Archive, to: Path) -> Path:
    """A folder with what is in the archive."""
    with zipfile.ZipFile(archive.path) as packed:
        packed.extractall(to)
    return to


def table(archive: Archive, name: str) -> list[dict[str, str]]:
    """The rows of one table."""
    with zipfile.ZipFile(archive.path) as packed:
        text = packed.read(f"tables/{name}.csv").decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_frictionless_finds_nothing_wrong_with_it(archive: Archive, tmp_path: Path) -> None:
    package = frictionless.Package(str(unpacked(archive, tmp_path) / "datapackage.json"))
    assert len(package.resources) == len(RESOURCES)
    report: Any = package.validate()
    assert report.valid, report.flatten(["name", "title", "message"])
    checked = {task.name: task.stats["rows"] for task in report.tasks}
    assert checked == {resource.name: len(table(archive, resource.name)) for resource in RESOURCES}
    references = [r for resource in package.resources for r in resource.schema.foreign_keys]
    assert len(references) > 30


def test_frictionless_does_find_a_reference_into_the_void(archive: Archive, tmp_path: Path) -> None:
    folder = unpacked(archive, tmp_path)
    cities = folder / "tables" / "cities.csv"
    kept = [line for line in cities.read_text().splitlines(keepends=True) if "Granada" not in line]
    cities.write_text("".join(kept))
    report: Any = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert not report.valid


def test_tables_have_a_row_for_every_public_row(archive: Archive) -> None:
    public = {"status": "published"}
    assert len(table(archive, "pilots")) == PilotProject.objects.filter(**public).count()
    assert len(table(archive, "activity_cities")) == ActivityCity.objects.count()
    assert len(table(archive, "activity_citations")) == ActivityCitation.objects.count()
    counted = {Path(each.path).stem: each.rows for each in archive.tables}
    assert counted == {resource.name: len(table(archive, resource.name)) for resource in RESOURCES}
    assert all(counted.values()), "a table without a row in five real documents"


def test_dates_are_no_more_exact_than_what_is_known(archive: Archive) -> None:
    for row in table(archive, "activities"):
        activity = Activity.objects.get(slug=row["slug"])
        length = {"day": 10, "month": 7}[activity.precision] if activity.start else 0
        assert len(row["start"]) == length


@pytest.mark.parametrize("name", KINDS)
def test_records_are_those_of_the_machine_interface(archive: Archive, name: str) -> None:
    with zipfile.ZipFile(archive.path) as packed:
        lines = packed.read(f"records/{name}.jsonl").decode().splitlines()
    found = {record["slug"]: record for record in map(json.loads, lines)}
    assert len(found) == len(lines) == answer(f"{name}/")["count"]
    slug = sorted(found)[0]
    told = json.dumps(answer(f"{name}/{slug}/")).replace("http://testserver", published_at(found))
    assert json.loads(told) == found[slug]


def published_at(found: dict[str, Any]) -> str:
    """The portal that the records name."""
    url = next(iter(found.values()))["url"]
    assert url.startswith("https://portal.example/")
    return "https://portal.example"


def test_it_is_made_once_for_one_state_of_the_record(archive: Archive, folder: Path) -> None:
    assert publish() is None
    assert published() == archive
    PilotProject.objects.filter(pk=PilotProject.objects.all()[0].pk).update(funding="None so far")
    again = publish()
    assert again
    assert again.sha256 != archive.sha256
    assert published() == again
    # who read of the one before may still fetch it; the one before that is gone
    assert archive.path.exists()
    third = publish(anew=True)
    assert third
    assert third.path.exists()
    assert sorted(p.name for p in folder.glob("*.zip")) == sorted({third.file, again.file})
    assert not list(folder.glob("draft*"))


def test_what_a_killed_process_left_unfinished_goes_and_what_is_being_written_stays(
    archive: Archive, folder: Path
) -> None:
    old, new = folder / "draft.1", folder / "draft.2"
    for draft in (old, new):
        draft.write_bytes(b"half")
    os.utime(old, (0, 0))
    assert publish(anew=True)
    assert [path.name for path in folder.glob("draft*")] == ["draft.2"]


def test_terms_that_change_are_in_a_new_one(archive: Archive, settings) -> None:
    settings.DATA_TERMS = "CC0 1.0"
    assert publish()


def test_the_pages_offer_it_with_checksum_and_date(archive: Archive) -> None:
    page = Client().get("/data/").content.decode()
    assert archive.sha256 in page
    assert "tables/pilots.csv" in page
    assert "CC BY 4.0" in page
    sent: Any = Client().get("/data/u-cap.zip")
    assert hashlib.sha256(sent.getvalue()).hexdigest() == archive.sha256
    assert sent.headers["Content-Disposition"].startswith('attachment; filename="u-cap-20')
    described = Client().get("/data/datapackage.json").json()
    assert described["licenses"][0]["title"] == "CC BY 4.0"
    assert described["homepage"] == "https://portal.example/data/"


def test_before_the_first_one_the_page_says_so(seeded: None, db: None, folder: Path) -> None:
    assert "has not been made yet" in Client().get("/data/").content.decode()
    for url in ("/data/u-cap.zip", "/data/datapackage.json"):
        assert Client().get(url).status_code == 404
    assert Client().get("/data/catalog.jsonld").status_code == 200


def test_the_command_says_what_it_did(
    seeded: None, db: None, folder: Path, capsys: pytest.CaptureFixture[str], settings
) -> None:
    call_command("publish_data")
    assert "Made " in capsys.readouterr().out
    call_command("publish_data")
    assert "Nothing has changed." in capsys.readouterr().out
    call_command("publish_data", anew=True)
    assert "Made " in capsys.readouterr().out
    settings.PORTAL_URL = ""
    with pytest.raises(CommandError, match="PORTAL_URL is not set"):
        call_command("publish_data")
