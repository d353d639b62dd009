"""The summaries most like another one, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from browse.facets import Reach
from browse.similar import Trait, in_brackets, nearest
from cities.upward import (
    SUMMARY_ACTIVITY,
    SUMMARY_CITY,
    SUMMARY_PILOT,
    SUMMARY_SDG,
    SUMMARY_THEME,
    named,
)
from ucap.summaries.models import Summary, SummaryCity, SummarySDG


def traits() -> list[Trait]:
    """What makes two summaries alike: the rule.

    What both tell of weighs most: a pilot or an activity counts 3, a common
    city 2, a common theme and a common SDG 1 each.
    """
    return [
        Trait("activities", named(SUMMARY_ACTIVITY, ""), 3),
        Trait("pilots", named(SUMMARY_PILOT, ""), 3),
        Trait("cities", Reach(SUMMARY_CITY), 2),
        Trait("themes", Reach(SUMMARY_THEME), 1),
        Trait("sdgs", Reach(SUMMARY_SDG), 1),
    ]


@dataclass(frozen=True)
class AlikeSummary:
    """A summary much like another one: how much both tell of, and what else they share."""

    summary: Any
    activities: int
    pilots: int
    reason: str


def similar(summary: Summary) -> list[AlikeSummary]:
    """The published summaries most like `summary`. Five queries."""
    found = nearest(summary, Summary.objects.published().exclude(pk=summary.pk), traits())
    if found:
        prefetch_related_objects(
            [summary, *found],
            Prefetch("sides__city_links", SummaryCity.objects.select_related("city")),
            Prefetch("sdg_links", SummarySDG.objects.select_related("sdg")),
        )
    cities, goals = cities_of(summary), goals_of(summary)
    return [
        AlikeSummary(
            other,
            other.shared_activities,
            other.shared_pilots,
            reason(
                [name for pk, name in cities_of(other).items() if pk in cities],
                other.shared_themes,
                sorted(goals & goals_of(other)),
            ),
        )
        for other in found
    ]


def cities_of(summary: Summary) -> dict[int, str]:
    """The cities on its sides, each once and by name: {primary key: name}."""
    links = [link for side in summary.sides.all() for link in side.city_links.all()]
    ordered = sorted(links, key=lambda link: (link.city.sort_name, link.city.slug))
    return {link.city_id: link.city.name for link in ordered}


def goals_of(summary: Summary) -> set[int]:
    """The numbers of the SDGs that it prints."""
    return {link.sdg.number for link in summary.sdg_links.all()}


def reason(cities: list[str], themes: int, goals: Iterable[int]) -> str:
    """Why two summaries are alike: “Same theme and cities (Granada, Kunming); both on SDG 11”."""
    same = [ngettext("theme", "themes", themes)] if themes else []
    if cities:
        same.append(in_brackets(ngettext("city", "cities", len(cities)), cities))
    said = [_("same %(things)s") % {"things": get_text_list(same, _("and"))}] if same else []
    numbers = [str(number) for number in goals]
    if numbers:
        words = ngettext("both on SDG %(numbers)s", "both on SDGs %(numbers)s", len(numbers))
        said.append(words % {"numbers": get_text_list(numbers, _("and"))})
    return capfirst("; ".join(said))
