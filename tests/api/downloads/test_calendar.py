"""The activities as a calendar, read back with icalendar."""

from datetime import date, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from pilots.models import Activity
from tests.api.downloads.reading import content

pytestmark = pytest.mark.usefixtures("seeded", "db")


def entries(url: str) -> list[Any]:
    """The entries of the calendar at `url`."""
    return list(Calendar.from_ical(content(url)).walk("VEVENT"))


def entry(slug: str) -> Any:
    """The entry of one activity."""
    (found,) = [e for e in entries("/activities.ics") if str(e["url"]).endswith(f"/{slug}/")]
    return found


def test_it_has_every_dated_activity_asked_for_once() -> None:
    dated = Activity.objects.published().filter(start__isnull=False)
    assert len(entries("/activities.ics")) == dated.count()
    some = entries("/activities.ics?from=2020-04&to=2020-04")
    assert 0 < len(some) < dated.count()
    assert len({str(e["uid"]) for e in entries("/activities.ics")}) == dated.count()


def test_a_month_fills_the_month_and_a_day_is_that_day() -> None:
    for activity in Activity.objects.published().filter(start__isnull=False):
        made = entry(activity.slug)
        start, end = made["dtstart"].dt, made["dtend"].dt
        assert type(start) is type(end) is date
        assert start == activity.start
        if activity.precision == "month":
            assert start.day == end.day == 1
            assert end > (activity.end or activity.start)
        else:
            assert end == (activity.end or activity.start) + timedelta(days=1)


def test_an_entry_says_what_where_and_who_tells_of_it() -> None:
    activity = Activity.objects.filter(city_links__isnull=False, citations__isnull=False)[0]
    made = entry(activity.slug)
    assert str(made["summary"]) == activity.title
    assert str(made["transp"]) == "TRANSPARENT"
    assert str(activity.city_links.all()[0].city) in str(made["location"])
    assert "Sources: " in str(made["description"])


def test_a_change_raises_the_sequence_and_keeps_the_identity() -> None:
    activity = Activity.objects.filter(start__isnull=False)[0]
    before = entry(activity.slug)
    # within a transaction all changes have one time: the first was another transaction's
    Activity.objects.filter(pk=activity.pk).update(title="A title of another day")
    after = entry(activity.slug)
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["last-modified"].dt > before["last-modified"].dt


def test_nothing_understood_is_an_empty_calendar() -> None:
    assert entries("/activities.ics?city=atlantis") == []
    assert Calendar.from_ical(content("/activities.ics?city=atlantis"))["version"] == "2.0"
