"""The home page: what the portal is, how much is in it, and the ways in."""

from typing import Any

from django.http import QueryDict

from browse.views import PageView
from cities.models import SDG, City, Organisation, Theme
from pilots.models import Activity, PilotProject
from ucap.across.map.drawing import LAYOUTS, draw
from ucap.across.map.filters import MapFilterSet
from ucap.across.map.network import survey
from ucap.summaries.models import Summary


class HomeView(PageView):
    """`/`: key figures and ways in by city, theme and SDG."""

    template_name = "across/home.html"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The figures (one query each) and the first entries of each way in."""
        network = survey(MapFilterSet(QueryDict(), queryset=PilotProject.objects.published()))
        return super().get_context_data(
            summary_count=Summary.objects.published().count(),
            pilot_count=PilotProject.objects.published().count(),
            activity_count=Activity.objects.published().count(),
            city_count=City.objects.shown().count(),
            organisation_count=Organisation.objects.shown().count(),
            summaries=Summary.objects.published().counted().for_rows()[:12],
            cities=City.objects.partners()
            .select_related("country")
            .order_by("-country__region", "sort_name", "slug")[:50],
            themes=Theme.objects.shown()[:12],
            sdgs=SDG.objects.printed(),
            network=network,
            pictures=[draw(network, layout, world=False) for layout in LAYOUTS],
            **kwargs,
        )
