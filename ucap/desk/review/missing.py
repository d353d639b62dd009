"""What a record still lacks when it is about to become public: told, never forbidden."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext_lazy as _

from browse.publishing import Status
from browse.text import Spoken
from pilots.models import Activity, PilotProject
from ucap.desk.review.companions import CITATIONS
from ucap.desk.review.rehearsal import Group
from ucap.summaries.models import Summary

RULES: dict[type[Model], list[tuple[Q, Spoken]]] = {
    Summary: [
        (Q(sides__isnull=True), _("has no sides")),
        (Q(sides__isnull=False, sides__city_links__isnull=True), _("has a side without cities")),
        (
            Q(activity_citations__isnull=True, pilot_citations__isnull=True),
            _("cites neither activities nor pilots"),
        ),
        (Q(theme_links__isnull=True), _("has no theme")),
        (Q(period_start__isnull=True), _("has no period")),
        (Q(focus=""), _("says nothing under “key focus”")),
    ],
    Activity: [
        (Q(city_links__isnull=True), _("has no city")),
        (Q(theme_links__isnull=True), _("has no theme")),
        (Q(start__isnull=True), _("has no date")),
    ],
    PilotProject: [
        (Q(city_links__isnull=True), _("has no city")),
        (Q(theme_links__isnull=True), _("has no theme")),
    ],
}


@dataclass(frozen=True)
class Lack:
    """A record and what it lacks, in words that go on from its name."""

    record: Any
    told: list[Spoken]


def lacks(groups: Collection[Group]) -> list[Lack]:
    """What the records in `groups` lack, now that all of them become public together.

    One query for each rule of a model among them.
    """
    summaries = [
        record.pk for group in groups if group.model is Summary for record in group.records
    ]
    found: list[Lack] = []
    for group in groups:
        rules = list(RULES.get(group.model, []))
        if group.model in CITATIONS:
            rules.append(
                (_told_by_none(group.model, summaries), _("is cited by no public summary"))
            )
        keys = [record.pk for record in group.records]
        told: dict[int, list[Spoken]] = defaultdict(list)
        for condition, words in rules:
            records = group.model._default_manager.filter(condition, pk__in=keys)
            for key in records.order_by().values_list("pk", flat=True).distinct():
                told[key].append(words)
        found += [Lack(record, told[record.pk]) for record in group.records if told[record.pk]]
    return found


def _told_by_none(model: type[Model], summaries: list[int]) -> Q:
    """The condition that neither a published summary nor one of `summaries` cites a record."""
    citation, name = CITATIONS[model]
    public = Q(summary__status=Status.PUBLISHED) | Q(summary__in=summaries)
    return ~Q(pk__in=citation.objects.filter(public).values(name))
