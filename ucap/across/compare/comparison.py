"""Everything that stands on the page of two to four things of a kind."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from browse.filtersets import BrowseFilterSet
from cities.filters import CityFilterSet, OrganisationFilterSet
from cities.models import City, Organisation
from pilots.filters import ActivityFilterSet, PilotFilterSet
from pilots.models import Activity, PilotProject
from ucap.across.compare.drawing import drawing
from ucap.across.compare.held import Held, held
from ucap.across.compare.kinds import SUMMARIES, Kind, called
from ucap.across.compare.overlap import Addresses, needed, overlap
from ucap.across.compare.rows import rows
from ucap.across.compare.sentence import TOLD, connection
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
    drawn = list(activities.of)[:ACTIVITIES_LIMIT]
    found = Activity.objects.for_rows().in_bulk(list({*drawn, *needed(activities)}))
    pilots = PilotProject.objects.for_rows().in_bulk(list(needed(helds["pilots"])))
    together = overlap(activities, found, names, at["activities"])
    lines = rows(kind, records, helds)
    return {
        "title": get_text_list(list(names.values()), _("and")),
        "connection": connection(
            kind.name,
            list(names.values()),
            {n: (len(helds[n].together), at[n].all(keys)) for n in TOLD if n in helds},
        ),
        "rows": lines,
        "shared": [line for line in lines if line.shared],
        "pilots": overlap(helds["pilots"], pilots, names, at["pilots"]),
        "activities": together,
        "months": by_month(together.rows),
        "picture": drawing(
            activities,
            names,
            at["activities"].all(keys),
            [found[pk] for pk in drawn],
            periods_of(summaries_told(kind, keys, activities)[:BANDS_LIMIT]),
        ),
        "activities_left_out": len(activities.of) - len(drawn),
    }


def summaries_told(kind: Kind, keys: Sequence[Any], activities: Held) -> QuerySet:
    """The summaries whose periods stand above: those compared, or those that tell of most."""
    telling = summaries_telling(Activity.objects.filter(pk__in=list(activities.of)))
    return telling.filter(pk__in=keys) if kind is SUMMARIES else telling
