"""Names are found in texts under all their forms, and bodies that nobody knows yet are seen."""

import pytest

from tests.reading.records.world import (
    ALBA,
    BREST,
    CADIZ,
    DALIAN,
    FUND,
    KNOWN,
    LAB,
    PINE,
    UNION,
    UNIVERSITY,
)
from ucap.reading.records.draft import Name
from ucap.reading.records.known import Named
from ucap.reading.records.mentions import Lexicon
from ucap.reading.records.names import Directory

LEXICON = Lexicon(KNOWN, [Name("Åby")])


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("From Alba to BREST", [ALBA, BREST]),
        ("Alba Pompeia", [ALBA]),
        ("Cadiz and 大连", [CADIZ, DALIAN]),
        ("Alba-Dalian exchange", [ALBA, DALIAN]),
        ("the Brest’s harbour", [BREST]),
        ("Albany and Brestia", []),
        ("a Pine forest in Pine", [PINE, PINE]),
        ("pine wood", []),
    ],
)
def test_cities_are_found_as_whole_words(text: str, keys: list[int]) -> None:
    assert [key for found in LEXICON.cities(text) for key in found.keys] == keys


def test_a_new_city_of_the_sides_is_found_in_the_text() -> None:
    (found,) = LEXICON.cities("A visit to Aby")
    assert found.name == Name("Aby")


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("the University of Brest", [UNIVERSITY]),
        ("Brest University", [UNIVERSITY]),
        ("Sea Lab of Alba and Brest", [LAB]),
        ("Alba and Brest Sea Lab", [LAB]),
        ("paid by the seed fund", [FUND]),
        ("meeting with the African Union, and others", [UNION]),
        ("AU funding", [UNION]),
        ("AU companies and cities of the African Union", []),
    ],
)
def test_known_bodies_are_found(text: str, keys: list[int]) -> None:
    assert [found.keys[0] for found in LEXICON.bodies(text)] == keys


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Visit to Dalian Science Park", ["Dalian Science Park"]),
        ("between Enshi University and the Faro Institute", ["Enshi University", "Faro Institute"]),
        (
            "University of Architecture and Technology",
            ["University of Architecture and Technology"],
        ),
        ("with the Faro Chamber of Commerce", ["Faro Chamber of Commerce"]),
        ("organised by CCX Enshi and Tolka.", ["CCX Enshi", "Tolka"]),
        ("the company Blue Whale from Alba", ["Blue Whale"]),
        ("together with Energia Alba", ["Energia Alba"]),
        ("exchange between HVK and Enshi Medical University", ["HVK", "Enshi Medical University"]),
        ("Meeting of the Rossi Group in Alba", ["Rossi Group"]),
        ("between the Tide Bureau of Alba and Chinese Cities", ["Tide Bureau of Alba"]),
        ("a platform with Flinging Village, and help", ["Flinging Village"]),
        ("run by the TideLab of the University of Brest", ["TideLab of the University of Brest"]),
        ("Visiting Dalian Museum", ["Dalian Museum"]),
        ("nurses at the Hospices Civils de Brest", ["Hospices Civils de Brest"]),
        ("by doctors of the Ospedale San Carlo", ["Ospedale San Carlo"]),
        ("shown in the European Kelp Centre", ["European Kelp Centre"]),
        ("Visit of European Kelp Centre", ["Kelp Centre"]),
    ],
)
def test_new_bodies_are_proposed_by_what_they_are_called(text: str, names: list[str]) -> None:
    assert [found.printed for found in LEXICON.bodies(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Co-establishing Sino-European Seaweed Center in Dalian",
        "Support the establishment of an Alba-Dalian Health Park",
        "the Dalian Tide Forum",
        "with the European Union",
        "the Chinese Cities",
        "a focus on the ICT sector",
        "Joint Institute: to be founded",
        "in the Harbour New District",
        "Mission of Alba to Dalian",
        "Summer School on tides",
        "Dalian Representative Office in Brest",
    ],
)
def test_what_is_no_body_or_is_yet_to_be_founded_is_not_proposed(text: str) -> None:
    assert LEXICON.bodies(text) == []


def test_a_name_of_several_is_not_settled() -> None:
    directory = Directory([Named(1, "a", "Brest", country="FR"), Named(2, "b", "Brest")])
    (found,) = directory.within("in Brest")
    assert found.name == Name("Brest", 1, 0.5, (2,))
