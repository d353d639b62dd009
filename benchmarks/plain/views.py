"""The list of pilots."""

from typing import Any

from django.db.models import QuerySet
from django.views.generic import ListView

from benchmarks.plain.filters import PilotFilterSet
from pilots.models import PilotProject


class PilotListView(ListView):
    """Published pilots, those that the address asks for, twenty-five to a page."""

    template_name = "pilots/pilot_list.html"
    paginate_by = 25
    heading = "Pilots"
    lead = "What the cities propose to do together, each proposal once."

    def get_queryset(self) -> QuerySet:
        """The records asked for, with all that a row shows."""
        published = PilotProject.objects.published().for_rows()
        self.filterset = PilotFilterSet(self.request.GET, queryset=published)
        return self.filterset.qs

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """What the template shows around the records."""
        context = super().get_context_data(
            filterset=self.filterset, total=PilotProject.objects.published().count(), **kwargs
        )
        page = context["page_obj"]
        context["page_range"] = page.paginator.get_elided_page_range(page.number, on_each_side=2)
        return context
