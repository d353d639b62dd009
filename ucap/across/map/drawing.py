"""The picture: frames, marks, arcs and names with their coordinates, ready for the template.

The same network is drawn once for wide windows and once for phones; the style sheet shows one.
Everything is computed here, nothing in the browser, so that the picture prints and needs no script.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from ucap.across.map import labels
from ucap.across.map.boxes import Box
from ucap.across.map.labels import Anchor, Label
from ucap.across.map.network import Network, Pair, Place
from ucap.across.map.panels import Layout, Panel, by_region, the_world
from ucap.across.map.shapes import Arc, Spot, arcs_of, spots_of, towards

WIDE = Layout(
    "wide",
    680,
    columns=2,
    frame_height=310,
    text=13,
    largest=14,
    lines=2,
    told_first=True,
    crops_world=False,
)
NARROW = Layout(
    "narrow",
    360,
    columns=1,
    frame_height=250,
    text=13,
    largest=12,
    lines=3,
    told_first=False,
    crops_world=True,
)
LAYOUTS = (WIDE, NARROW)

OF_THE_WORLD = 0.6
"""How large circles are on the map of the whole world, beside those of a region."""
REACH = 13.5
"""How far around a city a finger hits it, unless a neighbour is nearer; in units of the picture."""
RIM = 3.0
"""How far what is hit, and ringed in focus, reaches beyond the circle at least."""


@dataclass(frozen=True)
class Line:
    """A line of text and how far down it stands."""

    text: str
    y: float


@dataclass(frozen=True)
class Mark:
    """A city as it is drawn: its circle, how far around it a finger hits, and its name.

    And what is lifted when it is pointed at: its arcs, the names at their
    other ends, and the lines that tell of its partners.
    """

    spot: Spot
    reach: float
    label: Label | None  # none where there is no room
    arcs: list[Arc]
    beyond: list[Label]
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
    def height(self) -> float:
        """How far down it goes."""
        return max(_bottom(self.panels) + 1, self.telling.bottom)

    @property
    def unnamed(self) -> int:
        """How many marks have no room for their name."""
        return sum(mark.label is None for mark in self.marks)

    @property
    def first_line(self) -> float:
        """Where the first line of what is told stands."""
        return line_at(self.telling, self.layout, 0)


def _telling_top(panels: Iterable[Panel], layout: Layout) -> float:
    """Where the room begins in which what is pointed at is told."""
    return 0 if layout.told_first else _bottom(panels) + 8


def _bottom(panels: Iterable[Panel]) -> float:
    """Where the lowest frame ends."""
    return max((panel.view.frame.bottom for panel in panels), default=0)


def line_at(telling: Box, layout: Layout, number: int) -> float:
    """Where a line of what is told stands."""
    return round(telling.top + layout.text + 2 + number * layout.line_height, 1)


def draw(network: Network, layout: Layout, *, world: bool) -> Picture:
    """The picture of all that can be drawn of `network`, on one map or region by region."""
    places = [place for place in network.places if place.is_placed]
    panels = the_world(places, layout) if world else by_region(places, layout)
    spots = spots_of(panels, layout.largest * (OF_THE_WORLD if world else 1))
    arcs = arcs_of([pair for pair in network.pairs if pair.is_placed], spots)
    named = {
        label.key: label for panel in panels for label in _labels(panel, spots, arcs, layout.text)
    }
    telling = Box(0, _telling_top(panels, layout), layout.width, layout.telling_height)
    marks = [
        _mark(
            spot,
            reach=_reach(spot, spots.values()),
            named=named,
            arcs=arcs,
            partners=_partners(spot.place, network.pairs, telling, layout),
        )
        for spot in spots.values()
    ]
    return Picture(layout, panels, arcs, marks, telling)


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
    directions = [towards(spot, *arc.control) for arc in arcs] or [(0.0, 0.0)]
    busy = [sum(part) / len(directions) for part in zip(*directions, strict=True)]
    return Anchor(
        spot.place.slug, spot.place.name, spot.x, spot.y, spot.radius + 1, (busy[0], busy[1])
    )


# What is hit, lifted and told


def _mark(
    spot: Spot,
    *,
    reach: float,
    named: Mapping[str, Label],
    arcs: Iterable[Arc],
    partners: list[Line],
) -> Mark:
    """A city as it is drawn, with what of all arcs and names is lifted with it."""
    mine = _of(spot.place, arcs)
    others = [arc.pair.beside(spot.place).slug for arc in mine]
    return Mark(
        spot=spot,
        reach=reach,
        label=named.get(spot.place.slug),
        arcs=mine,
        beyond=[named[slug] for slug in others if slug in named],
        partners=partners,
    )


def _reach(spot: Spot, spots: Iterable[Spot]) -> float:
    """How far around a city its mark is hit: as far as it is nearer than any other, within reason.

    No less than its circle and a rim around it.
    """
    halves = [hypot(spot.x - s.x, spot.y - s.y) / 2 for s in spots if s is not spot]
    return round(max(spot.radius + RIM, min([REACH, *halves])), 1)


def _partners(place: Place, pairs: Iterable[Pair], telling: Box, layout: Layout) -> list[Line]:
    """The lines that name a city's partners, those that share most first, as far as they fit."""
    names = [f"{pair.beside(place).name} {pair.pilots}" for pair in pairs if pair.joins(place)]
    texts = labels.fitted(names, telling.width - 4, layout.text, layout.lines - 1)
    return [
        Line(text, line_at(telling, layout, number)) for number, text in enumerate(texts, start=1)
    ]


def _of(place: Place, arcs: Iterable[Arc]) -> list[Arc]:
    """The arcs of a city."""
    return [arc for arc in arcs if arc.pair.joins(place)]
