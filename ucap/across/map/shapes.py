"""Circles for cities and lines for pairs: their places and sizes on the picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from ucap.across.map.network import Pair, Place
from ucap.across.map.panels import Panel

LARGEST_OF_ONE = 4.0
"""The radius that the circle of a single pilot does not exceed, in units of the picture."""
SMALLEST = 2.5
"""The radius that no circle of a city with pilots falls below."""
HOLLOW = 3.5
"""The radius of a partner's circle that has no pilot."""
BOW = 0.16
"""How far an arc's control point stands off the straight line, as a part of its length."""
THINNEST, THICKEST, THICKER = 1.2, 7.0, 0.7
"""Widths of arcs: the least, the most, and the most for one more pilot."""


@dataclass(frozen=True)
class Spot:
    """A city's circle."""

    place: Place
    x: float
    y: float
    radius: float


@dataclass(frozen=True)
class Arc:
    """A pair's line, from the edge of one circle to that of the other, and how wide it is."""

    pair: Pair
    path: str
    width: float
    control: tuple[float, float]


def spots_of(panels: Sequence[Panel], largest: float) -> dict[str, Spot]:
    """The circles, panel by panel, large ones before small ones, which they must not cover.

    Their areas grow with the numbers, but for the smallest, which would be lost.
    """
    most = max((place.pilots for panel in panels for place in panel.places), default=0)
    of_one = min(LARGEST_OF_ONE, largest / sqrt(max(most, 1)))
    spots = {}
    for panel in panels:
        for place in panel.places:
            x, y = panel.at(place)
            radius = max(of_one * sqrt(place.pilots), SMALLEST) if place.pilots else HOLLOW
            spots[place.slug] = Spot(place, round(x, 1), round(y, 1), round(radius, 1))
    return spots


def arcs_of(pairs: Sequence[Pair], spots: Mapping[str, Spot]) -> list[Arc]:
    """The lines, weak ones first, so that strong ones lie above."""
    most = max((pair.pilots for pair in pairs), default=1)
    thicker = min(THICKER, (THICKEST - THINNEST) / max(most - 1, 1))
    return [
        _arc(
            pair,
            spots[pair.one.slug],
            spots[pair.other.slug],
            round(THINNEST + thicker * (pair.pilots - 1), 2),
        )
        for pair in reversed(pairs)
    ]


def _arc(pair: Pair, one: Spot, other: Spot, width: float) -> Arc:
    """A line that bows upwards, or to the right where it rather stands upright."""
    across, down = other.x - one.x, other.y - one.y
    side = -1 if (across if abs(across) >= abs(down) else down) > 0 else 1
    x = round((one.x + other.x) / 2 - side * down * BOW, 1)
    y = round((one.y + other.y) / 2 + side * across * BOW, 1)
    (x1, y1), (x2, y2) = _edge(one, x, y), _edge(other, x, y)
    return Arc(pair, f"M{x1} {y1}Q{x} {y} {x2} {y2}", width, (x, y))


def _edge(spot: Spot, x: float, y: float) -> tuple[float, float]:
    """Where a line from the spot towards a point leaves its circle."""
    right, down = towards(spot, x, y)
    return round(spot.x + right * spot.radius, 1), round(spot.y + down * spot.radius, 1)


def towards(spot: Spot, x: float, y: float) -> tuple[float, float]:
    """The direction from the spot to a point, as a vector of length 1 (0 where they coincide)."""
    length = hypot(x - spot.x, y - spot.y)
    return ((x - spot.x) / length, (y - spot.y) / length) if length else (0.0, 0.0)
