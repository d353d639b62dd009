"""Names find their places: never over each other, a mark or the edge."""

import string
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ucap.across.map import labels
from ucap.across.map.boxes import Box
from ucap.across.map.labels import Anchor

ROOM = Box(10, 20, 300, 240)
NAMES = st.text(string.ascii_letters + " 昆明é", min_size=1, max_size=14)


@st.composite
def crowds(draw: st.DrawFn) -> list[Anchor]:
    """Up to thirty marks anywhere in the room, some on top of each other."""
    number = draw(st.integers(0, 30))
    return [
        Anchor(
            key=str(n),
            text=draw(NAMES),
            x=draw(st.integers(10, 310)),
            y=draw(st.integers(20, 260)),
            radius=draw(st.integers(2, 14)),
            busy=(draw(st.floats(-1, 1)), draw(st.floats(-1, 1))),
        )
        for n in range(number)
    ]


@given(crowds())
def test_no_name_covers_another_a_mark_or_the_edge(anchors: list[Anchor]) -> None:
    placed = labels.place(anchors, ROOM, 12)
    boxes = [label.box for label in placed]
    for number, box in enumerate(boxes):
        assert ROOM.holds(box)
        assert not any(box.overlaps(other) for other in boxes[:number])
        assert not any(box.overlaps(anchor.box) for anchor in anchors)


@given(crowds())
def test_each_mark_has_one_name_at_most_and_it_is_its_own(anchors: list[Anchor]) -> None:
    placed = labels.place(anchors, ROOM, 12)
    texts = {anchor.key: anchor.text for anchor in anchors}
    assert len({label.key for label in placed}) == len(placed)
    assert all(label.text == texts[label.key] for label in placed)


@given(crowds())
def test_the_same_marks_have_their_names_in_the_same_places(anchors: list[Anchor]) -> None:
    assert labels.place(anchors, ROOM, 12) == labels.place(list(anchors), ROOM, 12)


@given(crowds())
def test_a_leader_begins_at_its_mark_and_ends_at_its_name(anchors: list[Anchor]) -> None:
    marks = {anchor.key: anchor for anchor in anchors}
    for label in labels.place(anchors, ROOM, 12):
        if label.leader:
            x1, y1, x2, y2 = label.leader
            mark = marks[label.key]
            assert hypot(x1 - mark.x, y1 - mark.y) == pytest.approx(mark.radius, abs=0.2)
            assert label.box.nearest(x2, y2) == pytest.approx((x2, y2), abs=0.1)


def test_a_mark_alone_is_named_right_beside_it() -> None:
    (label,) = labels.place([Anchor("a", "Kunming", 150, 150, 5)], ROOM, 12)
    assert label.leader is None
    assert (label.align, label.x) == ("start", 159.0)
    assert label.box.top < 150 < label.box.bottom


def test_a_name_stands_on_the_side_where_its_mark_has_no_lines() -> None:
    for busy, align in (((1.0, 0.0), "end"), ((-1.0, 0.0), "start")):
        (label,) = labels.place([Anchor("a", "Kunming", 150, 150, 5, busy)], ROOM, 12)
        assert label.align == align


def test_a_name_that_finds_no_room_beside_its_mark_is_led_to_by_a_line() -> None:
    crowd = [Anchor(str(n), "Kunming", 120 + 14 * n, 150, 3) for n in range(6)]
    placed = labels.place(crowd, ROOM, 12)
    assert len(placed) == 6
    assert any(label.leader for label in placed)


def test_partners_are_told_as_far_as_the_lines_go_and_the_rest_are_counted() -> None:
    parts = [f"Granada {n}" for n in range(9)]
    assert labels.fitted(parts[:2], 200, 12, 1) == ["Granada 0, Granada 1"]
    lines = labels.fitted(parts, 200, 12, 2)
    assert len(lines) == 2
    shown = sum(line.count("Granada") for line in lines)
    assert lines[-1].endswith(f", and {9 - shown} more")
    assert all(labels.width(line, 12) <= 200 for line in lines)
    assert labels.fitted([], 200, 12, 2) == []
