"""The sentence above a timeline is true and good English, whatever there is to tell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilots.models import ActivityKind, Mode
from ucap.across.timeline.sentence import called, digest, sentence

APRIL, MAY, JULY = date(2020, 4, 1), date(2020, 5, 1), date(2020, 7, 1)
REAL, VIRTUAL, UNKNOWN = Mode.IN_PERSON, Mode.VIRTUAL, Mode.NOT_STATED
MEETING, MISSION, EVENT = ActivityKind.MEETING, ActivityKind.MISSION, ActivityKind.EVENT


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([], "No activity to show."),
        (
            [(APRIL, None, MEETING, REAL)],
            "1 activity in April 2020. It is a meeting.",
        ),
        (
            [(APRIL, None, "exchange", VIRTUAL)],
            "1 activity in April 2020. It is an exchange. It was virtual.",
        ),
        ([(None, None, MISSION, UNKNOWN)], "1 activity, without a date. It is a mission."),
        (
            [(None, None, MISSION, UNKNOWN)] * 2,
            "2 activities, without a date. All of them are missions."
            " None is told to have been virtual.",
        ),
        (
            [(APRIL, None, MEETING, VIRTUAL), (APRIL, date(2020, 4, 30), MEETING, VIRTUAL)],
            "2 activities in April 2020. All of them are meetings. All were virtual.",
        ),
        (
            [(APRIL, None, MEETING, VIRTUAL), (MAY, None, MISSION, REAL)],
            "2 activities from April 2020 to May 2020, at least one in each month."
            " No two are of the same kind. 1 of them was virtual.",
        ),
        (
            [(APRIL, None, MEETING, REAL), (JULY, None, MISSION, REAL)] * 2
            + [(None, None, EVENT, VIRTUAL)] * 2
            + [(None, None, "delivery", VIRTUAL)],
            "7 activities from April 2020 to July 2020, in 2 of 4 months;"
            " 3 of them without a date. The most frequent are forums and events, meetings and"
            " missions (2 each). 3 of them were virtual.",
        ),
        (
            [(APRIL, JULY, MISSION, REAL)] * 3 + [(None, None, EVENT, UNKNOWN)],
            "4 activities from April 2020 to July 2020, at least one in each month;"
            " 1 of them without a date. Most of them are missions (3)."
            " None is told to have been virtual.",
        ),
        (
            [(APRIL, None, MISSION, REAL)] * 2
            + [(APRIL, None, kind, REAL) for kind in (MEETING, EVENT)],
            "4 activities in April 2020. The most frequent are missions (2)."
            " None is told to have been virtual.",
        ),
    ],
)
def test_the_sentence_says_what_there_is(rows, told):
    assert sentence(digest(rows)) == told


@pytest.mark.parametrize("kind", ActivityKind.values)
def test_every_kind_has_a_name_for_one_and_for_several(kind):
    assert called(kind, 1).split()[0] in ("a", "an")
    assert called(kind, 2) == called(kind, 100)
    assert called(kind, 2) != called(kind, 1)


rows = st.lists(
    st.tuples(
        st.none() | st.dates(date(2016, 1, 1), date(2022, 12, 31)),
        st.just(None),
        st.sampled_from(ActivityKind.values),
        st.sampled_from(Mode.values),
    ),
    max_size=40,
)


@given(rows=rows)
def test_the_figures_are_those_of_a_slow_count(rows):
    found = digest(rows)
    dated = sorted(start.year * 12 + start.month - 1 for start, *_rest in rows if start)
    assert found.number == len(rows)
    assert found.undated == len(rows) - len(dated)
    assert (found.first, found.last) == ((dated[0], dated[-1]) if dated else (None, None))
    assert found.months == len(set(dated))
    assert found.virtual == len([row for row in rows if row[3] == "virtual"])
    assert list(found.kinds.values()) == sorted(found.kinds.values(), reverse=True)
    for kind in ActivityKind.values:
        assert found.kinds.get(kind, 0) == len([row for row in rows if row[2] == kind])


@given(rows=rows)
def test_a_sentence_claims_most_only_of_more_than_half(rows):
    told = sentence(digest(rows))
    counts = [sum(row[2] == kind for row in rows) for kind in ActivityKind.values]
    most = 1 < 2 * max(counts) > len(rows) > max(counts)
    assert ("Most of them" in told) == (most and max(counts) > 1)
    assert told.endswith(".")
    assert "  " not in told
