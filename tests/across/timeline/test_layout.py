"""Marks of a timeline do not overlap, stay in the frame and follow time; see the layout module."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ucap.across.timeline import months
from ucap.across.timeline.axis import Axis
from ucap.across.timeline.layout import (
    BAR,
    BOX,
    HEAD,
    LABEL_LENGTH,
    LABELS,
    NARROWEST_BAND,
    WIDTH,
    Event,
    Lane,
    Period,
    axis_over,
    picture,
    stacked,
    wrapped,
)
from ucap.across.timeline.months import Span, span


@dataclass(frozen=True)
class Plan:
    """Something with a period."""

    short_title: str


days = st.dates(date(1990, 1, 1), date(2040, 12, 31))
lengths = st.sampled_from([0, 0, 0, 1, 6, 20, 31, 45, 100, 400, 3000])


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """The time of an activity, known to the day or to the month."""
    start = draw(days)
    end = start + timedelta(days=draw(lengths))
    precision = draw(st.sampled_from(["day", "month"]))
    if precision == "month":
        start, end = start.replace(day=1), end.replace(day=1)
    return span(start, end, precision)


events = st.lists(spans(), min_size=1, max_size=60).map(
    lambda found: [Event(number, each) for number, each in enumerate(found)]
)
years = st.integers(1, 9999)


@st.composite
def axes(draw: st.DrawFn, around: list[Event] | None = None) -> Axis:
    """An axis: over all of `around`, or over any months at all."""
    if around and draw(st.booleans()):
        touched = [month for event in around for month in event.span.months]
        return axis_over(min(touched), max(touched))
    first, last = sorted(draw(st.tuples(years, years)))
    return axis_over(first * 12 + draw(st.integers(0, 11)), last * 12 + 11)


@given(data=st.data(), found=events)
def test_marks_of_a_lane_never_overlap(data, found):
    marks = stacked(data.draw(axes(found)), found, 0)
    for one, other in combinations(marks, 2):
        apart = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert one.y != other.y or apart


@given(data=st.data(), lanes=st.lists(st.lists(spans(), max_size=12), min_size=1, max_size=6))
def test_every_mark_is_inside_its_lane_and_the_frame(data, lanes):
    found = [Event(0, each) for lane in lanes for each in lane]
    drawn = picture(
        data.draw(axes(found)),
        [],
        [Lane("L", 1, "", [Event(0, s) for s in lane]) for lane in lanes],
    )
    for lane in drawn.lanes:
        for mark in lane.marks:
            assert mark.x >= LABELS
            assert mark.x + mark.width <= WIDTH
            assert mark.width >= BOX
            assert mark.x - 0.01 <= mark.bar_x
            assert mark.bar_x + mark.bar_width <= mark.x + mark.width + 0.01
            assert lane.y <= mark.y
            assert mark.y + BOX <= lane.y + lane.height
    assert drawn.lanes[-1].y + drawn.lanes[-1].height == drawn.height


@given(found=events)
def test_marks_come_in_the_order_of_time_and_all_of_them_are_there(found):
    marks = stacked(axis_over(1990 * 12, 2050 * 12), found, 0)
    starts = [found[mark.record].span.start for mark in marks]
    assert starts == sorted(starts)
    assert sorted(mark.record for mark in marks) == list(range(len(found)))


@given(found=events)
def test_what_is_in_later_months_stands_further_right(found):
    marks = stacked(axis_over(1990 * 12, 2050 * 12), found, 0)
    for one, other in combinations([mark for mark in marks if not mark.bar_width], 2):
        before = found[one.record].span.months[0] < found[other.record].span.months[0]
        assert not before or one.cx < other.cx


@given(found=st.lists(spans(), max_size=8), axis=axes())
def test_bands_are_those_on_the_axis_under_each_other_and_inside_the_frame(found, axis):
    drawn = picture(axis, [Period(Plan("Granada"), each) for each in found], [])
    assert len(drawn.bands) == sum(
        any(axis.first <= month <= axis.last for month in each.months) for each in found
    )
    assert [band.y for band in drawn.bands] == sorted({band.y for band in drawn.bands})
    for band in drawn.bands:
        assert band.y >= HEAD
        assert axis.x(axis.first) <= band.x
        assert band.x + band.width <= axis.x(axis.last + 1) + NARROWEST_BAND
        assert LABELS < band.x < band.x + band.width < WIDTH


@pytest.mark.parametrize(
    ("start", "end", "drawn"),
    [
        (date(2020, 4, 1), date(2020, 4, 1), "upper right lower left"),
        (date(2020, 3, 1), date(2020, 4, 1), "upper right lower"),
        (date(2020, 4, 1), date(2020, 5, 1), "upper lower left"),
        (date(2018, 6, 1), date(2020, 11, 1), "upper lower"),
    ],
)
def test_a_band_that_goes_on_beyond_the_axis_is_cut_there_and_has_no_edge(start, end, drawn):
    axis = axis_over(2020 * 12 + 3, 2020 * 12 + 3)
    period = Period(Plan("Granada"), span(start, end, "month"))
    (band,) = picture(axis, [period], []).bands
    assert (band.x, band.x + band.width) == (axis.x(axis.first), axis.x(axis.last + 1))
    dashes = [float(number) for number in band.outline.split()]
    assert sum(dashes) == 2 * (band.width + BAR)  # once around
    sides = zip(["upper", "right", "lower", "left"], dashes[::2], strict=True)
    assert " ".join(side for side, length in sides if length) == drawn


def test_both_parts_of_a_long_name_are_seen():
    short = Lane("Rome,", 1, "", [], "without Yantai")
    assert short.lines == ["Rome,", "without Yantai"]
    assert short.name == "Rome, without Yantai"
    long = Lane("Culture, Tourism and Education,", 1, "", [], "without Technology Innovation")
    assert long.lines == ["Culture, Tourism and E…", "without Technology Inn…"]
    assert Lane("Culture, Tourism and Education", 1, "", []).lines == [
        "Culture, Tourism and",
        "Education",
    ]


@given(axis=axes())
def test_the_axis_has_room_for_every_label_that_it_shows(axis):
    named = [tick for tick in axis.years if tick.label]
    for one, other in pairwise(named):
        assert other.label_x - one.label_x >= 30
    shown = axis.labels
    for one, other in pairwise(shown):
        assert other.label_x - one.label_x >= (10 if len(one.label) == 1 else 20)
    for tick in [*axis.years, *shown]:
        assert LABELS <= tick.x <= WIDTH
    assert len(axis.ticks) < WIDTH


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        ("2020-04", "2020-04", ["Apr"]),
        ("2018-11", "2019-04", ["Nov", "Dec", "Jan", "Feb", "Mar", "Apr"]),
        ("2018-11", "2019-05", ["N", "D", "J", "F", "M", "A", "M"]),
        ("2016-02", "2021-12", "quarters"),
        ("1900-01", "2020-01", []),
    ],
)
def test_months_have_names_then_letters_then_quarters_then_nothing(first, last, wanted):
    ends = [int(text[:4]) * 12 + int(text[5:]) - 1 for text in (first, last)]
    labels = [tick.label for tick in axis_over(*ends).labels]
    if wanted == "quarters":
        assert labels[:4] == ["Q2", "Q3", "Q4", "Q1"]
        assert len(labels) == 23
    else:
        assert labels == wanted


def test_a_month_is_a_dot_in_its_middle_and_a_day_lies_within_its_month():
    axis = axis_over(2020 * 12, 2020 * 12 + 11)
    april = span(date(2020, 4, 1), None, "month")
    late = span(date(2020, 4, 28), None, "day")
    long = span(date(2020, 4, 1), date(2020, 6, 1), "month")
    whole, day, bar = stacked(axis, [Event(n, s) for n, s in enumerate([april, long, late])], 0)[:3]
    by_record = {mark.record: mark for mark in (whole, day, bar)}
    assert by_record[0].bar_width == 0
    assert by_record[0].cx == pytest.approx(axis.x(2020 * 12 + 3.5), abs=0.02)
    assert axis.x(2020 * 12 + 3.8) < by_record[2].cx < axis.x(2020 * 12 + 4)
    assert by_record[1].bar_x == axis.x(2020 * 12 + 3)
    assert by_record[1].bar_width == pytest.approx(3 * axis.month_width, abs=0.02)


def test_a_span_of_days_touches_the_months_of_its_ends_and_no_other():
    assert list(span(date(2020, 1, 31), date(2020, 2, 1), "day").months) == [24240, 24241]
    assert list(span(date(2020, 1, 31), date(2020, 1, 31), "day").months) == [24240]
    assert list(span(date(2020, 1, 1), None, "month").months) == [24240]
    assert [months.name(n) for n in (24240, 12)] == ["January 2020", "January 0001"]


@given(st.text(alphabet="abc ÄÖ-", max_size=80))
def test_labels_fit_into_two_lines(text):
    lines = wrapped(text)
    assert 1 <= len(lines) <= 2
    assert all(len(line) <= LABEL_LENGTH for line in lines)
    if not any(line.endswith("…") for line in lines):
        assert " ".join(lines) == " ".join(text.split())
