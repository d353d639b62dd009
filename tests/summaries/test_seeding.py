"""Seeding loads the fixtures and undoes nothing that an editor did."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cities.models import City, Country, Organisation, Theme
from pilots.models import Activity, ActivityCity, Outcome, PilotProject
from ucap.summaries.models import ActivityCitation, PilotCitation, SeedEntry, Summary
from ucap.summaries.seeding import Report, seed

pytestmark = pytest.mark.django_db

PLACES = """
- model: cities.country
  fields: {code: CN, name: China, region: asia}
- model: cities.city
  fields: {name: Kunming, slug: kunming, country: [CN], latitude: 25.04, longitude: 102.71}
- model: cities.city
  fields: {name: Haikou, slug: haikou, country: [CN]}
- model: cities.theme
  fields: {name: Green, slug: green, colour: teal}
- model: cities.organisation
  fields: {name: A Park, slug: park, kind: park, city: [kunming]}
"""
RECORDS = """
- model: pilots.pilotproject
  fields: {title: One proposal, slug: one, kind: park, status: published}
- model: pilots.pilotproject
  fields: {title: The same proposal, slug: same, kind: park, status: published}
- model: pilots.activity
  fields:
    title: A meeting
    slug: meeting
    kind: meeting
    start: 2019-04-01
    precision: month
    status: published
    pilots: [[one]]
- model: pilots.activitycity
  fields: {activity: [meeting], city: [kunming], role: venue, basis: named}
- model: pilots.outcome
  fields: {activity: [meeting], kind: memorandum, text: Signed., cities: [[kunming], [haikou]]}
"""
DOCUMENT = """
- model: summaries.summary
  fields:
    title: Kunming
    short_title: Kunming
    slug: kunming
    kind: city-plan
    period_start: 2018-07-01
    status: published
- model: summaries.summaryside
  fields: {summary: [kunming], column: 1, population: 6670000, area_km2: 21473}
- model: summaries.pilotcitation
  fields: {summary: [kunming], position: "1", pilot: [one]}
- model: summaries.pilotcitation
  fields: {summary: [kunming], position: "2", pilot: [same]}
- model: summaries.activitycitation
  fields: {summary: [kunming], position: "1", activity: [meeting]}
"""
# an outcome's place among those of its activity has a default, but a natural key must be written
RECORDS = RECORDS.replace("kind: memorandum", "position: 1, kind: memorandum")


@pytest.fixture
def folder(tmp_path: Path, settings) -> Path:
    """A folder of small fixtures in place of the portal's own."""
    settings.FIXTURE_DIRS = [tmp_path]
    for name, text in (("1-places", PLACES), ("2-records", RECORDS), ("3-document", DOCUMENT)):
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def change(folder: Path, old: str, new: str) -> None:
    """Change the fixtures: `old`, which stands in one file once, becomes `new`."""
    (path,) = [p for p in folder.glob("*.yaml") if old in p.read_text(encoding="utf-8")]
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def told(*options: str) -> str:
    """What `manage.py seed` says."""
    out = io.StringIO()
    call_command("seed", *options, stdout=out)
    return out.getvalue()


def untouched(report: Report) -> bool:
    """Whether the run left everything as it was and had nothing to remark."""
    return not (
        report.created
        or report.updated
        or report.adopted
        or report.edited
        or report.deleted
        or report.orphaned
    )


def everything() -> list[tuple]:
    """All records that the small fixtures make, with all their values."""
    models = (Country, City, Theme, Organisation, PilotProject, Activity, Outcome, Summary)
    links = (ActivityCity, ActivityCitation, PilotCitation)
    return [
        row for model in (*models, *links) for row in model.objects.order_by("pk").values_list()
    ]


def outcome_cities() -> set[str]:
    """The cities that the one outcome names."""
    return set(City.objects.filter(outcomes__isnull=False).values_list("slug", flat=True))


def test_it_creates_every_record_and_says_how_many(folder: Path) -> None:
    report = seed()
    assert report.created.total() == 15
    assert report.created["cities"] == 2
    meeting = Activity.objects.get(slug="meeting")
    assert [pilot.slug for pilot in meeting.pilots.all()] == ["one"]
    assert outcome_cities() == {"kunming", "haikou"}


def test_the_command_says_what_it_did(folder: Path) -> None:
    assert re.search(r"^Created: 15 \(1 countries, 2 cities", told(), re.MULTILINE)
    assert re.search(r"^Unchanged: 15 \(", told(), re.MULTILINE)


def test_a_second_run_changes_nothing(folder: Path) -> None:
    seed()
    before, ledger = everything(), list(SeedEntry.objects.values_list("pk", "loaded_at"))
    report = seed()
    assert untouched(report)
    assert report.unchanged.total() == 15
    assert everything() == before
    assert list(SeedEntry.objects.values_list("pk", "loaded_at")) == ledger


