"""The lists of the portal, and what each of their other forms needs to know of them."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from browse.filtersets import BrowseFilterSet
from browse.text import Spoken
from cities.filters import (
    CityFilterSet,
    OrganisationFilterSet,
    SDGFilterSet,
    ThemeFilterSet,
    TopicFilterSet,
)
from cities.models import SDG, City, Organisation, Theme, UrbanAgendaTopic
from pilots.filters import ActivityFilterSet, PilotFilterSet
from pilots.models import Activity, PilotProject
from ucap.summaries.filters import NoteFilterSet, SummaryFilterSet
from ucap.summaries.models import EditorialNote, Summary


@dataclass(frozen=True)
class Listing:
    """One list: its name in addresses, the records that the public sees, and their filters.

    `page` is the name of the list's page among the addresses, `key` the field
    that names a record in an address, `heading` what the list is called.
    """

    name: str
    page: str
    heading: Spoken
    model: type[Model]
    public: Callable[[], QuerySet]
    filterset_class: type[BrowseFilterSet]
    key: str = "slug"

    def filterset(self, asked: QueryDict) -> BrowseFilterSet:
        """The list's filters with what `asked` asks, over all that the public sees."""
        return self.filterset_class(asked, queryset=self.public())

    @property
    def address(self) -> str:
        """The path of the list's page."""
        return reverse(self.page)


LISTINGS = {
    listing.name: listing
    for listing in (
        Listing(
            *("summaries", "summaries", _("Summaries"), Summary),
            lambda: Summary.objects.published(),
            SummaryFilterSet,
        ),
        Listing(
            *("pilots", "pilots", _("Pilots"), PilotProject),
            lambda: PilotProject.objects.published(),
            PilotFilterSet,
        ),
        Listing(
            *("activities", "activities", _("Activities"), Activity),
            lambda: Activity.objects.published(),
            ActivityFilterSet,
        ),
        Listing(
            *("cities", "cities", _("Cities"), City), lambda: City.objects.shown(), CityFilterSet
        ),
        Listing(
            *("organisations", "organisations", _("Organisations"), Organisation),
            lambda: Organisation.objects.shown(),
            OrganisationFilterSet,
        ),
        Listing(
            *("themes", "themes", _("Themes"), Theme), lambda: Theme.objects.shown(), ThemeFilterSet
        ),
        Listing(
            *("sdgs", "sdgs", _("Sustainable Development Goals"), SDG),
            lambda: SDG.objects.all(),
            SDGFilterSet,
            key="number",
        ),
        Listing(
            *("urban-agenda", "topics", _("EU Urban Agenda"), UrbanAgendaTopic),
            lambda: UrbanAgendaTopic.objects.all(),
            TopicFilterSet,
        ),
    )
}
"""Every list of records that have pages, by its name in addresses."""
NOTES = Listing(
    *("notes", "notes", _("Editorial notes"), EditorialNote),
    lambda: EditorialNote.objects.about_published(),
    NoteFilterSet,
)
EVERY_LIST = LISTINGS | {NOTES.name: NOTES}
