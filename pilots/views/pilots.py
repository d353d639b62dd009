"""The list of pilots, and a pilot's page."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from browse.views import FilteredListView, RecordView
from cities import around
from pilots.filters import PilotFilterSet
from pilots.models import PilotProject
from pilots.similar import similar
from pilots.tellings import told
from pilots.views.record import links_of, related, terms_of


class PilotListView(FilteredListView):
    """`/pilots/`: everything that is proposed."""

    filterset_class = PilotFilterSet
    template_name = "pilots/pilot_list.html"
    heading = _("Pilots")
    lead = _(
        "What the cities propose to do together, each "
        "proposal once, with every summary that tells of it."
    )

    def get_records(self) -> QuerySet:
        """Published pilots."""
        return PilotProject.objects.published().for_rows()


class PilotView(RecordView):
    """`/pilots/<slug>/`: what is proposed, by whom, where, and who tells of it."""

    template_name = "pilots/pilot_detail.html"

    def get_queryset(self) -> QuerySet:
        """Published pilots."""
        return PilotProject.objects.published()

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The pilot with everything that is linked to it."""
        pilot = self.object
        return super().get_context_data(
            **links_of(pilot),
            **terms_of(pilot),
            told=told(around.citations_of(pilot)),
            activities=pilot.activities.published().for_rows(),
            relations=related(pilot),
            similar=similar(pilot),
            **kwargs,
        )
