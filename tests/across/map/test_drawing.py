"""Pictures of networks that nobody wrote by hand."""

import re
from math import hypot, nan

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cities.models.places import Region
from ucap.across.map.boxes import Box
from ucap.across.map.drawing import LAYOUTS, NARROW, WIDE, Picture, draw
from ucap.across.map.network import Network, Pair, Place
from ucap.across.map.panels import Layout, frames
from ucap.across.map.shapes import HOLLOW


def city(slug: str, pilots: int, region: Region, longitude: float, latitude: float) -> Place:
    """A place with what the drawing looks at."""
    return Place(slug, f"City {slug}", region, latitude, longitude, pilots, False, "?", "/")


def network(places: list[Place], pairs: list[Pair]) -> Network:
    """A network of all these, in the order that networks have."""
    places = sorted(places, key=lambda place: -place.pilots)
    pairs = sorted(pairs, key=lambda pair: -pair.pilots)
    return Network(places, pairs, 0, 0, len(places))


@st.composite
def networks(draw_: st.DrawFn) -> Network:
    """Up to twelve cities anywhere, one in ten nowhere, and pairs of different regions."""
    places = [
        city(
            str(n),
            draw_(st.integers(0, 40)),
            draw_(st.sampled_from(list(Region))),
            *draw_(
                st.one_of(st.tuples(st.floats(-180, 180), st.floats(-59, 83)), st.just((nan, nan)))
            ),
        )
        for n in range(draw_(st.integers(0, 12)))
    ]
    pairs = [
        Pair(one, other, draw_(st.integers(1, 9)), "?")
        for number, one in enumerate(places)
        for other in places[:number]
        if one.region != other.region and draw_(st.booleans())
    ]
    return network(places, pairs)


def circles(picture: Picture) -> dict[str, tuple[float, float, float]]:
    """{slug: x, y, radius} of the marks."""
    return {mark.place.slug: (mark.spot.x, mark.spot.y, mark.spot.radius) for mark in picture.marks}


@settings(deadline=None)
@given(networks(), st.sampled_from(LAYOUTS), st.booleans())
def test_all_that_has_a_place_is_drawn_once_within_its_frame(
    whole: Network, layout: Layout, world: bool
) -> None:
    picture = draw(whole, layout, world=world)
    expected = [place.slug for place in whole.places if place.is_placed]
    assert sorted(circles(picture)) == sorted(expected)
    assert len(picture.arcs) == sum(pair.is_placed for pair in whole.pairs)
    for panel in picture.panels:
        frame = panel.view.frame
        assert frame.left >= 0
        assert frame.right <= layout.width + 1e-6
        assert frame.bottom < picture.height
        assert not frame.overlaps(picture.telling)
        assert picture.telling.bottom <= picture.height
        if panel.title and layout.told_first:
            assert panel.title_y - layout.text > picture.telling.bottom
        for place in panel.places:
            x, y, _radius = circles(picture)[place.slug]
            assert frame.left - 0.1 <= x <= frame.right + 0.1
            assert frame.top - 0.1 <= y <= frame.bottom + 0.1


@settings(deadline=None)
@given(networks(), st.sampled_from(LAYOUTS), st.booleans())
def test_names_keep_clear_of_each_other_and_of_every_mark_whatever_the_network(
    whole: Network, layout: Layout, world: bool
) -> None:
    picture = draw(whole, layout, world=world)
    names = [mark.label.box for mark in picture.marks if mark.label]
    for number, name in enumerate(names):
        assert not any(name.overlaps(other) for other in names[:number])
        for x, y, radius in circles(picture).values():
            assert not name.overlaps(Box(x - radius, y - radius, 2 * radius, 2 * radius))


@settings(deadline=None)
@given(networks(), st.booleans())
def test_every_arc_ends_at_the_circles_of_its_cities(whole: Network, world: bool) -> None:
    picture = draw(whole, WIDE, world=world)
    for arc in picture.arcs:
        numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", arc.path)]
        ends = {arc.pair.one.slug: numbers[:2], arc.pair.other.slug: numbers[-2:]}
        for slug, (x, y) in ends.items():
            cx, cy, radius = circles(picture)[slug]
            assert hypot(x - cx, y - cy) == pytest.approx(radius, abs=0.2) or (x, y) == (cx, cy)


def test_areas_grow_with_the_numbers_and_widths_with_what_is_shared() -> None:
    one = city("a", 16, Region.EUROPE, 0, 40)
    two = city("b", 4, Region.EUROPE, 10, 45)
    far = city("c", 0, Region.ASIA, 100, 30)
    picture = draw(
        network([one, two, far], [Pair(one, far, 3, "?"), Pair(two, far, 1, "?")]),
        WIDE,
        world=False,
    )
    sizes = {slug: radius for slug, (_x, _y, radius) in circles(picture).items()}
    assert sizes["a"] == pytest.approx(2 * sizes["b"], abs=0.2)
    assert sizes["c"] == HOLLOW
    assert [arc.pair.pilots for arc in picture.arcs] == [1, 3]  # the stronger above
    assert picture.arcs[0].width < picture.arcs[1].width


def test_a_city_tells_of_its_partners_those_that_share_most_first() -> None:
    one = city("a", 9, Region.EUROPE, 0, 40)
    others = [city(str(n), 5 - n, Region.ASIA, 100 + n, 30) for n in range(3)]
    pairs = [Pair(one, other, 4 - n, "?") for n, other in enumerate(others)]
    picture = draw(network([one, *others], pairs), WIDE, world=False)
    (mark,) = [mark for mark in picture.marks if mark.place == one]
    assert [line.text for line in mark.partners] == ["City 0 4, City 1 3, City 2 2"]
    assert len(mark.arcs) == 3
    assert picture.telling.top < mark.partners[0].y < picture.telling.bottom


def test_a_finger_reaches_as_far_as_the_nearest_neighbour_leaves_room() -> None:
    near = [city("a", 1, Region.EUROPE, 0, 40), city("b", 1, Region.EUROPE, 0.5, 40)]
    far = city("c", 1, Region.EUROPE, 20, 50)
    reaches = {
        m.place.slug: m.reach for m in draw(network([*near, far], []), WIDE, world=False).marks
    }
    assert reaches["c"] == 13.5
    assert reaches["a"] == reaches["b"] < 13.5


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_frames_stand_side_by_side_on_wide_windows_and_below_each_other_on_phones(
    number: int,
) -> None:
    for layout in LAYOUTS:
        boxes = frames(number, layout)
        assert len(boxes) == number
        assert not any(a.overlaps(b) for n, a in enumerate(boxes) for b in boxes[:n])
    assert len({box.top for box in frames(number, WIDE)}) == (number + 1) // 2
    assert len({box.top for box in frames(number, NARROW)}) == number
    assert frames(number, WIDE)[-1].right == WIDE.width
