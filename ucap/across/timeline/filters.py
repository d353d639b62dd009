"""The filter set of the timeline: that of activities, with lanes to choose."""

from functools import cached_property

from django.utils.translation import gettext_lazy as _

from browse.filters import PageSetting
from browse.pictures import PictureFilterSet
from browse.rows import SortChoice
from pilots.filters import ActivityFilterSet
from ucap.across.timeline import months

BY_DATE = ("date", "-date")


class TimelineFilterSet(PictureFilterSet, ActivityFilterSet):
    """The parameters of `/timeline/`: those of `/activities/` and what a lane stands for.

    It takes every order that the list takes, so that an address of the list
    works here, but follows the order of time only.
    """

    lanes = PageSetting(
        choices=[("kind", _("Kind")), ("city", _("City")), ("theme", _("Theme"))],
        label=_("Lanes"),
    )

    @cached_property
    def order(self) -> str:
        """The order that applies: earliest first, or latest first when that is asked for."""
        asked = self.cleaned.get("sort")
        return asked if asked in BY_DATE else self.DEFAULT_ORDER

    @property
    def orders(self) -> list[SortChoice]:
        """Both ways round in time."""
        return [choice for choice in super().orders if choice.value in BY_DATE]

    @property
    def period(self) -> tuple[int | None, int | None]:
        """(first, last) month of the period that the address asks for; None where it is open."""
        years = [term.key for term in self.cleaned.get("year") or []]
        starts, ends = [year * 12 for year in years], [year * 12 + 11 for year in years]
        first, last = min(starts, default=None), max(ends, default=None)
        if asked := self.cleaned.get("from"):
            first = max(months.number(asked), first or 0)
        if asked := self.cleaned.get("to"):
            last = min(months.number(asked), last or months.number(asked))
        return first, last
