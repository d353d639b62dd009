"""Dates as pages say them and as addresses write them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from browse.dates import month, month_end, spoken
from pilots.models import Activity
from tests.universe.page import Page

SPOKEN = [
    ((date(2018, 7, 1), None, "month"), "July 2018"),
    ((date(2018, 7, 1), date(2018, 7, 1), "month"), "July 2018"),
    ((date(2020, 7, 1), date(2020, 11, 1), "month"), "July – November 2020"),
    ((date(2018, 7, 1), date(2019, 11, 1), "month"), "July 2018 – November 2019"),
    ((date(2018, 7, 1), date(2019, 7, 1), "month"), "July 2018 – July 2019"),
    ((date(2019, 11, 20), None, "day"), "20 November 2019"),
    ((date(2019, 11, 20), date(2019, 11, 20), "day"), "20 November 2019"),
    ((date(2019, 11, 20), date(2019, 11, 22), "day"), "20 November 2019 – 22 November 2019"),
    ((date(2019, 11, 1), None, "day"), "1 November 2019"),
    ((None, None, "day"), ""),
    ((None, None, "month"), ""),
]


@pytest.mark.parametrize(("span", "words"), SPOKEN)
def test_a_span_is_said_as_people_say_it(span: tuple, words: str) -> None:
    assert spoken(*span) == words


@pytest.mark.parametrize(
    ("text", "first"),
    [("2020-04", date(2020, 4, 1)), ("0001-01", date(1, 1, 1)), ("9999-12", date(9999, 12, 1))],
)
def test_a_month_is_read(text: str, first: date) -> None:
    assert month(text) == first


@pytest.mark.parametrize(
    "text",
    [
        *("2020-13", "2020-00", "0000-01", "2020", "2020-4", "20-04", "2020-04-01", "2020/04"),
        *(
            "April 2020",
            "-2020-04",
            "2020-٠٤",
            "２０２０-04",
            "+202-04",
            "2020- 4",
            " 020-04",
            "20_0-04",
        ),
    ],
)
def test_anything_else_is_no_month_and_is_repeated(text: str) -> None:
    with pytest.raises(ValidationError, match="is not a month") as raised:
        month(text)
    assert text in raised.value.messages[0]


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2020, 2, 1), 29),
        (date(2019, 2, 1), 28),
        (date(2020, 4, 15), 30),
        (date(9999, 12, 1), 31),
    ],
)
def test_a_month_ends_on_its_last_day(day: date, last: int) -> None:
    assert month_end(day) == day.replace(day=last)


def activity(**fields: object) -> Activity:
    """A published activity."""
    return Activity.objects.create(
        **{"title": "A", "slug": "a", "kind": "meeting", "status": "published", **fields}
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "inside", "outside"),
    [
        (
            {"start": "2020-04-30", "precision": "day"},
            ["from=2020-04", "to=2020-04", "from=2020-04&to=2020-04", "year=2020"],
            ["from=2020-05", "to=2020-03", "year=2019", "year=2021"],
        ),
        (
            {"start": "2019-11-01", "end": "2020-04-01", "precision": "month"},
            ["from=2020-04", "to=2019-11", "from=2020-01&to=2020-02", "year=2019", "year=2020"],
            ["from=2020-05", "to=2019-10", "year=2018", "year=2021"],
        ),
        (
            {"start": "2018-12-01", "end": "2021-01-01", "precision": "month"},
            ["year=2018", "year=2019", "year=2020", "year=2021&match=year", "year=2017&year=2019"],
            ["year=2017", "year=2022", "year=2017&year=2019&match=year"],
        ),
        (
            {"start": None},
            ["", "sort=-date", "q=a"],
            ["from=0001-01", "to=9999-12", "year=2020"],
        ),
    ],
)
def test_a_period_takes_what_shares_a_month_with_it(
    fields: dict, inside: list[str], outside: list[str]
) -> None:
    activity(**fields)
    assert [query for query in inside if not Page(f"/activities/?{query}").rows] == []
    assert [query for query in outside if Page(f"/activities/?{query}").rows] == []


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["date", "-date"])
def test_records_without_a_date_sort_last_either_way(sort: str) -> None:
    activity(slug="b")
    activity(slug="a")
    activity(slug="d", start="2020-01-01")
    activity(slug="c", start="2019-01-01")
    dated = ["c", "d"] if sort == "date" else ["d", "c"]
    assert Page(f"/activities/?sort={sort}").rows == [*dated, "a", "b"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "fields",
    [
        {"start": "2020-02-01", "end": "2020-01-01"},
        {"end": "2020-01-01"},
        {"start": "2020-01-15", "precision": "month"},
        {"start": "2020-01-01", "end": "2020-02-15", "precision": "month"},
    ],
)
def test_the_database_refuses_dates_that_cannot_be(fields: dict) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        activity(**fields)
