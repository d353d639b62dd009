"""The list of summaries, and a summary's page."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from browse.views import FilteredListView, RecordView
from cities.around import told_in
from cities.upward import published
from pilots.models import Activity, ActivityCity, PilotCity, PilotProject
from ucap.summaries.coverage import coverage
from ucap.summaries.entries import entries, footnotes
from ucap.summaries.filters import SummaryFilterSet
from ucap.summaries.models import (
    ActivityCitation,
    EditorialNote,
    Part,
    PilotCitation,
    Summary,
    SummaryCity,
)
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
        """Published summaries, and whether each tells of anything, be it in drafts."""
        own = {"summary": OuterRef("pk")}
        return Summary.objects.published().annotate(
            tells_activities=Exists(ActivityCitation.objects.filter(**own)),
            tells_pilots=Exists(PilotCitation.objects.filter(**own)),
        )

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The summary with its sides, terms, citations of published records and notes."""
        summary = self.object
        cities = SummaryCity.objects.select_related("city__country")
        notes = footnotes(
            summary.notes.about_published().select_related("activity_citation", "pilot_citation")
        )
        activity_citations, pilot_citations = self.activity_citations(), self.pilot_citations()
        sides = summary.sides.prefetch_related(Prefetch("city_links", cities))
        themes = summary.theme_links.select_related("theme")
        sdgs = summary.sdg_links.select_related("sdg")
        topics = summary.topic_links.select_related("topic")
        return super().get_context_data(
            sides=sides,
            theme_links=themes,
            sdg_links=sdgs,
            topic_links=topics,
            activities=entries(activity_citations, "activity", notes),
            pilots=entries(pilot_citations, "pilot", notes),
            similar=similar(summary),
            notes=notes,
            coverage=coverage(
                summary,
                sides=sides,
                themes=themes,
                sdgs=sdgs,
                topics=topics,
                activities=activity_citations,
                results=pilot_citations,
                notes=[mark.note for mark in notes.all],
                in_drafts=self.told_parts(),
            ),
            **kwargs,
        )

    def told_parts(self) -> set[str]:
        """The lists that the document has, though perhaps nothing in them is published."""
        told = {
            Part.ACTIVITIES: self.object.tells_activities,
            Part.RESULTS: self.object.tells_pilots,
        }
        return {part for part, is_told in told.items() if is_told}

    def activity_citations(self) -> QuerySet:
        """The entries about published activities, and who else tells of those. Three queries."""
        cities = ActivityCity.objects.filter(activity=OuterRef("activity"))
        return (
            self.object.activity_citations.filter(published("activity"))
            .annotate(has_city=Exists(cities), is_explained=noted("activity"))
            .select_related("activity", "summary")
            .prefetch_related("outcomes", told_in(Activity, "activity"))
        )

    def pilot_citations(self) -> QuerySet:
        """The entries about published pilots, and who else tells of those. Two queries."""
        cities = PilotCity.objects.filter(pilot=OuterRef("pilot"))
        return (
            self.object.pilot_citations.filter(published("pilot"))
            .annotate(has_city=Exists(cities), is_explained=noted("pilot"))
            .select_related("pilot", "summary")
            .prefetch_related(told_in(PilotProject, "pilot"))
        )


def noted(record: str) -> Exists:
    """The condition that a published note is on some citation of the record of a citation.

    What two documents have alike is noted with one of them only.
    """
    same = {f"{record}_citation__{record}": OuterRef(record)}
    return Exists(EditorialNote.objects.about_published().filter(**same))
