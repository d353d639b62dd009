"""The strong colours of themes stay apart for every reader, in both schemes."""

import itertools
import math
import re

import pytest

from cities.models.vocabularies import ThemeColour
from tests.cities.test_colours import contrast
from tests.data.transcript import ROOT

# How colours reach eyes without one kind of cone: linear RGB to linear RGB, at full severity.
# Machado, Oliveira and Fernandes, “A physiologically-based model for simulation of color vision
# deficiency”, IEEE TVCG 15 (2009), table of matrices.
EYES = {
    "all cones": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
APART = 20
"""The least distance in CIELAB (ΔE 1976) between two marks; about 2 is just noticeable."""

Triple = tuple[float, float, float]


def linear(colour: str) -> Triple:
    """`#rrggbb` as linear RGB."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def seen(colour: str, eyes: str) -> Triple:
    """The colour as those eyes see it, in linear RGB."""
    rgb = linear(colour)
    a, b, c = (
        min(1, max(0, sum(x * y for x, y in zip(row, rgb, strict=True)))) for row in EYES[eyes]
    )
    return a, b, c


def lab(rgb: Triple) -> Triple:
    """Linear sRGB as CIELAB under D65."""
    red, green, blue = rgb
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def marks(sheet: str) -> tuple[dict[str, str], str]:
    """The marks of a style sheet by name, and the paper that they stand on."""
    text = (ROOT / "static" / "css" / sheet).read_text(encoding="utf-8")
    (paper,) = re.findall(r"--paper: (#\w{6});", text)
    return dict(re.findall(r"--mark-(\w+): (#\w{6});", text)), paper


@pytest.mark.parametrize("sheet", ["palette.css", "dark.css"])
def test_every_theme_colour_has_a_mark_that_stands_out_from_the_paper(sheet: str) -> None:
    colours, paper = marks(sheet)
    assert set(colours) == set(ThemeColour.values)
    assert {n for n, colour in colours.items() if contrast(colour, paper) < 3} == set()


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("sheet", ["palette.css", "dark.css"])
def test_no_two_marks_look_alike_to_any_eyes(sheet: str, eyes: str) -> None:
    colours, _paper = marks(sheet)
    near = {
        (one, other)
        for one, other in itertools.combinations(colours, 2)
        if math.dist(lab(seen(colours[one], eyes)), lab(seen(colours[other], eyes))) < APART
    }
    assert near == set()
