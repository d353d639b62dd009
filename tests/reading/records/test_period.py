"""Dates are read where they are printed: alone, in a list of months, in a sentence."""

from datetime import date

import pytest

from browse.dates import Precision
from browse.when import When
from tests.reading.records.world import entry, month
from ucap.reading.records import period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("July 2018 – November 2019", (2018, 7), (2019, 11)),
        ("from July 2018 till Nov 2019", (2018, 7), (2019, 11)),
        ("07/2018 - 11/2019", (2018, 7), (2019, 11)),
        ("March 2017 until April 2018:", (2017, 3), (2018, 4)),
        ("July, September and November 2020", (2020, 7), (2020, 11)),
        ("November of 2020", (2020, 11), None),
    ],
)
def test_a_printed_date_is_a_span(
    text: str, start: tuple[int, int], end: tuple[int, int] | None
) -> None:
    last = date(*end, 1) if end else None
    assert period.printed(text) == When(date(*start, 1), last)


@pytest.mark.parametrize("text", ["to be agreed", "2020", "in three weeks", ""])
def test_what_says_no_month_is_no_date(text: str) -> None:
    assert not period.printed(text)


def test_months_in_a_proposal_are_its_dates() -> None:
    text = "Three webinars, in July, September and November 2020, for all."
    assert period.months(text) == When(date(2020, 7, 1), date(2020, 11, 1))


def test_a_day_in_a_sentence_has_the_year_of_its_entry() -> None:
    said = period.within("They met on Wednesday 20th November in Brest", month(2019, 11))
    assert said == When(date(2019, 11, 20), None, Precision.DAY)


def test_a_day_of_another_month_is_not_the_date_of_the_entry() -> None:
    told = month(2019, 11)
    assert period.within("They will meet again on 3 May 2020", told) == told
    assert period.within("Workshops in all three cities", told) == told


def test_a_period_holds_what_begins_in_it() -> None:
    span = When(date(2018, 7, 1), date(2019, 11, 1))
    assert period.before(month(2018, 6), span)
    assert not period.before(month(2018, 7), span)
    assert not period.after(When(date(2019, 11, 30), None, Precision.DAY), span)
    assert period.after(month(2019, 12), span)
    assert not period.after(When(), span)


def test_a_year_may_stand_in_the_heading() -> None:
    dates = period.dates(
        [
            entry("1", "", "June", "2019"),
            entry("2", "", "Nov.:", "Activities in 2019"),
            entry("3", "", "June 2018", "2019"),
            entry("4", "", "", "2019"),
            entry("5", "", "soon", "2019"),
        ]
    )
    assert [*dates.values()] == [month(2019, 6), month(2019, 11), month(2018, 6), When(), When()]


@pytest.mark.parametrize(
    ("before", "behind", "read"),
    [
        ("January 2019", "June 2019", month(2019, 4)),
        ("November 2018", "June 2019", month(2019, 4)),
        ("", "June 2019", month(2019, 4)),
        ("January 2019", "", month(2019, 4)),
        ("November 2018", "January 2019", When()),
        ("", "", When()),
    ],
)
def test_a_year_that_is_left_out_is_that_between_its_neighbours(
    before: str, behind: str, read: When
) -> None:
    dates = period.dates([entry("1", "", before), entry("2", "", "April"), entry("3", "", behind)])
    assert dates["2"] == read
