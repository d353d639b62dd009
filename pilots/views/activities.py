"""The list of activities, and an activity's page."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from browse.views import FilteredListView, RecordView
from cities import around
from pilots.filters import ActivityFilterSet
from pilots.models import Activity, Outcome
from pilots.tellings import told
from pilots.views.record import links_of, related, terms_of


class ActivityListView(FilteredListView):
    """`/activities/`: everything that took place, in order of time."""

    filterset_class = ActivityFilterSet
    template_name = "pilots/activity_list.html"
    heading = _("Activities")
    lead = _(
        "What took place, in order of time, each event once, with every summary that tells of it."
    )

    def get_records(self) -> QuerySet:
        """Published activities."""
        return Activity.objects.published().for_rows()


class ActivityView(RecordView):
    """`/activities/<slug>/`: who, where, when, with what outcome, and who tells of it."""

    template_name = "pilots/activity_detail.html"

    def get_queryset(self) -> QuerySet:
        """Published activities."""
        return Activity.objects.published().select_related("part_of")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The activity with everything that is linked to it."""
        activity = self.object
        return super().get_context_data(
            **links_of(activity),
            **terms_of(activity),
            told=told(around.citations_of(activity)),
            outcomes=activity.outcomes.prefetch_related(
                "cities", "organisations", around.told_in(Outcome)
            ),
            parts=activity.parts.published().for_rows(),
            pilots=activity.pilots.published().for_rows(),
            relations=related(activity),
            **kwargs,
        )
