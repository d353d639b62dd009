"""Where on a picture a place of the world lies: windows on the world, and frames to show them in.

A window is flat: within it, a degree of longitude is everywhere as wide as at its middle latitude
(an equirectangular projection), which keeps shapes as far as one region goes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians

from cities.models.places import Region
from ucap.across.map.boxes import Box

LEAST_SPAN = 18
"""How many degrees of latitude a window shows at least, so that its coast can be recognised."""
LEAST_COSINE = 0.2
"""Near the poles, where degrees of longitude shrink to nothing, they are not drawn wider."""


@dataclass(frozen=True)
class Window:
    """A part of the world, in degrees; what lies beyond the date line counts on beyond 180."""

    west: float
    south: float
    east: float
    north: float

    @property
    def width(self) -> float:
        """Degrees of longitude."""
        return self.east - self.west

    @property
    def height(self) -> float:
        """Degrees of latitude."""
        return self.north - self.south

    @property
    def view_box(self) -> str:
        """What SVG shows of a file of coast lines: x the longitude, y the latitude downwards."""
        return f"{self.west:.2f} {-self.north:.2f} {self.width:.2f} {self.height:.2f}"

    def holds(self, other: "Window") -> bool:
        """Whether all of `other` lies within."""
        return (
            self.west <= other.west
            and self.south <= other.south
            and other.east <= self.east
            and other.north <= self.north
        )


WORLD = Window(-180, -60, 180, 84)
LEAST_OF_WORLD = 150
"""How many degrees of longitude a part of the world shows at least, to be seen as the world's."""
OFF_EDGES = 15
"""How many degrees all places of a part of the world stand off its edges, if it goes so far."""
UPRIGHT = 0.66
"""How high a part of the world is at least, for its width."""
COASTS: dict[str, Window] = {
    Region.EUROPE: Window(-32, 27, 60, 73),
    Region.ASIA: Window(25, -12, 192, 78),
    Region.AFRICA: Window(-30, -40, 65, 42),
    Region.AMERICAS: Window(-172, -58, -28, 74),
    Region.OCEANIA: Window(108, -52, 250, 30),
}
"""What the file of each region's coast lines covers; `bin/draw-coast` draws them."""


@dataclass(frozen=True)
class Coast:
    """A file of coast lines, and how many degrees to the east it is to be shown."""

    file: str
    shift: int = 0


def unrolled(longitude: float, region: str) -> float:
    """The longitude counted on without a break in `region`: Samoa lies at 188° in Oceania."""
    start = (COASTS[region].west + COASTS[region].east) / 2 - 180
    return start + (longitude - start) % 360


def coasts(region: str, window: Window) -> list[Coast]:
    """The files that show the coast in `window`.

    The region's own, or the coarser one of the whole world, as often as it
    takes, where the window reaches beyond it.
    """
    if COASTS[region].holds(window):
        return [Coast(f"map/{region}.svg")]
    return [
        Coast("map/world.svg", shift)
        for shift in (-360, 0, 360)
        if window.west < WORLD.east + shift and WORLD.west + shift < window.east
    ]


def fitted(points: Sequence[tuple[float, float]], frame: Box, margin: float) -> Window:
    """The window for `frame` in which all points (longitude, latitude) stand off its edges.

    The largest scale that leaves `margin` units around them and shows no less
    than `LEAST_SPAN`. There must be a point.
    """
    longitudes, latitudes = zip(*points, strict=True)
    west, east = min(longitudes), max(longitudes)
    south, north = min(latitudes), max(latitudes)
    middle = (south + north) / 2
    shrink = max(cos(radians(middle)), LEAST_COSINE)
    scale = min(
        (frame.width - 2 * margin) / max((east - west) * shrink, 1e-6),
        (frame.height - 2 * margin) / max(north - south, 1e-6),
        frame.height / LEAST_SPAN,
    )
    across, up = frame.width / scale / shrink / 2, frame.height / scale / 2
    centre = (west + east) / 2
    return Window(centre - across, middle - up, centre + across, middle + up)


def of_the_world(points: Sequence[tuple[float, float]]) -> Window:
    """The part of the world that holds all points (longitude, latitude) with much around them.

    What it does not hold of the world is nowhere near them. There must be a point.
    """
    longitudes, latitudes = zip(*points, strict=True)
    across = max(max(longitudes) - min(longitudes) + 2 * OFF_EDGES, LEAST_OF_WORLD)
    up = max(max(latitudes) - min(latitudes) + 2 * OFF_EDGES, across * UPRIGHT)
    west, east = _stretch(longitudes, across, WORLD.west, WORLD.east)
    south, north = _stretch(latitudes, up, WORLD.south, WORLD.north)
    return Window(west, south, east, north)


def _stretch(
    numbers: Sequence[float], length: float, least: float, most: float
) -> tuple[float, float]:
    """(start, end) of a stretch of `length` around the numbers, moved to lie in `least` to `most`.

    All of it where that is shorter.
    """
    length = min(length, most - least)
    start = (min(numbers) + max(numbers) - length) / 2
    start = min(max(start, least), most - length)
    return start, start + length


@dataclass(frozen=True)
class View:
    """A window shown in a frame of the picture."""

    frame: Box
    window: Window

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a place lies on the picture."""
        across = (longitude - self.window.west) / self.window.width
        down = (self.window.north - latitude) / self.window.height
        return (
            self.frame.left + across * self.frame.width,
            self.frame.top + down * self.frame.height,
        )
