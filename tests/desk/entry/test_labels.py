"""The printed labels of the five documents lead to what was transcribed by hand, slips and all."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from cities import reading_figures
from ucap.desk.entry import labels

FIXTURES = Path(__file__).parents[3] / "fixtures"


def fixture(pattern: str, model: str) -> Iterator[dict[str, Any]]:
    """The fields of all fixtures of a model."""
    for path in sorted(FIXTURES.glob(pattern)):
        for row in yaml.safe_load(path.read_text()):
            if row["model"] == model:
                yield row["fields"]


TOPICS = {n: row["name"] for n, row in enumerate(fixture("06*", "cities.urbanagendatopic"), 1)}
SLUGS = {n: row["slug"] for n, row in enumerate(fixture("06*", "cities.urbanagendatopic"), 1)}
TERMS = labels.Terms(
    {row["number"]: row["title"] for row in fixture("05*", "cities.sdg")},
    TOPICS,
)
GOALS = [(row["label_printed"], row["sdg"][0]) for row in fixture("1*", "summaries.summarysdg")]
NAMED = [(row["label_printed"], row["topic"][0]) for row in fixture("1*", "summaries.summarytopic")]


@pytest.mark.parametrize(("label", "goal"), GOALS)
def test_every_printed_label_of_a_goal_leads_to_it(label: str, goal: int) -> None:
    assert goal in labels.read(label, TERMS)[0].goals


@pytest.mark.parametrize(("label", "topic"), NAMED)
def test_every_printed_label_of_a_topic_leads_to_it(label: str, topic: str) -> None:
    assert [SLUGS[key] for key in labels.read(label, TERMS)[0].topics] == [topic]


@pytest.mark.parametrize(
    ("line", "parted"),
    [
        (
            "SDG11, EU UP Culture / Cultural Heritage",
            ["SDG11", "EU UP Culture / Cultural Heritage"],
        ),
        ("SDG 9&11, EU UP Urban Mobility", ["SDG 9&11", "EU UP Urban Mobility"]),
        (
            "EU UA Culture and Cultural Heritage, EU UA Digital Transition",
            ["EU UA Culture and Cultural Heritage", "EU UA Digital Transition"],
        ),
        (
            "EU Urban Agenda Topics: Culture/Cultural Heritage, Digital Transition",
            ["EU Urban Agenda Topics: Culture/Cultural Heritage", "Digital Transition"],
        ),
        ("Urban Agenda: Urban Mobility / Housing", ["Urban Agenda: Urban Mobility", "Housing"]),
        ("EU UA Culture / Cultural Heritage", ["EU UA Culture / Cultural Heritage"]),
        (
            "SDG 11, EU UA Housing/Air Quality, Digital Transition",
            ["SDG 11", "EU UA Housing", "Air Quality", "Digital Transition"],
        ),
        (
            "SGD 9, Industry, Innovation and Infrastructure",
            ["SGD 9, Industry, Innovation and Infrastructure"],
        ),
    ],
)
def test_a_line_is_parted_where_another_label_begins(line: str, parted: list[str]) -> None:
    said = labels.read(line, TERMS)
    assert [one.label for one in said] == parted
    assert not any(one.asked for one in said)


def test_two_goals_in_one_label_are_two_goals() -> None:
    assert labels.read("SDG 9&11", TERMS) == [labels.Meant("SDG 9&11", goals=(9, 11))]


@pytest.mark.parametrize("label", ["Urban Mobility / Ferries", "Ferries / Kites"])
def test_a_slash_parts_no_label_of_which_only_a_part_is_a_topic(label: str) -> None:
    assert [one.label for one in labels.read(label, TERMS)] == [label]


@pytest.mark.parametrize(
    ("label", "first"),
    [
        ("Digitalisation", None),
        ("Digital things", "Digital Transition"),
        ("SDG 9: Quality Education", "SDG 9"),
        ("Goal 99", None),
        ("SDG", None),
    ],
)
def test_a_label_that_is_not_plain_is_asked_about(label: str, first: str | None) -> None:
    (said,) = labels.read(label, TERMS)
    assert said.asked
    assert not said.goals
    assert not said.topics
    if first:
        assert first in said.possible


def test_an_answer_behind_the_label_decides() -> None:
    assert labels.read("SDG 9: Quality Education = SDG 4", TERMS) == [
        labels.Meant("SDG 9: Quality Education", goals=(4,))
    ]
    assert labels.read("Things = urban mobility", TERMS)[0].topics
    assert labels.read("Things = nothing known", TERMS)[0].asked


THEMES = {
    row["slug"]: [row["name"], *row["other_names"].splitlines()]
    for row in fixture("04*", "cities.theme")
}
PRINTED = [
    (row["label_printed"], row["theme"][0]) for row in fixture("1*", "summaries.summarytheme")
]


@pytest.mark.parametrize(("label", "theme"), PRINTED)
def test_every_printed_label_of_a_theme_leads_to_it(label: str, theme: str) -> None:
    numbered = dict(enumerate(THEMES.values()))
    meant, _near = labels.theme(label, numbered)
    assert meant is not None
    assert list(THEMES)[meant] == theme


def test_a_theme_that_is_not_plain_is_asked_about() -> None:
    numbered = dict(enumerate(THEMES.values()))
    assert labels.theme("Smart mobility in the city", numbered)[0] is None
    assert labels.theme("Fisheries", numbered) == (None, [])


SEA = {1: ["Sea and Coast", "Oceans"], 2: ["Coast and Old Towns"], 3: ["Old Roads"]}


@pytest.mark.parametrize(
    ("label", "meant"),
    [
        ("Sea", (1, [])),
        ("Towns & Coast", (2, [])),
        ("Coast", (None, [1, 2])),  # in the names of two: which is not plain
        ("Old", (None, [3, 2])),
        ("Oceans and Coast", (None, [1, 2])),  # of two names of one theme
        ("Sea roads", (None, [3, 1])),  # of names of two themes: which are only alike
        ("and", (None, [])),
        ("", (None, [])),
    ],
)
def test_a_part_of_a_name_means_the_only_theme_that_has_it(
    label: str, meant: tuple[int | None, list[int]]
) -> None:
    assert labels.theme(label, SEA) == meant


@pytest.mark.parametrize("side", list(fixture("1*", "summaries.summaryside")))
def test_every_printed_figure_is_read_as_it_was_by_hand(side: dict[str, Any]) -> None:
    assert reading_figures.population(side["population_printed"]) == side.get("population")
    assert reading_figures.area(side["size_printed"]) == side.get("area_km2")


@pytest.mark.parametrize(
    ("printed", "people"),
    [
        ("1.5 million", 1_500_000),
        ("236.000", 236_000),
        ("1,234,567 inhabitants", 1_234_567),
        ("12 thousand", 12_000),
        ("1.2 Mio", 1_200_000),
        ("5.34 Million", 5_340_000),
        ("840.000", 840_000),
        ("1 430 000", 1_430_000),
        ("12'300", 12_300),
        ("325'182 (a remark)", 325_182),
        ("10 million (2018)", 10_000_000),
        ("0.9 million (metro area)", 900_000),
        ("9,8 Mio (one city), 8,4 Mio (another)", None),
        ("15,6 mio; 3.2 mio; N/A", None),
        ("6.67", None),
        ("about 3 million", None),
        ("88 km²", None),
        ("", None),
    ],
)
def test_figures_are_read_or_left(printed: str, people: int | None) -> None:
    assert reading_figures.population(printed) == people


@pytest.mark.parametrize(
    ("printed", "size"),
    [
        ("1.287 sq km", Decimal(1287)),
        ("16,410 km2", Decimal(16410)),
        ("245,7 km² (land)", Decimal("245.7")),
        ("10,108", Decimal(10108)),
        ("11.760km²; 3 840 km²; N/A", None),
        ("N/A", None),
    ],
)
def test_sizes_are_read_or_left(printed: str, size: Decimal | None) -> None:
    assert reading_figures.area(printed) == size
