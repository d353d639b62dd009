"""What the pages of activities and of pilots have in common."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from cities import around, upward
from cities.models import SDG, UrbanAgendaTopic
from pilots.models import Activity, PilotProject


@dataclass(frozen=True)
class Related:
    """A record that belongs with another one, and why."""

    record: Activity | PilotProject
    reason: str


def links_of(record: Activity | PilotProject) -> dict[str, QuerySet]:
    """The links to cities, organisations and themes, each with its term. Three queries."""
    return {
        "city_links": record.city_links.select_related("city__country"),
        "organisation_links": record.organisation_links.select_related("organisation__city"),
        "theme_links": record.theme_links.select_related("theme"),
    }


def terms_of(record: Activity | PilotProject) -> dict[str, Any]:
    """The SDGs and topics of the published summaries that cite the record. Two queries."""
    citing = around.reached(record, upward.cited(""))
    return {
        "sdgs": SDG.objects.filter(pk__in=citing.values(upward.SUMMARY_SDG)),
        "topics": UrbanAgendaTopic.objects.filter(pk__in=citing.values(upward.SUMMARY_TOPIC)),
    }


def related(record: Activity | PilotProject) -> list[Related]:
    """The published records that `record` is related to, from either side. Two queries."""
    to = record.relations_to.filter(upward.published("target")).select_related("target")
    back = record.relations_from.filter(upward.published("source")).select_related("source")
    both = [Related(relation.target, relation.reason) for relation in to]
    both += [Related(relation.source, relation.reason) for relation in back]
    return sorted(both, key=lambda item: (item.record.sort_title, item.record.slug))
