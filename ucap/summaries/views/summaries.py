"""The list of summaries, and a summary's page."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from browse.views import FilteredListView, RecordView
from cities.upward import published
from ucap.summaries.filters import SummaryFilterSet
from ucap.summaries.models import Summary, SummaryCity


class SummaryListView(FilteredListView):
    """`/summaries/`: every document."""

    filterset_class = SummaryFilterSet
    template_name = "summaries/summary_list.html"

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
        return super().get_context_data(
            sides=summary.sides.prefetch_related(Prefetch("city_links", cities)),
            theme_links=summary.theme_links.select_related("theme"),
            sdg_links=summary.sdg_links.select_related("sdg"),
            topic_links=summary.topic_links.select_related("topic"),
            activity_citations=summary.activity_citations.filter(published("activity"))
            .select_related("activity", "summary")
            .prefetch_related("outcomes"),
            pilot_citations=summary.pilot_citations.filter(published("pilot")).select_related(
                "pilot", "summary"
            ),
            notes=summary.notes.about_published(),
            **kwargs,
        )
