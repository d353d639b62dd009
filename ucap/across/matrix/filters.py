"""The filter sets of the matrix: those of the list that is counted, with two page settings."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from browse.filters import PageSetting, SettingFilter
from browse.filtersets import BrowseFilterSet
from browse.pictures import PictureFilterSet
from browse.querystring import QueryString
from pilots.filters import ActivityFilterSet, PilotFilterSet
from ucap.summaries.filters import SummaryFilterSet

VIEWS = {
    "city-city": _("City × city"),
    "city-theme": _("City × theme"),
    "theme-sdg": _("Theme × SDG"),
    "theme-year": _("Theme × year"),
    "city-sdg": _("City × SDG"),
    "summary-summary": _("Summary × summary"),
}
COUNTS = {"pilots": _("Pilots"), "activities": _("Activities")}

SHARED = frozenset(
    {
        *("q", "city", "country", "theme", "sdg", "topic"),
        *("organisation", "summary", "year", "from", "to", "match"),
    }
)
"""The parameters that mean the same on every list that knows them."""


class MatrixFilterSet(PictureFilterSet):
    """Which two kinds of values stand against each other, and what is counted."""

    OFFERS_ORDERS = False
    OF_PARTICIPANTS = False
    """Whether cities count only where they take part in an activity."""

    view = PageSetting(choices=list(VIEWS.items()), label=_("View"))
    count = PageSetting(choices=list(COUNTS.items()), label=_("Count"))


class PilotMatrixFilterSet(MatrixFilterSet, PilotFilterSet):
    """The parameters of a matrix of pilots."""


class ActivityMatrixFilterSet(MatrixFilterSet, ActivityFilterSet):
    """The parameters of a matrix of activities."""


class SummaryMatrixFilterSet(MatrixFilterSet, SummaryFilterSet):
    """The parameters of a matrix of summaries."""


class AxisRole(SettingFilter):
    """The role of the cities that stand as rows or columns, where one of the two always applies."""

    def __init__(self, **kwargs) -> None:
        super().__init__(**kwargs)
        self.extra["choices"] = list(self.choices.items())

    def narrows(self, cleaned: Mapping[str, Any]) -> bool:
        """See `ConditionFilter`. That they take part goes without saying, so it is no chip."""
        return cleaned.get("role") == "venue"


class ParticipantFilterSet(ActivityMatrixFilterSet):
    """The parameters of a matrix of activities by the cities that take part in them.

    A city that merely hosts does not work on what is talked of there. It is
    as if `role=participant` had been asked, and all links say so; `role=venue`
    counts the hosts instead.
    """

    OF_PARTICIPANTS = True

    role = AxisRole(
        of="city",
        label=_("City’s role"),
        choices=[("participant", _("Takes part")), ("venue", _("Hosts"))],
    )

    def __init__(self, data: QueryDict, **kwargs) -> None:
        if not data.get("role", "").strip():
            data = data.copy()
            data["role"] = "participant"
        super().__init__(data, **kwargs)

    @property
    def settings(self) -> list[forms.BoundField]:
        """See `BrowseFilterSet`. The role concerns the axis, whether or not a city is chosen."""
        return [self.form["role"]]


def carried(query: QueryString, known: type[BrowseFilterSet], *, same_list: bool) -> QueryString:
    """What of `query` a matrix with the filters `known` goes on asking.

    All of it where the same list is counted, but for the settings of the page
    and the role that goes without saying; of another list's what means the
    same there.
    """
    names = set(known.get_filters()) | {"match", "sort"}
    names -= {"view", "count"}
    values = {n: v for n, v in query.values.items() if n in names and (same_list or n in SHARED)}
    if values.get("role") == ["participant"]:
        del values["role"]
    if not same_list:
        values["match"] = [n for n in values.get("match", []) if n == "all" or n in values]
    return QueryString(values)
