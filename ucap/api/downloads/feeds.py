"""Lists as feeds (Atom, RFC 4287): what has changed last in them."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.translation import gettext as _

from browse.history.newest import last_modified
from ucap.api.downloads.asked import Asked

FEEDS = {"activities": "description", "pilots": "description", "summaries": "focus"}
"""The lists that have a feed, and the field that an entry tells."""
ENTRIES = 50
"""How many records a feed tells of: those that changed last."""


def feed(asked: Asked) -> str:
    """The records asked for that changed last, newest first. Two queries, one for the sources."""
    address = asked.request.build_absolute_uri
    chosen = ", ".join(chip.value for chip in asked.filterset.chips)
    heading = str(asked.listing.heading)
    made = Atom1Feed(
        title=f"{heading}: {chosen}" if chosen else heading,
        link=asked.page,
        description=_("What has changed last in this list."),
        feed_url=address(asked.request.get_full_path()),
        language="en",
    )
    for record in _newest(asked):  # Django's Atom says that a description is HTML
        page = address(record.get_absolute_url())
        made.add_item(
            title=str(record),
            link=page,
            unique_id=f"tag:{asked.request.get_host()},2017:{asked.listing.name}/{record.pk}",
            description=linebreaks(_told(asked, record), autoescape=True),
            updateddate=record.last_modified,
        )
    return made.writeString("utf-8")


def _newest(asked: Asked) -> list[Any]:
    if asked.problems:
        return []
    changed = last_modified(asked.listing.model)
    dated = asked.filterset.selected().annotate(last_modified=changed)
    return list(dated.order_by("-last_modified", "slug")[:ENTRIES])


def _told(asked: Asked, record: Any) -> str:
    """When it was or is planned, and what it is: text."""
    dates = getattr(record, "period", None) or getattr(record, "dates", "")
    return "\n\n".join(filter(None, (dates, getattr(record, FEEDS[asked.listing.name]))))
