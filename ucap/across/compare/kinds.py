"""What can be compared: cities with cities, themes with themes, summaries with summaries."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from browse.text import Spoken
from browse.vocabulary import Records
from cities import upward
from cities.models import City, Theme
from ucap.summaries.models import Summary


@dataclass(frozen=True)
class Kind:
    """One kind of thing: `name` is its parameter, here and in the addresses of lists."""

    name: str
    model: type[Model]
    public: Callable[[], QuerySet]
    likely: Callable[[], QuerySet]  # those to offer first where nothing is chosen yet
    list_: str  # the URL name of the list of all of them
    noun: Spoken
    heading: Spoken
    shares: tuple[str, ...]  # look-ups to what two of them can share: activities, pilots, summaries

    @property
    def vocabulary(self) -> Records:
        """Its values in an address."""
        return Records(self.public, label=called)


def called(record: Model) -> str:
    """What a record is called in a column or a sentence: a summary by its short title."""
    return str(getattr(record, "short_title", record))


CITIES = Kind(
    name="city",
    model=City,
    public=lambda: City.objects.shown(),
    likely=lambda: City.objects.partners(),
    list_="cities",
    noun=_("city"),
    heading=_("Cities"),
    shares=(upward.CITY_ACTIVITY, upward.CITY_PILOT, upward.CITY_SUMMARY),
)
THEMES = Kind(
    name="theme",
    model=Theme,
    public=lambda: Theme.objects.shown(),
    likely=lambda: Theme.objects.shown(),
    list_="themes",
    noun=_("theme"),
    heading=_("Themes"),
    shares=(upward.THEME_ACTIVITY, upward.THEME_PILOT, upward.THEME_SUMMARY),
)
SUMMARIES = Kind(
    name="summary",
    model=Summary,
    public=lambda: Summary.objects.published(),
    likely=lambda: Summary.objects.published(),
    list_="summaries",
    noun=_("summary"),
    heading=_("Summaries"),
    shares=(upward.SUMMARY_ACTIVITY, upward.SUMMARY_PILOT),
)
KINDS = {kind.name: kind for kind in (CITIES, THEMES, SUMMARIES)}
