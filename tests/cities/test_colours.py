"""The style sheet gives each goal its official colour and a number that can be read on it."""

import re

import pytest
import yaml

from cities.models.vocabularies import ThemeColour
from tests.data.transcript import ROOT

SHEET = "".join(
    (ROOT / "static" / "css" / name).read_text(encoding="utf-8")
    for name in ("palette.css", "dark.css", "chips.css")
)
GOALS = {
    goal["fields"]["number"]: goal["fields"]["colour"]
    for goal in yaml.safe_load((ROOT / "fixtures" / "05-sdgs.yaml").read_text(encoding="utf-8"))
}


def luminance(colour: str) -> float:
    """The relative luminance of `#rrggbb` or `#rgb`, as WCAG 2.2 defines it."""
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("number", "colour"), GOALS.items())
def test_a_goal_has_its_official_colour_and_a_legible_number(number: int, colour: str) -> None:
    (rule,) = re.findall(rf"\.sdg-{number} {{ background: (#\w+); color: (#\w+); }}", SHEET)
    background, ink = rule
    assert background.upper() == colour
    assert contrast(background, ink) >= 4.5


@pytest.mark.parametrize("colour", ThemeColour.values)
def test_a_theme_colour_is_legible_light_and_dark(colour: str) -> None:
    grounds = re.findall(rf"--chip-{colour}: (#\w+);", SHEET)
    inks = re.findall(r"--chip-ink: (#\w+);", SHEET)
    assert len(grounds) == len(inks) == 2
    for ground, ink in zip(grounds, inks, strict=True):
        assert contrast(ground, ink) >= 4.5


def test_there_are_seventeen_goals() -> None:
    assert sorted(GOALS) == list(range(1, 18))
