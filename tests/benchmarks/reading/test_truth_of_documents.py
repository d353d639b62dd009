"""What is asked of the reading of a document, and what is left open."""

from typing import Any

from benchmarks.reading.truth import fixtures, invented
from benchmarks.reading.truth.rows import Rows
from benchmarks.reading.truth.stretches import stretches
from benchmarks.reading.truth.values import Thing, TrueEntry, TrueRecord, Truth

ROWS = Rows.of_fixtures()


def granada(**words: str) -> Truth:
    """The truth about one document, with these words in some of its entries, and none in others."""
    where = stretches()["granada"]
    cut = {part: dict.fromkeys(where[part], "") for part in ("activities", "results")}
    cut["activities"] |= {position.removeprefix("_"): text for position, text in words.items()}
    return fixtures.truth(ROWS, ROWS.one("summaries.summary", "granada"), cut)


def entry(truth: Truth, position: str) -> TrueEntry:
    return next(one for one in truth.activities if one.position == position)


def names(things: tuple[Thing, ...]) -> set[str]:
    return {thing.name for thing in things}


def test_of_a_record_those_are_asked_whom_the_entry_names() -> None:
    words = "Visit of the University of Granada to Kunming and the PTS, without Beijing."
    (record,) = entry(granada(_2=words), "2").records
    assert not record.cities  # Kunming is only implied, Granada stands in the name of a body
    assert names(record.organisations) == {
        "Health and Technology Science Park of Granada",
        "University of Granada",
    }
    assert {"Kunming", "Granada", "Rome", "OnGranada"} <= names(record.also)
    assert "Beijing" not in names(record.also)


def test_a_heading_names_cities_too() -> None:
    record = granada().results[7].records[0]
    assert (record.slug, names(record.cities)) == ("smart-city-knowledge-with-kunming", {"Kunming"})


def test_months_are_those_that_the_document_tells() -> None:
    truth = granada()
    assert entry(truth, "8").records[0].months == "2020-03"  # the record has April
    assert entry(truth, "1.2").records[0].months == "2018-07"  # as the point above it
    assert truth.results[0].records[0].months == "2020-07..2020-11"
    other = fixtures.truth(
        ROWS,
        ROWS.one("summaries.summary", "life-sciences-and-healthy-city"),
        {
            part: dict.fromkeys(where, "")
            for part, where in stretches()["life-sciences-and-healthy-city"].items()
            if part in ("activities", "results")
        },
    )
    assert entry(other, "6").records[2].months == "2019-11-20"


def test_what_another_document_tells_too_must_be_recognised() -> None:
    truth = granada()
    told = {r.slug: r.told_elsewhere for one in truth.activities for r in one.records}
    assert told["eu-cities-mission-to-china"] is True
    assert told["new-energy-meetings-chengdu"] is False


TOLD: dict[str, Any] = {
    "kind": "city-plan",
    "sides": [
        {
            "cities": [city],
            "cities_printed": city,
            "province_printed": None,
            "country_printed": "N/A",
            "population_printed": "N/A",
            "population": None,
            "size_printed": None,
            "area_km2": None,
        }
        for city in ("Kunming", "Pécs")
    ],
    "period": {"printed": "2018", "start": "2018-01", "end": "2018-12"},
    "themes": [{"label": "Water (cluster)", "theme": None, "description": ""}],
    "sdgs": [],
    "topics": [],
    "focus": "Water: it runs.",
    "challenges": "Cold: it freezes.",
    "objectives": None,
    "contact": {"printed": "Ask us", "email": "us@example.org"},
    "activities": [
        {
            "position": position,
            "dates_printed": "",
            "start": "2018-05-03",
            "end": None,
            "text": text,
            "cities": ["Kunming"],
            "organisations": ["Pecs Waterworks", "Yantai University"],
            "repeats": None,
        }
        for position, text in (("1", "Kunming at"), ("1", "Yantai University."), ("1.1", "Pipes"))
    ],
    "pilots": [],
}


def test_an_invented_truth_is_asked_as_the_fixtures_are() -> None:
    truth = invented.truth("pipes", TOLD, ROWS)
    (theme,) = truth.themes
    assert (theme.focus, truth.focus) == ("it runs.", "")
    assert (theme.challenges, truth.challenges) == ("", "Cold: it freezes.")
    first, below = truth.activities
    assert first.heading is None  # the truth tells the headings of pilots only
    assert first.text == "Kunming at Yantai University."
    assert [record.told_elsewhere for record in first.records] == [False, False]
    assert below.records[0].told_elsewhere is None
    assert below.records[0].months == "2018-05-03"


def test_a_city_may_be_implied_by_the_plan_or_by_the_name_of_a_body() -> None:
    def asked(record: TrueRecord) -> tuple[set[str], set[str]]:
        return names(record.cities), names(record.also)

    named, unnamed = invented.truth("pipes", TOLD, ROWS).activities[0].records
    assert asked(named) == ({"Kunming"}, {"Pécs"})
    assert asked(unnamed) == (set(), {"Kunming", "Pécs"})
