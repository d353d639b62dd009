"""Places lie where they are on the world, and windows show them."""

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cities.models.places import Region
from tests.data.transcript import ROOT
from ucap.across.map.boxes import Box
from ucap.across.map.geography import COASTS, WORLD, View, coasts, fitted, of_the_world, unrolled

FRAME = Box(20, 30, 330, 300)
POINTS = st.lists(st.tuples(st.floats(-180, 180), st.floats(-80, 80)), min_size=1, max_size=12)


@given(POINTS)
def test_a_fitted_window_shows_every_point_off_the_edges(points: list) -> None:
    view = View(FRAME, fitted(points, FRAME, 40))
    for longitude, latitude in points:
        x, y = view.at(longitude, latitude)
        assert FRAME.left + 39.9 <= x <= FRAME.right - 39.9
        assert FRAME.top + 39.9 <= y <= FRAME.bottom - 39.9


def test_north_is_up_and_east_is_right() -> None:
    view = View(FRAME, fitted([(-3.6, 37.2), (12.5, 41.9)], FRAME, 40))
    granada, rome = view.at(-3.6, 37.2), view.at(12.5, 41.9)
    assert granada[0] < rome[0]
    assert granada[1] > rome[1]


def test_a_window_is_never_so_close_that_its_coast_says_nothing() -> None:
    assert fitted([(12.5, 41.9)], FRAME, 40).height == pytest.approx(18)


@pytest.mark.parametrize(
    ("longitude", "latitude", "name"),
    [(102.7, 25.0, "asia"), (-3.6, 37.2, "europe"), (12.5, 41.9, "europe")],
    ids=["Kunming", "Granada", "Rome"],
)
def test_a_city_alone_has_a_coast_in_sight(longitude: float, latitude: float, name: str) -> None:
    window = fitted([(longitude, latitude)], FRAME, 40)
    text = (ROOT / "static" / "map" / f"{name}.svg").read_text(encoding="utf-8")
    ends = re.findall(r"M(-?[\d.]+)[ ,]?(-?[\d.]+)", text)
    assert any(
        window.west < float(x) < window.east and window.south < -float(y) < window.north
        for x, y in ends
    )


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-60, 84)), min_size=1, max_size=12))
def test_a_part_of_the_world_holds_every_point_and_is_large(points: list) -> None:
    window = of_the_world(points)
    assert WORLD.holds(window)
    assert window.width >= 150
    assert window.height / window.width >= min(0.66, WORLD.height / window.width) - 1e-9
    assert all(window.west <= lon <= window.east for lon, _lat in points)
    assert all(window.south <= lat <= window.north for _lon, lat in points)


def test_a_part_of_the_world_has_its_places_in_the_middle_and_off_the_edges() -> None:
    window = of_the_world([(-10, 5), (130, 25)])
    assert (window.west, window.east) == (-25, 145)
    assert window.north - 15 == pytest.approx(15 - window.south)
    assert of_the_world([(-170, 30), (170, 40)]) == WORLD


def test_a_degree_is_as_wide_as_it_is_at_the_windows_middle() -> None:
    window = fitted([(0, 50), (20, 70)], FRAME, 0)
    across = FRAME.width / window.width
    up = FRAME.height / window.height
    assert across / up == pytest.approx(0.5)  # the cosine of 60 degrees


@given(st.floats(-180, 180), st.sampled_from(Region.values))
def test_a_longitude_counted_on_is_the_same_meridian(longitude: float, region: str) -> None:
    turns = (unrolled(longitude, region) - longitude) / 360
    assert turns == pytest.approx(round(turns), abs=1e-9)


@pytest.mark.parametrize(
    ("region", "west", "east"),
    [("oceania", 174.8, -171.8), ("asia", 140, -170), ("americas", -157.8, -34.9)],
)
def test_neighbours_across_the_date_line_are_neighbours_on_the_map(
    region: str, west: float, east: float
) -> None:
    assert 0 < unrolled(east, region) - unrolled(west, region) < 180


@given(POINTS, st.sampled_from(Region.values))
def test_the_coast_is_there_wherever_a_window_lies(points: list, region: str) -> None:
    window = fitted([(unrolled(lon, region), lat) for lon, lat in points], FRAME, 40)
    assume(window.width < 360)
    shown = coasts(region, window)
    if shown[0].file != "map/world.svg":
        assert COASTS[region].holds(window)
        return
    west = min(WORLD.west + coast.shift for coast in shown)
    east = max(WORLD.east + coast.shift for coast in shown)
    assert west <= window.west
    assert window.east <= east


def test_each_file_of_coast_lines_covers_what_the_map_believes() -> None:
    for name, window in {**COASTS, "world": WORLD}.items():
        text = (ROOT / "static" / "map" / f"{name}.svg").read_text(encoding="utf-8")
        found = re.search(r'viewBox="([^"]+)"', text)
        assert found
        assert [float(part) for part in found[1].split()] == [
            float(part) for part in window.view_box.split()
        ], name
