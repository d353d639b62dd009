"""What search engines are told of: the pages of the site, and every record that the public sees."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from browse.history.newest import last_modified
from ucap.api.listings import LISTINGS, Listing

PAGES = (
    *("home", "about", "abbreviations", "accessibility", "notes"),
    *("map", "timeline", "matrix", "compare", "api:data", "api:reference"),
)
"""The pages that are neither a list nor a record, by the names of their addresses."""


class PagesSitemap(Sitemap):
    """The pages and the lists, without any filter. No query."""

    def items(self) -> list[str]:
        """The names of their addresses."""
        return [*PAGES, *(listing.page for listing in LISTINGS.values())]

    def location(self, item: str) -> str:
        """The path of the page."""
        return reverse(item)


class RecordsSitemap(Sitemap):
    """The records of one list: a query for their number, and one for each page of them."""

    def __init__(self, listing: Listing) -> None:
        self.listing = listing

    def items(self) -> QuerySet:
        """The records in an order that new ones do not change, with when each changed last."""
        listing = self.listing
        return (
            listing.public()
            .only(listing.key)
            .annotate(changed=last_modified(listing.model))
            .order_by("pk")
        )

    def lastmod(self, item: Any) -> datetime | None:
        """When the record changed last; None when nobody knows."""
        return item.changed

    def get_latest_lastmod(self) -> None:
        """Nothing: the index would have to read every record for it."""


def made(listing: Listing) -> Callable[[], RecordsSitemap]:
    """What makes the sitemap of a list, anew for each request."""
    return lambda: RecordsSitemap(listing)


SITEMAPS: dict[str, Any] = {
    "pages": PagesSitemap,
    **{name: made(listing) for name, listing in LISTINGS.items()},
}
"""By the names of their addresses. Each has as many pages as it takes, of 50 000 addresses."""
