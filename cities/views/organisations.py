"""The list of organisations, and an organisation's page."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from browse.views import FilteredListView, RecordView, ShortList
from cities import around, upward
from cities.filters import OrganisationFilterSet
from cities.models import Organisation


class OrganisationListView(FilteredListView):
    """`/organisations/`: every body that a published record names."""

    filterset_class = OrganisationFilterSet
    template_name = "cities/organisation_list.html"
    heading = _("Organisations")
    lead = _("Universities, companies, parks and other bodies that the summaries name.")

    def get_records(self) -> QuerySet:
        """Organisations with their seat and what they take part in."""
        return Organisation.objects.shown().for_rows()


class OrganisationView(RecordView):
    """`/organisations/<slug>/`: its seat, its parts and everything that names it."""

    template_name = "cities/organisation_detail.html"
    named_by = upward.ORGANISATION_NAMED

    def get_queryset(self) -> QuerySet:
        """Organisations that the public sees."""
        return Organisation.objects.shown().select_related("city__country")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The organisation with its parts, and the links that say in what role it is named."""
        organisation = self.object
        query = f"?organisation={organisation.slug}"
        shown = Organisation.objects.shown()
        return super().get_context_data(
            whole=shown.filter(pk=organisation.part_of_id).first(),
            parts=ShortList(shown.filter(part_of=organisation).for_rows()),
            companions=ShortList(around.companions(organisation).select_related("city")),
            activity_links=ShortList(
                around.in_time(organisation.activity_links), url=reverse("activities") + query
            ),
            outcomes=ShortList(around.outcomes_of(organisation), url=reverse("activities") + query),
            pilot_links=ShortList(
                around.by_title(organisation.pilot_links), url=reverse("pilots") + query
            ),
            **kwargs,
        )
