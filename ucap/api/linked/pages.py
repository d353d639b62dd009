"""The graph of a page: what it is about, what it rests on, and where it stands in the site."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from cities.models import SDG, City, Organisation, Theme, UrbanAgendaTopic
from pilots.models import Activity, PilotProject
from ucap.api.linked import documents, happenings, places
from ucap.api.linked.nodes import Absolute, Node, known, references
from ucap.api.listings import LISTINGS, Listing
from ucap.summaries.models import Summary

Telling = Callable[[Any, Mapping[str, Any], Absolute], Node]

TELLING: dict[type[Model], Telling] = {
    City: places.city,
    Organisation: places.organisation,
    Theme: places.theme,
    SDG: places.goal,
    UrbanAgendaTopic: places.topic,
    Activity: happenings.activity,
    PilotProject: happenings.pilot,
    Summary: documents.summary,
}
"""What is told of a record of each kind."""

TERMS = (Theme, SDG, UrbanAgendaTopic)


def of_record(held: Mapping[str, Any], absolute: Absolute) -> list[Node]:
    """The graph of a record's page: the record, the page itself and the way to it.

    `held` is the context of the page. That it is based on the summaries is said of the page, and
    of the record that they are about it: schema.org knows the first of works only.
    """
    record = held["record"]
    listing = listing_of(record)
    node = TELLING[type(record)](record, held, absolute)
    if isinstance(record, TERMS):
        node["inDefinedTermSet"] = {
            "@type": "DefinedTermSet",
            "name": str(listing.heading),
            "url": absolute(listing.address),
        }
    summaries = references(documents.told_by(held), absolute)
    if not isinstance(record, Summary):
        node = known({**node, "subjectOf": summaries})
    path = crumbs(
        [(listing.heading, listing.address), (record, record.get_absolute_url())], absolute
    )
    return [node, page(node, held, summaries, absolute), path]


def page(record: Node, held: Mapping[str, Any], summaries: list[Node], absolute: Absolute) -> Node:
    """The page of a record, as something that was written: from what, when, by whom."""
    changed, operator = held["last_changed"], held["operator"]
    address = record["@id"]
    return known(
        {
            "@type": "WebPage",
            "@id": f"{address}#page",
            "url": address,
            "name": record["name"],
            "mainEntity": {"@id": address},
            "isBasedOn": [{"@id": summary["@id"]} for summary in summaries],
            "mentions": happenings.mentioned(held, absolute),
            "dateModified": changed.isoformat(timespec="seconds") if changed else "",
            "publisher": {"@type": "Organization", "name": operator["name"]}
            if operator["name"]
            else {},
            "license": operator["terms_url"],
            "breadcrumb": {"@id": f"{address}#breadcrumb"},
        }
    )


def of_list(heading: Any, address: str, absolute: Absolute) -> list[Node]:
    """The graph of a list's or a picture's page: the way to it."""
    return [crumbs([(heading, address)], absolute)]


def crumbs(way: Iterable[tuple[Any, str]], absolute: Absolute) -> Node:
    """The way to a page from the home page on: (name, path) of each step."""
    steps = [(_("Home"), reverse("home")), *way]
    return {
        "@type": "BreadcrumbList",
        "@id": f"{absolute(steps[-1][1])}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": str(name), "item": absolute(address)}
            for number, (name, address) in enumerate(steps, start=1)
        ],
    }


def listing_of(record: Model) -> Listing:
    """The list that the record stands on."""
    return next(listing for listing in LISTINGS.values() if isinstance(record, listing.model))
