"""Dates agree with what the documents tell, and where they do not there is a note."""

import re
from datetime import date

from tests.data.transcript import Entry, by_slug, entries

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
DAY = date(2019, 11, 20)


def months_told(text: str) -> list[date]:
    """The months of a printed date: “July, September and November 2020” has three of them."""
    years = re.findall(r"\b20\d\d\b", text)
    names = re.findall("|".join(MONTHS), text)
    return [date(int(years[-1]), MONTHS.index(name) + 1, 1) for name in names if years]


def noted(kind: str, citation: Entry, about: str) -> bool:
    """Whether a note about this citation has `about` in what it finds odd."""
    place = [citation["summary"][0], citation["position"], citation[kind][0]]
    return any(
        note.get(f"{kind}_citation") == place and about in note["oddity"]
        for note in entries("summaries.editorialnote")
    )


def outside(summary: Entry, day: date) -> bool:
    return not summary["period_start"] <= day.replace(day=1) <= summary["period_end"]


def test_a_date_outside_the_period_of_its_summary_has_a_note():
    summaries = by_slug("summaries.summary")
    for kind, model in (("activity", "pilots.activity"), ("pilot", "pilots.pilotproject")):
        records = by_slug(model)
        for citation in entries(f"summaries.{kind}citation"):
            record, summary = records[citation[kind][0]], summaries[citation["summary"][0]]
            days = [record[name] for name in ("start", "end") if record.get(name)]
            days += months_told(citation.get("dates_told"))
            days += [date(int(y), 1, 1) for y in re.findall(r"^\d{4}$", citation.get("dates_told"))]
            if any(outside(summary, day) for day in days):
                assert noted(kind, citation, "period"), citation


def test_a_document_that_tells_another_month_has_a_note():
    activities = by_slug("pilots.activity")
    for citation in entries("summaries.activitycitation"):
        told = months_told(citation.get("dates_told"))
        start = activities[citation["activity"][0]]["start"]
        if told and told != [start.replace(day=1)]:
            assert noted("activity", citation, citation["dates_told"]), citation


def test_only_the_meetings_of_20_november_2019_are_dated_to_the_day():
    found = [
        (entry["slug"], entry["start"])
        for model in ("pilots.activity", "pilots.pilotproject")
        for entry in entries(model)
        if entry.get("precision") == "day"
    ]
    assert found == [("iuc-asia-meetings-brussels", DAY)]
    assert f"{DAY:%A}" == "Wednesday"  # as printed


def test_the_printed_period_is_the_stored_one():
    for summary in entries("summaries.summary"):
        names = re.findall(rf"({'|'.join(MONTHS)}) (\d{{4}})", summary["period_printed"])
        stored = [date(int(year), MONTHS.index(month) + 1, 1) for month, year in names]
        assert stored == [summary["period_start"], summary["period_end"]], summary
