"""The picture: frames, marks, arcs and names with their coordinates, ready for the template.

The same network is drawn once for wide windows and once for phones; the style sheet shows one.
Everything is computed here, nothing in the browser, so that the picture prints and needs no script.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from browse.text import Spoken
from cities.models.places import Region
from ucap.across.map import labels
from ucap.across.map.boxes import Box
from ucap.across.map.geography import WORLD, Coast, View, coasts, fitted, unrolled
from ucap.across.map.labels import Anchor, Label
from ucap.across.map.network import Network, Pair, Place

BOW = 0.16
"""How far an arc's control point stands off the straight line, as a part of its length."""
THINNEST, THICKEST, THICKER = 1.2, 7.0, 0.7
"""Widths of arcs in units of the picture: least, most, and most for one more pilot."""
LARGEST_OF_ONE = 4.0
"""The radius that the mark of a single pilot does not exceed."""
HOLLOW = 3.5
"""The radius of a partner's mark that has no pilot."""
SMALLEST = 2.5
"""The radius that no mark with a pilot falls below."""
REACH = 13.5
"""How far around a mark a finger hits it, unless a neighbour is nearer."""


@dataclass(frozen=True)
class Layout:
    """The proportions of a picture: `largest` is the radius of the city with most pilots."""

    name: str
    width: int
    columns: int
    frame_height: int
    text: float  # font size
    largest: float
    lines: int  # that tell of what is pointed at
    gap: int = 20
    title_height: int = 26
    margin: int = 48

    @property
    def line_height(self) -> float:
        """From one line of what is told to the next."""
        return round(1.4 * self.text, 1)


WIDE = Layout("wide", 680, columns=2, frame_height=310, text=13, largest=14, lines=2)
NARROW = Layout("narrow", 360, columns=1, frame_height=250, text=13, largest=12, lines=3)
LAYOUTS = (WIDE, NARROW)


@dataclass(frozen=True)
class Panel:
    """A part of the world in its frame."""

    title: Spoken
    view: View
    coasts: list[Coast]
    places: list[Place]

    @property
    def title_y(self) -> float:
        """The line that the title stands on, above the frame."""
        return self.view.frame.top - 8


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


@dataclass(frozen=True)
class Line:
    """A line of text and how far down it stands."""

    text: str
    y: float


@dataclass(frozen=True)
class Mark:
    """A city as it is drawn: circle, how far around it a finger hits, name, arcs, partners."""

    spot: Spot
    reach: float
    label: Label | None  # none where there is no room
    arcs: list[Arc]
    partners: list[Line]

    @property
    def place(self) -> Place:
        """The city."""
        return self.spot.place


@dataclass(frozen=True)
class Picture:
    """Everything that is drawn, in units of the picture."""

    layout: Layout
    panels: list[Panel]
    arcs: list[Arc]
    marks: list[Mark]
    telling: Box  # where what is pointed at is told

    @property
    def unnamed(self) -> int:
        """How many marks have no room for their name."""
        return sum(mark.label is None for mark in self.marks)

    @property
    def first_line(self) -> float:
        """Where the first line of what is told stands."""
        return line_at(self.telling, self.layout, 0)


def line_at(telling: Box, layout: Layout, number: int) -> float:
    """Where a line of what is told stands."""
    return round(telling.top + layout.text + 2 + number * layout.line_height, 1)


def draw(network: Network, layout: Layout, *, world: bool) -> Picture:
    """The picture of all that can be drawn of `network`, on one map or region by region."""
    places = [place for place in network.places if place.is_placed]
    panels = _the_world(places, layout) if world else _regions(places, layout)
    spots = _spots(panels, layout.largest * (0.6 if world else 1))
    arcs = _arcs([pair for pair in network.pairs if pair.is_placed], spots)
    named = {
        label.key: label for panel in panels for label in _labels(panel, spots, arcs, layout.text)
    }
    bottom = max((panel.view.frame.bottom for panel in panels), default=0)
    telling = Box(0, bottom + 8, layout.width, layout.lines * layout.line_height + 4)
    marks = [
        Mark(
            spot=spot,
            reach=_reach(spot, spots.values()),
            label=named.get(slug),
            arcs=_of(spot.place, arcs),
            partners=_partners(spot.place, network.pairs, telling, layout),
        )
        for slug, spot in spots.items()
    ]
    return Picture(layout, panels, arcs, marks, telling)


# Panels


def _the_world(places: list[Place], layout: Layout) -> list[Panel]:
    """One panel for everything."""
    frame = Box(0, 0, layout.width, round(layout.width * WORLD.height / WORLD.width, 1))
    return [Panel("", View(frame, WORLD), [Coast("map/world.svg")], places)] if places else []


