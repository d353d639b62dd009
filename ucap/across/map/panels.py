"""The frames of a picture and the part of the world that each of them shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from browse.text import Spoken
from cities.models.places import Region
from ucap.across.map.boxes import Box
from ucap.across.map.geography import WORLD, Coast, View, coasts, fitted, of_the_world, unrolled
from ucap.across.map.network import Place


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
    told_first: bool  # whether these stand above the frames, else below them
    crops_world: bool  # whether the world is cut to the part where places are
    gap: int = 20
    title_height: int = 26
    margin: int = 48

    @property
    def line_height(self) -> float:
        """From one line of what is told to the next."""
        return round(1.4 * self.text, 1)

    @property
    def telling_height(self) -> float:
        """The room for what is told."""
        return self.lines * self.line_height + 4

    @property
    def top(self) -> float:
        """Where frames and their titles may begin."""
        return self.telling_height + 8 if self.told_first else 0


@dataclass(frozen=True)
class Panel:
    """A frame with places: those of a region, on a map cut to where they are, or of the world."""

    region: Region | None
    view: View
    coasts: list[Coast]
    places: list[Place]

    @property
    def title(self) -> Spoken:
        """What stands above the frame; nothing above the whole world."""
        return self.region.label if self.region else ""

    @property
    def title_y(self) -> float:
        """The line that the title stands on."""
        return self.view.frame.top - 8

    def at(self, place: Place) -> tuple[float, float]:
        """Where a place lies on the picture."""
        return self.view.at(*point(place, self.region))


def point(place: Place, region: Region | None) -> tuple[float, float]:
    """Longitude and latitude of a place, the longitude as the map of a region counts it."""
    longitude = unrolled(place.longitude, region) if region else place.longitude
    return longitude, place.latitude


def the_world(places: list[Place], layout: Layout) -> list[Panel]:
    """One panel for everything; none for nothing."""
    if not places:
        return []
    window = of_the_world([point(place, None) for place in places]) if layout.crops_world else WORLD
    height = round(layout.width * window.height / window.width, 1)
    view = View(Box(0, layout.top, layout.width, height), window)
    return [Panel(None, view, [Coast("map/world.svg")], places)]


def by_region(places: Sequence[Place], layout: Layout) -> list[Panel]:
    """A panel for each region that has places, cut to where they are."""
    regions = [region for region in Region if any(place.region == region for place in places)]
    panels = []
    for region, frame in zip(regions, frames(len(regions), layout), strict=True):
        inside = [place for place in places if place.region == region]
        window = fitted([point(place, region) for place in inside], frame, layout.margin)
        panels.append(Panel(region, View(frame, window), coasts(region, window), inside))
    return panels


def frames(number: int, layout: Layout) -> list[Box]:
    """So many frames, row by row, each with room for a title above; a last one alone is wide."""
    found = []
    for n in range(number):
        row, column = divmod(n, layout.columns)
        alone = column == 0 and n == number - 1
        columns = 1 if alone else layout.columns
        width = (layout.width - (columns - 1) * layout.gap) / columns
        top = (
            layout.top + layout.title_height + row * (layout.frame_height + layout.title_height + 6)
        )
        found.append(Box(column * (width + layout.gap), top, width, layout.frame_height))
    return found
