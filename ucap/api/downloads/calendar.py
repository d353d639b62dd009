"""Activities as a calendar (RFC 5545)."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from browse.dates import Precision, month_end
from browse.history.newest import last_modified
from browse.text import Spoken
from pilots.models import Activity
from ucap.api.downloads.asked import Asked

COUNTED_FROM = datetime(2017, 1, 1, tzinfo=UTC)
"""From when on the seconds of a change are counted, so that a later version has a higher number."""


def calendar(asked: Asked) -> bytes:
    """The dated activities asked for, one entry each; a fixed number of queries.

    What is known to the month fills that month; nothing in it makes anybody busy.
    """
    host = asked.request.get_host()
    made = Calendar()
    made.add("prodid", f"-//{host}//{asked.listing.heading}//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", _named(asked))
    made.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for activity in _dated(asked):
        made.add_component(_entry(asked, activity, host))
    return made.to_ical()


def _named(asked: Asked) -> str:
    chosen = ", ".join(chip.value for chip in asked.filterset.chips)
    return f"{asked.listing.heading}: {chosen}" if chosen else str(asked.listing.heading)


def _dated(asked: Asked) -> Iterator[Activity]:
    if asked.problems:
        return iter(())
    chosen = asked.filterset.selected().filter(start__isnull=False)
    shown = chosen.annotate(last_modified=last_modified(Activity)).for_rows()
    return iter(shown.prefetch_related("outcomes").order_by(*asked.filterset.ordering))


def _entry(asked: Asked, activity: Activity, host: str) -> Event:
    page = asked.request.build_absolute_uri(activity.get_absolute_url())
    changed: datetime = activity.last_modified  # type: ignore[attr-defined] # annotated above
    event = Event()
    event.add("uid", f"activity-{activity.pk}@{host}")
    event.add("sequence", int((changed - COUNTED_FROM).total_seconds()))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("dtstart", activity.start)
    event.add("dtend", _after(activity))
    event.add("summary", activity.title)
    event.add("description", "\n\n".join(_told(activity, page)))
    event.add("url", page)
    event.add("transp", "TRANSPARENT")
    event.add("categories", [str(activity.get_kind_display())])
    if places := _places(activity):
        event.add("location", places)
    return event


def _after(activity: Activity) -> date:
    """The first day after it, by which the format says when something ends."""
    last = activity.end or activity.start
    assert last is not None  # noqa: S101 - only dated ones are asked for
    return (month_end(last) if activity.precision == Precision.MONTH else last) + timedelta(days=1)


def _places(activity: Activity) -> str:
    """The place inside a city, and the cities."""
    cities = [str(link.city) for link in activity.city_links.all()]
    return ", ".join(filter(None, (activity.location_text, *cities)))


def _told(activity: Activity, page: str) -> Iterator[str]:
    """What stands in an entry: when, what, what came of it, who tells of it, where to read more."""
    yield _("When: %(dates)s") % {"dates": activity.dates}
    if activity.description:
        yield activity.description
    for outcome in activity.outcomes.all():
        yield str(outcome)
    sources: list[Spoken] = [str(citation) for citation in activity.told_in]  # type: ignore[attr-defined]
    if sources:
        yield _("Sources: %(sources)s") % {"sources": "; ".join(map(str, sources))}
    yield page