def test_the_portals_own_fixtures_load_twice() -> None:
    first = seed()
    assert first.created.total() > 500
    assert first.created.total() == SeedEntry.objects.count()
    second = seed()
    assert untouched(second)
    assert second.unchanged == first.created


def test_an_edited_record_stays_as_edited_and_is_told(folder: Path) -> None:
    seed()
    City.objects.filter(slug="haikou").update(province="Hainan", name="Haikou City")
    change(folder, "name: Haikou", "name: HAIKOU")
    report = seed()
    # the fixture says nothing of the province, but it does of the name
    assert report.edited == ["1-places.yaml: city “haikou”"]
    assert City.objects.get(slug="haikou").name == "Haikou City"
    assert "Edited since, left as they are: 1\n  1-places.yaml: city “haikou”" in told()


def test_a_field_that_the_fixtures_do_not_give_is_the_editors(folder: Path) -> None:
    seed()
    City.objects.filter(slug="haikou").update(province="Hainan")
    change(folder, "name: Haikou", "name: HAIKOU")
    assert seed().updated == {"cities": 1}
    haikou = City.objects.get(slug="haikou")
    assert (haikou.name, haikou.province) == ("HAIKOU", "Hainan")


def test_an_editors_many_to_many_choice_stays(folder: Path) -> None:
    seed()
    Activity.objects.get(slug="meeting").pilots.add(PilotProject.objects.get(slug="same"))
    change(folder, "title: A meeting", "title: The meeting")
    assert seed().edited == ["2-records.yaml: activity “meeting”"]
    meeting = Activity.objects.get(slug="meeting")
    assert meeting.title == "A meeting"
    assert meeting.pilots.count() == 2


def test_an_unpublished_record_stays_a_draft(folder: Path) -> None:
    seed()
    PilotProject.objects.filter(slug="one").update(status="draft")
    assert seed().edited == ["2-records.yaml: pilot project “one”"]
    assert PilotProject.objects.get(slug="one").status == "draft"


def test_a_renamed_record_keeps_its_name_and_its_links(folder: Path) -> None:
    seed()
    City.objects.filter(slug="kunming").update(slug="kunming-city")
    report = seed()
    assert report.edited == ["1-places.yaml: city “kunming”"]
    assert report.unchanged.total() == 14
    assert set(City.objects.values_list("slug", flat=True)) == {"kunming-city", "haikou"}


def test_what_is_new_in_the_fixtures_finds_a_renamed_record(folder: Path) -> None:
    seed()
    City.objects.filter(slug="kunming").update(slug="kunming-city")
    change(folder, "slug: park, kind: park,", "slug: park, kind: company,")
    with (folder / "2-records.yaml").open("a", encoding="utf-8") as file:
        file.write("- model: pilots.pilotcity\n  fields: {pilot: [one], city: [kunming]}\n")
    assert seed().created == {"cities of pilots": 1}
    assert PilotProject.objects.get(slug="one").cities.get().slug == "kunming-city"


def test_a_deleted_record_stays_deleted_and_is_told_with_what_went_with_it(folder: Path) -> None:
    seed()
    Activity.objects.get(slug="meeting").delete()
    report = seed()
    assert report.deleted == ["2-records.yaml: activity “meeting”"]
    assert len(report.orphaned) == 3  # its city, its outcome, its citation
    assert not report.created
    assert not Activity.objects.exists()
    said = told()
    assert "Deleted or merged since, left so: 1\n  2-records.yaml: activity “meeting”" in said
    assert "Left out, for what they belong to is gone: 3" in said


def test_a_merged_record_stays_merged(folder: Path) -> None:
    seed()
    one, same = PilotProject.objects.get(slug="one"), PilotProject.objects.get(slug="same")
    PilotCitation.objects.filter(pilot=same).update(pilot=one)
    same.delete()
    before = everything()
    report = seed()
    assert everything() == before
    assert report.deleted == ["2-records.yaml: pilot project “same”"]
    assert not report.created
    assert one.citations.count() == 2
    assert not PilotProject.objects.filter(slug="same").exists()


def test_a_deleted_link_stays_deleted(folder: Path) -> None:
    seed()
    ActivityCity.objects.all().delete()
    assert seed().deleted == ["2-records.yaml: city of an activity “meeting, kunming”"]
    assert not ActivityCity.objects.exists()


