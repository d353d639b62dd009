"""A record is called by what its entry says first; the first word for a kind says its kind."""

import pytest

from pilots.models import ActivityKind, PilotKind
from ucap.reading.records import titles


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Mission of Alba to Enshi. Signing of MoUs.", "Mission of Alba to Enshi"),
        ("Second meeting – Visit of Enshi to Alba incl. visits to labs", "Visit of Enshi to Alba"),
        (
            "Co-establishing Sino-European Tide Center in Dalian, which studies tides",
            "Sino-European Tide Center in Dalian",
        ),
        (
            "Organization and execution of a joint Tide Forum between A and B",
            "Tide Forum between A and B",
        ),
        (
            "Joint Institute: Proposal for the establishment of an Institute of Kelp",
            "Institute of Kelp",
        ),
        ("Tide Research Platform: development of a joint platform", "Tide Research Platform"),
        ("attended the Tide event in Brest.", "Tide event in Brest"),
        ("Alba - Dalian virtual exchange", "Alba - Dalian virtual exchange"),
        ("Health events e.g. forum, workshop", "Health events"),
        ("", ""),
    ],
)
def test_a_title_is_the_first_statement(text: str, title: str) -> None:
    assert titles.title(text) == title


def test_a_long_title_ends_with_a_word_that_may_end_it() -> None:
    said = f"Exchange of {'very ' * 16}old boats between the harbours of both cities"
    title = titles.title(said)
    assert len(said) > titles.LONGEST >= len(title)
    assert title.endswith("very old boats")


def test_parts_that_begin_alike_differ_in_their_titles() -> None:
    common = "Mutual programs for the exchange and internship of students, professors and staff "
    title = titles.title(f"{common}from University of Brest and Universities from Enshi.", common)
    assert title == (
        "Mutual programs for the exchange and internship: "
        "University of Brest and Universities from Enshi"
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Third meeting - Mission of Alba to Enshi", ActivityKind.MISSION),
        ("Tide Forum in Brest", ActivityKind.EVENT),
        ("Alba-Enshi virtual exchange", ActivityKind.EXCHANGE),
        ("Alba applies to the seed fund. It is awarded gold.", ActivityKind.FUNDING_AWARD),
        ("Alba delivers its plan", ActivityKind.DELIVERY),
        ("Visit of Alba, paid by a grant", ActivityKind.MISSION),
        ("Something else", ActivityKind.MEETING),
    ],
)
def test_the_kind_of_an_activity(text: str, kind: str) -> None:
    assert titles.activity_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Exchange and internship of students", PilotKind.EDUCATION),
        ("Summer school on tides", PilotKind.EDUCATION),
        ("Institute of Kelp Science", PilotKind.INSTITUTE),
        ("Carnival in Dalian", PilotKind.EVENT),
        ("Research platform", PilotKind.PLATFORM),
        ("Open a representative office", PilotKind.OFFICE),
        ("Tide Park in Enshi", PilotKind.PARK),
        ("Sensors in the harbour", PilotKind.TECHNOLOGY),
        ("Good practice", PilotKind.OTHER),
    ],
)
def test_the_kind_of_a_pilot(text: str, kind: str) -> None:
    assert titles.pilot_kind(text) == kind
