"""The page that compares."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from browse.comparing import PARAMETER
from browse.filtersets import BrowseFilterSet
from browse.querystring import QueryString
from browse.views import SHORT_LIST
from cities import around
from cities.filters import CityFilterSet, OrganisationFilterSet
from cities.models import City, Organisation
from pilots.filters import ActivityFilterSet, PilotFilterSet
from pilots.models import Activity, PilotProject
from ucap.across.compare.choice import Choice, understood
from ucap.across.compare.drawing import drawing
from ucap.across.compare.held import Held, held
from ucap.across.compare.kinds import KINDS, Kind, called
from ucap.across.compare.overlap import Addresses, overlap
from ucap.across.compare.rows import rows
from ucap.across.compare.sentence import connection, many
from ucap.across.timeline.dated import by_month
from ucap.across.timeline.views import (
    ACTIVITIES_LIMIT,
    BANDS_LIMIT,
    periods_of,
    summaries_telling,
)
from ucap.summaries.filters import SummaryFilterSet
from ucap.summaries.models import Summary

COUNTED: dict[str, tuple[type[BrowseFilterSet], Any]] = {
    "pilots": (PilotFilterSet, lambda: PilotProject.objects.published()),
    "activities": (ActivityFilterSet, lambda: Activity.objects.published()),
    "summaries": (SummaryFilterSet, lambda: Summary.objects.published()),
    "cities": (CityFilterSet, lambda: City.objects.shown()),
    "organisations": (OrganisationFilterSet, lambda: Organisation.objects.shown()),
}
"""The lists whose records are counted, by their URL names."""

TOLD = ("pilots", "activities", "summaries")
"""Those that the sentence at the top speaks of."""


@dataclass(frozen=True)
class Column:
    """One of the compared things, and the address without it."""

    record: Any
    name: str
    url: str


@dataclass(frozen=True)
class Offer:
    """Something to add, what it shares with the first of those chosen, and the address with it."""

    record: Any
    slug: str
    shares: str
    url: str


class CompareView(TemplateView):
    """`/compare/`: two to four cities, themes or summaries side by side."""

    template_name = "across/compare.html"
    heading = _("Compare")
    lead = _("Cities, themes or summaries side by side: what they share, and what each has alone.")

    @cached_property
    def choice(self) -> Choice:
        """What the address asks."""
        return understood(self.request.GET)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The pickers, what there is to add to one, or the comparison."""
        choice = self.choice
        context: dict[str, Any] = {"choice": choice}
        if choice.kind is None:
            context["pickers"] = pickers()
        else:
            records = chosen(choice.kind, choice.keys)
            context["columns"] = columns(choice, records)
            context["aside"] = QueryString({PARAMETER: choice.slugs}).data()
            if not choice.full:
                found = offers(choice, records[0])
                context["offers"] = found
                context["partners"] = [offer for offer in found if offer.shares]
                context["others"] = [offer for offer in found if not offer.shares]
            if len(records) > 1:
                context |= comparison(choice.kind, records)
                context["shared"] = [row for row in context["rows"] if row.shared]
                context["table"] = [
                    (row, list(zip(context["columns"], row.cells, strict=True)))
                    for row in context["rows"]
                ]
        return super().get_context_data(**context, **kwargs)


def pickers() -> list[tuple[Kind, list[Any], str]]:
    """(kind, what to offer of it first, where the rest stands). One query for each kind."""
    return [(kind, list(kind.likely()[:SHORT_LIST]), kind.list_) for kind in KINDS.values()]


def chosen(kind: Kind, keys: Sequence[Any]) -> list[Any]:
    """The records with these keys, in their order. One query."""
    found = kind.public().in_bulk(list(keys))
    return [found[key] for key in keys]


def columns(choice: Choice, records: Sequence[Any]) -> list[Column]:
    """The heads of the table."""
    return [Column(record, called(record), choice.without(record.slug)) for record in records]


def offers(choice: Choice, record: Any) -> list[Offer]:
    """What could stand beside `record`, those that share most with it first. One query."""
    kind = choice.kind
    if kind is None:
        return []
    others = around.sharing(record, *kind.shares)
    others = others.filter(pk__in=kind.public().values("pk")).exclude(pk__in=choice.keys)
    return [
        Offer(other, other.slug, shares(other, kind), choice.with_(other.slug))
        for other in others[:SHORT_LIST]
    ]


def shares(other: Any, kind: Kind) -> str:
    """“3 pilots and 2 summaries”: what `other` was found to share; "" for nothing."""
    numbers = {
        name: getattr(other, f"shared_{number}")
        for number, name in enumerate(("activities", "pilots", "summaries")[: len(kind.shares)], 1)
    }
    found = [many(name, numbers[name]) for name in TOLD if numbers.get(name)]
    return get_text_list(found, str(_("and")))


def comparison(kind: Kind, records: Sequence[Any]) -> dict[str, Any]:
    """Everything that stands on the page of two to four records.

    The number of queries depends on their kind and on how many are compared only.
    """
    keys = [record.pk for record in records]
    names = {record.pk: called(record) for record in records}
    slugs = {record.pk: record.slug for record in records}
    helds = {
        name: held(filterset, kind.name, records_of(), keys)
        for name, (filterset, records_of) in COUNTED.items()
        if kind.name in filterset.base_filters
    }
    at = {name: Addresses(name, kind.name, slugs) for name in helds}
    activities = helds["activities"]
    shown = Activity.objects.for_rows().in_bulk(list(activities.of)[:ACTIVITIES_LIMIT])
    together = overlap(activities, Activity.objects.for_rows(), names=names, at=at["activities"])
    return {
        "title": get_text_list(list(names.values()), str(_("and"))),
        "connection": connection(
            kind.name,
            list(names.values()),
            {n: (len(helds[n].together), at[n].all(keys)) for n in TOLD if n in helds},
        ),
        "rows": rows(kind, records, helds),
        "pilots": overlap(
            helds["pilots"], PilotProject.objects.for_rows(), names=names, at=at["pilots"]
        ),
        "activities": together,
        "months": by_month(together.rows),
        "picture": drawing(
            activities,
            names,
            at["activities"].all(keys),
            shown.values(),
            periods_of(summaries_told(kind, keys, activities)[:BANDS_LIMIT]),
        ),
        "activities_left_out": len(activities.of) - len(shown),
    }


def summaries_told(kind: Kind, keys: Sequence[Any], activities: Held) -> QuerySet:
    """The summaries whose periods stand above: those compared, or those that tell of most."""
    telling = summaries_telling(Activity.objects.filter(pk__in=list(activities.of)))
    return telling.filter(pk__in=keys) if kind.model is Summary else telling
