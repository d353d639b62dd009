"""The page of the timeline."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from browse.facets import number_of
from browse.views import PictureView
from cities.upward import SUMMARY_ACTIVITY
from pilots.models import Activity
from ucap.across.timeline import months
from ucap.across.timeline.dated import by_month
from ucap.across.timeline.filters import TimelineFilterSet
from ucap.across.timeline.lanes import lanes, membership
from ucap.across.timeline.layout import Event, Period, axis_over, picture, window
from ucap.across.timeline.sentence import digest, sentence
from ucap.summaries.models import Summary

ACTIVITIES_LIMIT = 300
"""How many activities are drawn and listed."""
BANDS_LIMIT = 12


class TimelineView(PictureView):
    """`/timeline/`: the activities that the address asks for, along months."""

    filterset_class = TimelineFilterSet
    filterset: TimelineFilterSet
    template_name = "across/timeline.html"
    heading = _("Timeline")
    lead = _("What took place when, under the periods of the plans that tell of it.")

    def get_records(self) -> QuerySet:
        """Published activities."""
        return Activity.objects.published().for_rows()

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The sentence, the picture and the dated list."""
        figures = digest(self.filterset.selected().values_list("start", "end", "kind", "mode"))
        shown = list(self.filterset.qs[:ACTIVITIES_LIMIT])
        return super().get_context_data(
            figures=figures,
            sentence=sentence(figures),
            more=figures.number - len(shown),
            months=by_month(shown),
            tabs=self.filterset.tabs("lanes"),
            **self.drawing(shown),
            **kwargs,
        )

    def drawing(self, shown: Sequence[Activity]) -> dict[str, Any]:
        """The picture with what it leaves out; nothing where no activity has a date."""
        events = [Event(a, span) for a in shown if (span := months.span_of(a))]
        if not events:
            return {}
        name = self.filterset.shows("lanes")
        found = membership(self.filterset, name)
        telling = summaries_telling(self.filterset.selected())
        periods = periods_of(telling[:BANDS_LIMIT])
        first, last = window(self.filterset.period, [*events, *periods])
        return {
            "picture": picture(
                axis_over(first, last),
                periods,
                lanes(self.filterset, name, found, events, reverse("activities")),
            ),
            "lanes_left_out": found.left_out,
            "bands_left_out": max(0, telling.count() - BANDS_LIMIT),
        }


def summaries_telling(activities: QuerySet) -> QuerySet:
    """The published summaries with a period that cite any of `activities`, those that cite most
    first.
    """
    told = number_of(Summary, SUMMARY_ACTIVITY, Q(activity_citations__activity__in=activities))
    dated = Summary.objects.published().filter(period_start__isnull=False)
    return dated.annotate(told=told).filter(told__gt=0).order_by("-told", "sort_title", "slug")


def periods_of(summaries: QuerySet) -> list[Period]:
    """The periods of `summaries`, in order of time. One query."""
    periods = [
        Period(s, months.span(s.period_start, s.period_end, months.Precision.MONTH))
        for s in summaries
    ]
    return sorted(periods, key=lambda p: (p.span.start, p.span.end, p.record.sort_title))
