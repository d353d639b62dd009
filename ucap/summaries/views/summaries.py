"""The list of summaries, and a summary's page."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from browse.views import FilteredListView, RecordView
from cities.around import told_in
from cities.upward import published
from pilots.models import Activity, PilotProject
from ucap.summaries.entries import entries, footnotes
from ucap.summaries.filters import SummaryFilterSet
from ucap.summaries.models import Summary, SummaryCity
from ucap.summaries.similar import similar


class SummaryListView(FilteredListView):
    """`/summaries/`: every document."""

    filterset_class = SummaryFilterSet
    template_name = "summaries/summary_list.html"
    heading = _("Summaries")
    lead = _("The documents: action plans of one city, and of a thematic cluster of cities.")

    def get_records(self) -> QuerySet:
        """Published summaries."""
        return Summary.objects.published().counted().for_rows()


class SummaryView(RecordView):
    """`/summaries/<slug>/`: the document in its own structure."""

    template_name = "summaries/summary_detail.html"

    def get_queryset(self) -> QuerySet:
        """Published summaries."""
        return Summary.objects.published()

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The summary with its sides, terms, citations of published records and notes."""
        summary = self.object
        cities = SummaryCity.objects.select_related("city__country")
        notes = footnotes(
            summary.notes.about_published().select_related("activity_citation", "pilot_citation")
        )
        activities = entries(self.activity_citations(), "activity", notes)
        pilots = entries(self.pilot_citations(), "pilot", notes)
        return super().get_context_data(
            sides=summary.sides.prefetch_related(Prefetch("city_links", cities)),
            theme_links=summary.theme_links.select_related("theme"),
            sdg_links=summary.sdg_links.select_related("sdg"),
            topic_links=summary.topic_links.select_related("topic"),
            activities=activities,
            pilots=pilots,
            similar=similar(summary),
            notes=notes,
            **kwargs,
        )

    def activity_citations(self) -> QuerySet:
        """The entries about published activities, and who else tells of those. Three queries."""
        citations = self.object.activity_citations.filter(published("activity"))
        return citations.select_related("activity", "summary").prefetch_related(
            "outcomes", told_in(Activity, "activity")
        )

    def pilot_citations(self) -> QuerySet:
        """The entries about published pilots, and who else tells of those. Two queries."""
        citations = self.object.pilot_citations.filter(published("pilot"))
        return citations.select_related("pilot", "summary").prefetch_related(
            told_in(PilotProject, "pilot")
        )
