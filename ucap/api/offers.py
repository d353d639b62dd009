"""What a list offers to take along: files and feeds of the records that it shows."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from browse.text import Spoken
from ucap.api.downloads.feeds import FEEDS
from ucap.api.downloads.tables import TABLES
from ucap.api.listings import EVERY_LIST, LISTINGS, Listing

ATOM = "application/atom+xml"
VALUES = {
    "city": _("city"),
    "organisation": _("organisation"),
    "theme": _("theme"),
    "sdg": _("SDG"),
    "topic": _("Urban Agenda topic"),
}
"""What a row of a long form stands for, beside its record."""


@dataclass(frozen=True)
class Offer:
    """One form of a list: what it is called, where it is, and what sort of file that is."""

    label: Spoken
    url: str
    kind: str = ""
    hint: Spoken = ""


def listing_at(page: str) -> Listing | None:
    """The list whose page has the URL name `page`."""
    return next((listing for listing in EVERY_LIST.values() if listing.page == page), None)


def forms(listing: Listing, asked: QueryDict) -> Iterator[Offer]:
    """Every form that the records of a list have, with the same filters."""
    query = f"?{asked.urlencode()}" if asked else ""
    at = {"listing": listing.name}
    yield Offer(
        _("CSV"),
        reverse("api:csv", kwargs=at) + query,
        "text/csv",
        _("for any program that reads tables"),
    )
    yield Offer(
        _("Excel"),
        reverse("api:xlsx", kwargs=at) + query,
        hint=_("with dates, numbers and filters"),
    )
    if listing.name in LISTINGS:
        yield Offer(
            _("Briefing"),
            reverse("api:briefing-list", args=[listing.name]) + query,
            "",
            _("a page to print"),
        )
        yield Offer(
            _("Word"),
            reverse("api:docx-list", args=[listing.name]) + query,
            "",
            _("the same as a file"),
        )
    if listing.name == "activities":
        yield Offer(
            _("Calendar"),
            reverse("api:calendar") + query,
            "text/calendar",
            _("to open or subscribe to"),
        )
    if listing.name in FEEDS:
        yield Offer(
            _("Feed"),
            reverse(f"api:{listing.name}-feed") + query,
            ATOM,
            _("tells what changes"),
        )


def long_forms(listing: Listing, asked: QueryDict) -> Iterator[Offer]:
    """The tables with a row for each record and value, for pivot tables."""
    for name in _values(listing.name):
        query = asked.copy()
        query["rows"] = name
        address = reverse("api:csv", kwargs={"listing": listing.name})
        yield Offer(VALUES[name], f"{address}?{query.urlencode()}", "text/csv")


@cache
def _values(name: str) -> tuple[str, ...]:
    """What the long forms of a list have a row for; the whole table is made to know, so once."""
    return tuple(TABLES[name]("").long)