def _regions(places: list[Place], layout: Layout) -> list[Panel]:
    """A panel for each region that has places, cut to where they are."""
    regions = [region for region in Region if any(place.region == region for place in places)]
    panels = []
    for region, frame in zip(regions, frames(len(regions), layout), strict=True):
        inside = [place for place in places if place.region == region]
        points = [_point(place, region) for place in inside]
        window = fitted(points, frame, layout.margin)
        panels.append(Panel(region.label, View(frame, window), coasts(region, window), inside))
    return panels


def frames(number: int, layout: Layout) -> list[Box]:
    """So many frames, row by row, each with room for a title above; a last one alone is wide."""
    found = []
    for n in range(number):
        row, column = divmod(n, layout.columns)
        alone = column == 0 and n == number - 1
        columns = 1 if alone else layout.columns
        width = (layout.width - (columns - 1) * layout.gap) / columns
        top = layout.title_height + row * (layout.frame_height + layout.title_height + 6)
        found.append(Box(column * (width + layout.gap), top, width, layout.frame_height))
    return found


def _point(place: Place, region: str) -> tuple[float, float]:
    """Longitude and latitude of a place on the map of its region."""
    return unrolled(place.longitude or 0.0, region), place.latitude or 0.0


# Marks and arcs


def _spots(panels: Sequence[Panel], largest: float) -> dict[str, Spot]:
    """The circles, panel by panel, large ones before small ones, which they must not cover.

    Their areas grow with the numbers, but for the smallest, which would be lost.
    """
    most = max((place.pilots for panel in panels for place in panel.places), default=0)
    of_one = min(LARGEST_OF_ONE, largest / sqrt(max(most, 1)))
    spots = {}
    for panel in panels:
        for place in panel.places:
            point = (place.longitude or 0.0, place.latitude or 0.0)
            if panel.title:
                point = _point(place, place.region)
            x, y = panel.view.at(*point)
            radius = max(of_one * sqrt(place.pilots), SMALLEST) if place.pilots else HOLLOW
            spots[place.slug] = Spot(place, round(x, 1), round(y, 1), round(radius, 1))
    return spots


def _arcs(pairs: Sequence[Pair], spots: Mapping[str, Spot]) -> list[Arc]:
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
    right, down = _towards(spot, x, y)
    return round(spot.x + right * spot.radius, 1), round(spot.y + down * spot.radius, 1)


def _towards(spot: Spot, x: float, y: float) -> tuple[float, float]:
    """The direction from the spot to a point, as a vector of length 1 (0 where they coincide)."""
    length = hypot(x - spot.x, y - spot.y)
    return ((x - spot.x) / length, (y - spot.y) / length) if length else (0.0, 0.0)


def _of(place: Place, arcs: Iterable[Arc]) -> list[Arc]:
    """The arcs of a city."""
    return [arc for arc in arcs if arc.pair.joins(place)]


# Names


def _labels(
    panel: Panel, spots: Mapping[str, Spot], arcs: Sequence[Arc], size: float
) -> list[Label]:
    """The names within a panel, those of the cities with most pilots placed first."""
    frame = panel.view.frame
    room = Box(frame.left + 2, frame.top + 2, frame.width - 4, frame.height - 4)
    anchors = [_anchor(spots[place.slug], _of(place, arcs)) for place in panel.places]
    return labels.place(anchors, room, size)


def _anchor(spot: Spot, arcs: Sequence[Arc]) -> Anchor:
    """The spot as something to be named, best on the side where it has no arcs."""
    directions = [_towards(spot, *arc.control) for arc in arcs] or [(0.0, 0.0)]
    busy = [sum(part) / len(directions) for part in zip(*directions, strict=True)]
    return Anchor(
        spot.place.slug, spot.place.name, spot.x, spot.y, spot.radius + 1, (busy[0], busy[1])
    )


# What is hit, and told


def _reach(spot: Spot, spots: Iterable[Spot]) -> float:
    """How far around a city its mark is hit: as far as it is nearer than any other, within reason.

    No less than its circle.
    """
    halves = [hypot(spot.x - s.x, spot.y - s.y) / 2 for s in spots if s is not spot]
    return round(max(spot.radius, min([REACH, *halves])), 1)


def _partners(place: Place, pairs: Iterable[Pair], telling: Box, layout: Layout) -> list[Line]:
    """The lines that name a city's partners, those that share most first, as far as they fit."""
    names = [f"{pair.beside(place).name} {pair.pilots}" for pair in pairs if pair.joins(place)]
    texts = labels.fitted(names, telling.width - 4, layout.text, layout.lines - 1)
    return [
        Line(text, line_at(telling, layout, number)) for number, text in enumerate(texts, start=1)
    ]
