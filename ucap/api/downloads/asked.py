"""What somebody wants to take along: a list as its page shows it, in another form."""

from collections.abc import Iterator
from functools import cached_property

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from browse.export.tables import Cell, Column, Table, rows
from browse.filtersets import BrowseFilterSet
from ucap.api.downloads.tables import TABLES
from ucap.api.listings import Listing

LONG_FORM = "rows"
"""The parameter that asks for a row for each record and value."""


class Asked:
    """A list with the filters of a request, as a table. Bad input selects nothing, as on pages."""

    def __init__(self, request: HttpRequest, listing: Listing) -> None:
        self.request = request
        self.listing = listing

    @cached_property
    def filterset(self) -> BrowseFilterSet:
        """The filters of the list with what is asked."""
        return self.listing.filterset(self.request.GET)

    @cached_property
    def page(self) -> str:
        """The full address of the page that shows the same records."""
        return self.request.build_absolute_uri(self.listing.address + self.filterset.query.url)

    @cached_property
    def table(self) -> Table:
        """The columns of the list, in all its forms."""
        return TABLES[self.listing.name](self.request.build_absolute_uri(self.listing.address))

    @cached_property
    def long_form(self) -> str:
        """What there is to be a row for beside the record; "" for nothing."""
        return self.request.GET.get(LONG_FORM, "").strip()

    @cached_property
    def problems(self) -> list[str]:
        """What was not understood, in words."""
        told = [f"{problem.label}: {problem.message}" for problem in self.filterset.problems]
        if self.long_form and self.long_form not in self.table.long:
            known = ", ".join(self.table.long) or _("none on this list")
            told.append(
                _("%(parameter)s=%(value)s: there are no such rows; known: %(known)s")
                % {"parameter": LONG_FORM, "value": self.long_form, "known": known}
            )
        return told

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns in the form that is asked for."""
        return (*self.table.long.get(self.long_form, ()), *self.table.columns)

    @property
    def records(self) -> QuerySet:
        """What the rows are made of, in their order."""
        further = self.table.sorts.get(self.long_form, ())
        return self.filterset.selected().order_by(*self.filterset.ordering, *further)

    def rows(self) -> Iterator[list[Cell]]:
        """The whole filtered list; one statement, read as it is sent."""
        return iter(()) if self.problems else rows(self.columns, self.records)

    @cached_property
    def stem(self) -> str:
        """The name of the file, without what stands after the point: what, and of which day."""
        return f"{self.listing.name}-{timezone.localdate().isoformat()}"

    def about(self, number: int) -> Iterator[tuple[str, str]]:
        """What a reader of the file must know of it, as (label, text); `number` rows are in it."""
        yield _("List"), str(self.listing.heading)
        yield _("From"), self.page
        yield _("Made"), f"{timezone.now():%Y-%m-%d %H:%M} UTC"
        yield _("Rows"), str(number)
        if self.long_form and not self.problems:
            yield _("A row for"), _("each record and %(value)s") % {"value": self.long_form}
        yield from self._filters()
        for problem in self.problems:
            yield _("Not understood"), problem
        yield _("Terms of use"), terms()
        yield (
            _("Reading it"),
            _(
                "id and url name a record for good. Several values in a cell are parted by"
                " semicolons. A date without a day is known to the month only. sources says"
                " which documents tell of the record, and in which place."
            ),
        )

    def _filters(self) -> Iterator[tuple[str, str]]:
        chips = self.filterset.chips
        for chip in chips:
            yield _("Filter"), f"{chip.label}: {chip.value}"
        if not chips and not self.problems:
            yield _("Filter"), _("none: the whole list")
        for order in self.filterset.orders:
            if order.selected:
                yield _("Order"), order.label


def terms() -> str:
    """Under which terms the data may be used, as the operator says."""
    said = " ".join(filter(None, (settings.DATA_TERMS, settings.DATA_TERMS_URL)))
    return said or _("The operator of this portal has said none: ask before you publish.")
