"""What can stand against what: the axes of the matrix, its views, and the lists that it counts."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from browse.text import Spoken
from cities import upward
from cities.models import SDG, City, Theme
from cities.models.places import Region
from pilots.models import Activity, PilotProject
from ucap.across.matrix.filters import (
    ActivityMatrixFilterSet,
    MatrixFilterSet,
    ParticipantFilterSet,
    PilotMatrixFilterSet,
    SummaryMatrixFilterSet,
)
from ucap.across.matrix.table import Head
from ucap.summaries.models import Summary

EUROPE = Q(country__region=Region.EUROPE)


@dataclass(frozen=True)
class Axis:
    """The values of one parameter as rows or as columns.

    `heads` gives those that may stand there, in their own order: all with
    one of the keys that it gets, which have a number, and those whose gap is
    worth seeing. `by_number` puts the most frequent first. `chosen_only` is
    whether values chosen in the address stand there alone.
    """

    parameter: str
    label: Spoken
    heads: Callable[[Collection[str]], list[Head]]
    by_number: bool = True
    chosen_only: bool = True
    turned: bool = False  # short names, which stand upright over narrow columns


def cities(keys: Collection[str], region: Q) -> list[Head]:
    """The cities of `region` with one of `keys`, and all partners there. One query."""
    partners = upward.naming(City, upward.CITY_SUMMARY)
    found = City.objects.filter(region, Q(pk__in=[int(key) for key in keys]) | partners)
    return [Head(str(c.pk), c.slug, c.name, c.get_absolute_url()) for c in found]


def all_cities(keys: Collection[str]) -> list[Head]:
    """The cities of the whole world with one of `keys`, and all partners. One query."""
    return cities(keys, Q())


def european_cities(keys: Collection[str]) -> list[Head]:
    """One side of the programme. One query."""
    return cities(keys, EUROPE)


def other_cities(keys: Collection[str]) -> list[Head]:
    """The other side: the EU pairs Europe with another part of the world. One query."""
    return cities(keys, ~EUROPE)


def themes(keys: Collection[str]) -> list[Head]:
    """Every theme that the public sees. One query."""
    return [Head(str(t.pk), t.slug, t.name, t.get_absolute_url()) for t in Theme.objects.shown()]


def goals(keys: Collection[str]) -> list[Head]:
    """The SDGs that a published summary prints: others would be gaps only. One query."""
    return [
        Head(
            str(goal.pk),
            str(goal.number),
            gettext("SDG %(number)s") % {"number": goal.number},
            goal.get_absolute_url(),
            goal.title,
        )
        for goal in SDG.objects.printed()
    ]


def summaries(keys: Collection[str]) -> list[Head]:
    """Every published summary. One query."""
    return [
        Head(str(s.pk), s.slug, s.short_title, s.get_absolute_url(), s.title)
        for s in Summary.objects.published()
    ]


def years(keys: Collection[str]) -> list[Head]:
    """The years from the first of `keys` to the last, without holes. No query."""
    known = [int(key) for key in keys]
    span: Iterable[int] = range(min(known), max(known) + 1) if known else ()
    return [Head(str(year), str(year), str(year)) for year in span]


EUROPEAN_CITIES = Axis("city", _("European cities"), european_cities)
OTHER_CITIES = Axis("city", _("cities of other parts of the world"), other_cities, turned=True)
CITIES = Axis("city", _("Cities"), all_cities)
THEMES = Axis("theme", _("Themes"), themes)
GOALS = Axis("sdg", _("Sustainable Development Goals"), goals, by_number=False)
YEARS = Axis("year", _("Years"), years, by_number=False)
SUMMARIES = Axis("summary", _("Summaries"), summaries)
ALL_SUMMARIES = Axis("summary", _("Summaries"), summaries, chosen_only=False, turned=True)


@dataclass(frozen=True)
class Counted:
    """A list whose records a matrix counts; `name` is also the name of the list's address."""

    name: str
    filterset: type[MatrixFilterSet]
    records: Callable[[], QuerySet]


PILOTS = Counted("pilots", PilotMatrixFilterSet, lambda: PilotProject.objects.published())
ACTIVITIES = Counted("activities", ActivityMatrixFilterSet, lambda: Activity.objects.published())
PARTICIPATIONS = Counted("activities", ParticipantFilterSet, lambda: Activity.objects.published())
DOCUMENTS = Counted("summaries", SummaryMatrixFilterSet, lambda: Summary.objects.published())


@dataclass(frozen=True)
class View:
    """One matrix: what stands against what, and what may be counted, the default first.

    `widest_first` orders the rows by the number of columns in which they have
    a number, instead of by their totals.
    """

    name: str
    rows: Axis
    columns: Axis
    counted: tuple[Counted, ...]
    widest_first: bool = False

    @property
    def mirrored(self) -> bool:
        """Whether the same values stand on both sides."""
        return self.rows.heads == self.columns.heads

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters that stand as rows and columns; one where both are of the same."""
        return tuple(dict.fromkeys((self.rows.parameter, self.columns.parameter)))

    def counting(self, name: str) -> Counted:
        """What this matrix counts where `name` is asked for: the default if it cannot."""
        return next((one for one in self.counted if one.name == name), self.counted[0])


VIEWS = [
    View("city-city", EUROPEAN_CITIES, OTHER_CITIES, (PILOTS, ACTIVITIES)),
    View("city-theme", CITIES, THEMES, (PILOTS, PARTICIPATIONS)),
    View("theme-sdg", THEMES, GOALS, (DOCUMENTS,)),
    View("theme-year", THEMES, YEARS, (ACTIVITIES,)),
    View("city-sdg", CITIES, GOALS, (DOCUMENTS,), widest_first=True),
    View("summary-summary", SUMMARIES, ALL_SUMMARIES, (PILOTS, ACTIVITIES)),
]


def asked(data: QueryDict) -> tuple[View, Counted]:
    """The view and the list that an address asks for; the first ones for what means nothing."""
    wanted = data.get("view", "").strip()
    view = next((view for view in VIEWS if view.name == wanted), VIEWS[0])
    return view, view.counting(data.get("count", "").strip())
