"""What looks like a slip is noted, and what is in order is not."""

import pytest

from tests.reading.records.world import KNOWN, document, entry, side
from ucap.reading.records import propose
from ucap.reading.understood import Side, Understood
from ucap.summaries.models import Part


def noted(understood: Understood, part: str) -> list[tuple[str, str]]:
    return [
        (note.position, note.oddity)
        for note in propose(understood, KNOWN).notes
        if note.part == part
    ]


def sided(one: Side) -> Understood:
    return document(sides=(one, side("Dalian, Enshi", "China")))


def test_a_document_in_order_has_no_notes() -> None:
    draft = propose(
        document(
            sides=(
                side("Alba", "Italy", population="31 000", size="54 km²"),
                side("Dalian", "China"),
            ),
            terms=("SDG 14: Life Below Water", "Urban Mobility"),
            themes=("Sea & Coast",),
            activities=(
                entry("1", "Kick-off meeting of Alba in Dalian", "April 2018"),
                entry("2", "Alba shows its wells to Dalian", "May 2018"),
            ),
            results=(entry("1", "Tide sensors in Alba"),),
            contact="Office, mail@alba.example",
        ),
        KNOWN,
    )
    assert draft.notes == ()


@pytest.mark.parametrize(
    ("one", "part", "oddity"),
    [
        (side("Alba, Brest Cádiz"), Part.CITIES, "A comma is missing between Brest and Cádiz."),
        (
            side("Alba, Brest,"),
            Part.CITIES,
            "The list ends in a comma, “Alba, Brest,”, as if a city were missing.",
        ),
        (
            side("Alba, Brest", province="Italy, France"),
            Part.PROVINCE,
            "Countries stand under “Province”: Italy and France.",
        ),
        (
            side("Alba, Brest, Cádiz", province="Piemonte, Bretagne"),
            Part.PROVINCE,
            "The side has three cities, but only two provinces.",
        ),
        (
            side("Alba, Brest", "Italy, Germany, France"),
            Part.COUNTRY,
            "Germany is listed, but no city of this side is in it.",
        ),
        (
            side("Alba, Brest", "Italy"),
            Part.COUNTRY,
            "Brest is in France, which is not listed.",
        ),
        (
            side("Faro, Aveiro", "Portugal, Italy, Malta"),
            Part.COUNTRY,
            "There are three countries beside two cities.",
        ),
        (
            side("Brest", population="0,14 Mio"),
            Part.POPULATION,
            "“0,14 Mio” has a decimal comma.",
        ),
        (
            side("Alba", population="45 000"),
            Part.POPULATION,
            "“45 000” is unlike the population that is known of Alba, 31 000.",
        ),
        (
            side("Alba, Brest", population="31 000 (Alba)"),
            Part.POPULATION,
            "The side has two cities, but the figure is that of Alba only.",
        ),
        (
            side("Alba", size="1 054 km²"),
            Part.SIZE,
            "“1 054 km²” is unlike the area that is known of Alba, 54 km².",
        ),
        (
            side("Brest", size="1.054 sq km"),
            Part.SIZE,
            "The mark in “1.054 sq km” may be one for thousands or for a fraction.",
        ),
    ],
)
def test_slips_of_a_side(one: Side, part: str, oddity: str) -> None:
    assert noted(sided(one), part) == [("", oddity)]


def test_slips_of_labels() -> None:
    understood = document(
        terms=(
            "SGD 4, Quality Education",
            "SGD 9",
            "SDG 14 – Climate Action",
            "SDG 9, Housing",
        ),
        themes=("Oceans", "Old Towns", "Old Towns", "Fishing"),
    )
    assert noted(understood, Part.TERMS) == [
        ("", "“SGD 4” and “SGD 9” should be “SDG 4” and “SDG 9”."),
        (
            "",
            "“SDG 14 – Climate Action” has the number of SDG 14, but the title of SDG 13.",
        ),
        ("", "SDG 9 is named twice."),
    ]
    assert noted(understood, Part.THEMES) == [
        ("", "“Oceans” is not the name of a theme."),
        ("", "“Old Towns” is named twice."),
    ]


def test_slips_of_dates() -> None:
    understood = document(
        activities=(
            entry("1", "Brest writes a letter", "March 2018"),
            entry("2", "Brest writes again"),
            entry("2.1", "A letter without a stamp"),
            entry("3", "Brest goes home", "January 2020"),
            entry("4", "Brest packs", "May 2019"),
            entry("5", "Brest sleeps", "June"),
        )
    )
    assert noted(understood, Part.ACTIVITIES) == [
        ("1", "March 2018 is before the start of the period of cooperation."),
        ("2", "This entry has no date, while others have one."),
        ("3", "January 2020 is after the end of the period of cooperation."),
        ("4", "The entry stands after a later one."),
        ("5", "“June” leaves out the year."),
        ("5", "The entry stands after a later one."),
    ]


def test_entries_without_any_dates_are_not_noted() -> None:
    assert noted(document(activities=(entry("1", "Brest"),)), Part.ACTIVITIES) == []


def test_a_date_unlike_that_of_the_record() -> None:
    understood = document(
        sides=(side("Alba"), side("Enshi")),
        activities=(entry("1", "Alba-Enshi exchange on floods", "March 2020"),),
        period="March 2020",
    )
    assert noted(understood, Part.ACTIVITIES) == [
        ("1", "Dated March 2020 here, and April 2020 where it is told already.")
    ]


def test_cities_that_are_no_partners_and_headings_of_others() -> None:
    understood = document(
        activities=(entry("1", "Brest meets Alba in Cádiz", "May 2018"),),
        results=(
            entry("1", "Wells of Brest and Dalian", heading="Enshi:"),
            entry("2", "Wells", heading="Enshi:"),
        ),
    )
    assert noted(understood, Part.ACTIVITIES) == [
        ("1", "Alba and Cádiz are named here, but no partner of the plan.")
    ]
    assert noted(understood, Part.RESULTS) == [
        ("1", "The entry is about Brest and Dalian, but stands under “Enshi”.")
    ]


def test_an_entry_that_tells_of_two() -> None:
    understood = document(
        activities=(entry("1", "Tide Forum in Brest, roundtable on kelp in Enshi.", "May 2018"),)
    )
    assert noted(understood, Part.ACTIVITIES) == [
        ("1", "One entry tells of two events: Tide Forum in Brest; Roundtable on kelp in Enshi.")
    ]


def test_years_without_months_and_a_name_run_into_an_address() -> None:
    assert noted(document(period="2018–2020"), Part.PERIOD) == [
        ("", "“2018–2020” gives years and no months.")
    ]
    assert noted(document(period="May 2018 to May 2020"), Part.PERIOD) == []
    (note,) = [
        note
        for note in propose(document(contact="OFFICE_mail@brest.example"), KNOWN).notes
        if note.part == Part.CONTACT
    ]
    assert note.resolution == "Read as the address mail@brest.example."