def test_a_changed_fixture_brings_up_what_nobody_touched(folder: Path) -> None:
    seed()
    City.objects.filter(slug="haikou").update(name="Edited")
    change(folder, "name: Kunming, slug", "name: Kūnmíng, slug")
    change(folder, "start: 2019-04-01", "start: 2019-05-01")
    change(folder, "cities: [[kunming], [haikou]]", "cities: [[haikou]]")
    report = seed()
    assert report.updated == {"cities": 1, "activities": 1, "outcomes": 1}
    assert City.objects.get(slug="kunming").name == "Kūnmíng"
    assert str(Activity.objects.get().start) == "2019-05-01"
    assert outcome_cities() == {"haikou"}
    assert City.objects.get(slug="haikou").name == "Edited"
    again = seed()
    assert not again.updated
    assert again.edited == report.edited


def test_a_record_taken_out_of_the_fixtures_stays(folder: Path) -> None:
    seed()
    change(
        folder, "- model: cities.theme\n  fields: {name: Green, slug: green, colour: teal}\n", ""
    )
    assert untouched(seed())
    assert Theme.objects.filter(slug="green").exists()


def test_rows_that_loaddata_brought_are_taken_over_as_they_are(folder: Path) -> None:
    for path in sorted(folder.glob("*.yaml")):
        call_command("loaddata", str(path), verbosity=0)
    before = everything()
    report = seed()
    assert everything() == before
    assert len(report.adopted) == 15
    assert not report.created
    assert "Already there, taken over as they are" not in told()
    assert seed().unchanged.total() == 15


def test_a_row_taken_over_with_other_values_counts_as_edited(folder: Path) -> None:
    Country.objects.create(code="CN", name="People’s Republic of China", region="asia")
    assert seed().adopted == ["1-places.yaml: country “CN”"]
    assert seed().edited == ["1-places.yaml: country “CN”"]
    assert Country.objects.get().name == "People’s Republic of China"


def test_loaddata_after_seeding_leaves_the_ledger_right(folder: Path) -> None:
    seed()
    before = everything()
    for path in sorted(folder.glob("*.yaml")):
        call_command("loaddata", str(path), verbosity=0)
    assert everything() == before
    assert untouched(seed())


BROKEN: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "no YAML": ("- model: cities.theme", "- model: [cities.theme", ("1-places.yaml",)),
    "an unknown model": ("cities.theme", "cities.topic", ("1-places.yaml", "topic")),
    "an unknown app": ("cities.theme", "town.theme", ("1-places.yaml", "town")),
    "an unknown field": ("colour: teal", "color: teal", ("1-places.yaml", "green", "color")),
    "no natural key": ("slug: green, ", "", ("1-places.yaml", "slug")),
    "a broken rule": ("start: 2019-04-01", "start: 2019-04-15", ("2-records.yaml", "meeting")),
    "no date": ("start: 2019-04-01", "start: spring", ("2-records.yaml", "meeting", "start")),
    "no number": ("column: 1", "column: first", ("3-document.yaml", "column")),
    "an unknown reference": ("kind: park, city: [kunming]", "kind: park, city: [rome]", ("rome",)),
    "a reference that is no list": ("country: [CN]}", "country: CN}", ("1-places.yaml", "haikou")),
    "no fields": ("- model: cities.theme\n", "- model: cities.theme\n- {", ("1-places.yaml",)),
    "a value too long": ("name: Green", "name: " + "G" * 300, ("1-places.yaml", "green")),
    "null where a value must be": ("name: Green", "name: null", ("1-places.yaml", "green")),
    "records that are no list": ("- model: cities.country\n  fields:", "a:", ("1-places.yaml",)),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_fixture_is_told_by_file_and_record_and_nothing_is_loaded(
    folder: Path, what: str
) -> None:
    old, new, named = BROKEN[what]
    path = next(p for p in sorted(folder.glob("*.yaml")) if old in p.read_text(encoding="utf-8"))
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CommandError) as raised:
        told()
    for word in named:
        assert word in str(raised.value)
    assert "Nothing was loaded" in str(raised.value)
    assert everything() == []
    assert not SeedEntry.objects.exists()


def test_a_broken_fixture_leaves_what_was_loaded_before(folder: Path) -> None:
    seed()
    before = everything()
    change(folder, "name: Kunming, slug", "name: Kūnmíng, slug")
    change(folder, "start: 2019-04-01", "start: spring")
    with pytest.raises(CommandError):
        told()
    assert everything() == before
    assert SeedEntry.objects.count() == 15


@pytest.mark.parametrize(
    ("prepare", "loaded"), [(lambda: None, 1), (lambda: summary(), 0)], ids=["empty", "not empty"]
)
def test_if_empty_loads_into_an_empty_database_only(
    folder: Path, prepare: Callable[[], object], loaded: int
) -> None:
    prepare()
    said = told("--if-empty")
    assert Theme.objects.count() == loaded
    assert ("nothing loaded" in said) == (not loaded)


def summary() -> Summary:
    """A summary that somebody wrote."""
    return Summary.objects.create(title="Mine", slug="mine", kind="city-plan")
