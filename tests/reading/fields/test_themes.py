"""Themes with their labels and texts, and what focus and challenges tell of each."""

from tests.reading.building import cell, document, table
from ucap.reading.fields import understand

OTHERS = [["City:", "Oslo", "Suzhou, Wuxi"], ["Country:", "Norway", "China"]]


def themes(*texts: str):
    """(label, description) of each theme of a cell."""
    found = understand(document(table(*OTHERS, ["Cooperation Themes:", cell(*texts)]))).themes
    return [(theme.label.text, theme.description.text) for theme in found]


def test_a_label_alone_is_a_theme():
    assert themes("Culture, Tourism and Education") == [("Culture, Tourism and Education", "")]


def test_each_line_or_point_is_a_theme():
    wanted = [("Culture and Tourism", ""), ("Smart City", ""), ("Clean harbours", "")]
    assert themes("Culture and Tourism\nSmart City\nClean harbours") == wanted
    assert themes("- Culture and Tourism", "- Smart City", "- Clean harbours") == wanted
    assert themes("Culture and Tourism; Smart City; Clean harbours") == wanted


def test_a_label_is_followed_by_its_text():
    assert themes("**Smart City:** sensors for all", "Harbours: no smoke") == [
        ("Smart City", "sensors for all"),
        ("Harbours", "no smoke"),
    ]


def test_a_text_may_stand_in_brackets_behind_its_label():
    assert themes(
        "- Sea and Coast (kelp, tides)", "- Harbours", "- Old Towns (walls and wells)"
    ) == [
        ("Sea and Coast", "kelp, tides"),
        ("Harbours", ""),
        ("Old Towns", "walls and wells"),
    ]
    assert themes("Smart City: lamps (all of them)") == [("Smart City", "lamps (all of them)")]
    assert themes("Circular Economy (cluster)") == [("Circular Economy (cluster)", "")]
    assert themes("Smart City (Digital Transition)") == [("Smart City (Digital Transition)", "")]


def test_a_bold_label_stands_above_its_text():
    assert themes("**Smart City**", "Sensors for all; and more.", "**Harbours**", "No smoke.") == [
        ("Smart City", "Sensors for all; and more."),
        ("Harbours", "No smoke."),
    ]


def test_a_text_may_run_on_into_the_next_label():
    assert themes(
        "Health Care, Biotechnology: open markets in Wuxi Culture, Tourism and Education: more"
        " links Smart City & Digital Transition: tests in Oslo Culture, Tourism and Education: fun"
        " Fjord and islands: ferries Technology innovation: pumps"
    ) == [
        ("Health Care, Biotechnology", "open markets in Wuxi"),
        ("Culture, Tourism and Education", "more links"),
        ("Smart City & Digital Transition", "tests in Oslo"),
        ("Culture, Tourism and Education", "fun"),
        ("Fjord and islands", "ferries"),
        ("Technology innovation", "pumps"),
    ]


def test_labels_in_one_line_are_parted_by_what_is_printed_elsewhere():
    understood = understand(
        document(
            table(
                ["Themes", "**Culture and Tourism Healthy City Digital Transition**"],
                ["Focus", cell("**Healthy City:** Sport.", "**Digital Transition** Cables.")],
            )
        )
    )
    assert [theme.label.text for theme in understood.themes] == [
        "Culture and Tourism",
        "Healthy City",
        "Digital Transition",
    ]


def test_focus_and_challenges_are_parted_by_themes():
    understood = understand(
        document(
            table(
                ["Themes", cell("- Culture, Tourism and Education", "- Smart City")],
                [
                    "Key focus",
                    cell("**Tourism and cultural cooperation:** Paths.", "**Smart City** Cables,"),
                ],
                ["", "and lamps."],
                ["Key challenges", cell("Smart City:", "→ Money", "→ Time")],
            )
        )
    )
    culture, smart = understood.themes
    assert culture.focus.text == "Paths."
    assert smart.focus.text == "Cables, and lamps."
    assert smart.challenges.text == "Money\nTime"
    assert not understood.focus
    assert not understood.challenges
    assert understood.unused == ()


def test_a_colon_in_a_prose_text_is_no_label():
    understood = understand(
        document(table(["Themes", "Smart City"], ["Focus", "Three things matter: lamps, cables."]))
    )
    assert understood.focus.text == "Three things matter: lamps, cables."
    assert not understood.themes[0].focus
