"""The page of the map."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from browse.views import PictureView
from pilots.models import PilotProject
from ucap.across.map.drawing import LAYOUTS, draw
from ucap.across.map.filters import MapFilterSet
from ucap.across.map.network import survey


class MapView(PictureView):
    """`/map/`: where the cities are, and which of them have pilots in common."""

    filterset_class = MapFilterSet
    template_name = "across/map.html"
    heading = _("Map")
    lead = _("Where the cities are, and which of them propose pilots together across the world.")

    def get_records(self) -> QuerySet:
        """Published pilots."""
        return PilotProject.objects.published()

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The network of the pilots selected, and its pictures for wide windows and for phones."""
        network = survey(self.filterset)
        world = self.filterset.shows("view") == "world"
        return super().get_context_data(
            selected=self.filterset.selected().count(),
            tabs=self.filterset.tabs("view"),
            network=network,
            world=world,
            pictures=[draw(network, layout, world=world) for layout in LAYOUTS],
            **kwargs,
        )
