"""Dates as people write them are read as what they mean, and nothing is made up."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from browse.dates import Precision, spoken
from browse.when import When, read

DAYS = st.dates(date(1000, 1, 1), date(2999, 12, 31))


def month(first: str, last: str = "") -> When:
    """A span of months, written 2018-09."""
    end = date.fromisoformat(f"{last}-01") if last else None
    return When(date.fromisoformat(f"{first}-01"), end, Precision.MONTH)


def day(first: str, last: str = "") -> When:
    """A span of days, written 2018-09-03."""
    end = date.fromisoformat(last) if last else None
    return When(date.fromisoformat(first), end, Precision.DAY)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Sept 2018", month("2018-09")),
        ("sept. 2018", month("2018-09")),
        ("September, 2018", month("2018-09")),
        ("November of 2020", month("2020-11")),
        ("2018-09", month("2018-09")),
        ("09/2018", month("2018-09")),
        ("2018 September", month("2018-09")),
        ("20 November 2019", day("2019-11-20")),
        ("20th of November 2019", day("2019-11-20")),
        ("November 20, 2019", day("2019-11-20")),
        ("Wednesday 20th November 2019", day("2019-11-20")),
        ("20/11/2019", day("2019-11-20")),
        ("3/5/2019", day("2019-05-03")),
        ("20.11.2019", day("2019-11-20")),
        ("2019-11-20", day("2019-11-20")),
        ("3–5 May 2019", day("2019-05-03", "2019-05-05")),
        ("3-5 May 2019", day("2019-05-03", "2019-05-05")),
        ("30 April – 5 May 2019", day("2019-04-30", "2019-05-05")),
        ("July – November 2020", month("2020-07", "2020-11")),
        ("July 2018 – November 2019", month("2018-07", "2019-11")),
        ("July 2018 to November 2020", month("2018-07", "2020-11")),
        ("March 2017 until April 2018", month("2017-03", "2018-04")),
        ("from March 2017 till April 2018", month("2017-03", "2018-04")),
        ("between March 2017 and April 2018", month("2017-03", "2018-04")),
        ("2018-09 – 2018-11", month("2018-09", "2018-11")),
        ("29 February 2020", day("2020-02-29")),
        ("May 2019 – May 2019", month("2019-05")),
        ("from July 2018 till Nov 2019", month("2018-07", "2019-11")),
        ("07/2018 - 11/2019", month("2018-07", "2019-11")),
        ("2018–2020", month("2018-01", "2020-12")),
        ("2018 to 2020", month("2018-01", "2020-12")),
        ("Summer 2019", month("2019-06", "2019-08")),
        ("in the autumn of 2019", month("2019-09", "2019-11")),
        ("  ", When()),
    ],
)
def test_what_people_write_is_read(text: str, meant: When) -> None:
    assert read(text) == meant


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("2019", "a year alone"),
        ("2020–2018", "the end is before the start"),
        ("winter 2019", "not understood"),
        ("29 February 2019", "no day 29"),
        ("31/6/2019", "no day 31"),
        ("2019-13", "no month 13"),
        ("11/20/2019", "no month 20"),
        ("0 May 2019", "no day 0"),
        ("May 2019 – April 2019", "the end is before the start"),
        ("5–3 May 2019", "the end is before the start"),
        ("3 May – June 2019", "a day at one end only"),
        ("Wednesday 20th November", "the year is missing"),
        ("20/11/19", "not understood"),
        ("soon", "not understood"),
        ("N/A", "not understood"),
        ("July, September and November 2020", "not understood"),
        ("\0", "not understood"),
        ("x" * 5000, "too long"),
    ],
)
def test_what_is_no_date_is_refused_with_the_way_to_write_it(text: str, complaint: str) -> None:
    with pytest.raises(ValidationError) as refused:
        read(text)
    message = str(refused.value.messages[0])
    assert complaint in message
    assert "Write it like “September 2018”" in message


@given(DAYS, DAYS | st.none(), st.sampled_from(Precision.values))
def test_what_is_spoken_is_read_as_what_it_was_made_from(
    start: date, end: date | None, precision: str
) -> None:
    if precision == Precision.MONTH:
        start, end = start.replace(day=1), end and end.replace(day=1)
    if end and end <= start:
        start, end = end, None if end == start else start
    assert read(spoken(start, end, precision)) == When(start, end, precision)


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    try:
        when = read(text)
    except ValidationError:
        return
    assert str(read(str(when))) == str(when)
