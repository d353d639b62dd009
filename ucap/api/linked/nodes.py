"""Nodes of linked data (schema.org) as plain dicts, and what all kinds of them have in common."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.models import Model

from browse import dates
from cities.models import SDG, City, Organisation, Theme, UrbanAgendaTopic
from cities.models.organisations import OrganisationKind
from pilots.models import Activity, PilotProject
from ucap.summaries.models import Summary

Node = dict[str, Any]
Absolute = Callable[[str], str]
"""Makes a whole address of a path."""

TYPES: dict[type[Model], str] = {
    City: "City",
    Theme: "DefinedTerm",
    SDG: "DefinedTerm",
    UrbanAgendaTopic: "DefinedTerm",
    Activity: "Event",
    PilotProject: "Project",
    Summary: "Report",
}
"""What schema.org calls a record of each kind; organisations are told apart by their own kind."""

BODIES: dict[str, str] = {
    OrganisationKind.UNIVERSITY: "CollegeOrUniversity",
    OrganisationKind.COMPANY: "Corporation",
    OrganisationKind.PUBLIC_AUTHORITY: "GovernmentOrganization",
}
"""The sorts of body that schema.org has a word for; the others are an `Organization`."""


def type_of(record: Model) -> str:
    """The schema.org type of a record."""
    if isinstance(record, Organisation):
        return BODIES.get(record.kind, "Organization")
    return TYPES[type(record)]


def name_of(record: Model) -> str:
    """What a record is called by itself: an SDG by its title, which says no number."""
    return record.title if isinstance(record, SDG) else str(record)


def reference(record: Any, absolute: Absolute) -> Node:
    """A record in few words, as other records name it; its address is its identity."""
    address = absolute(record.get_absolute_url())
    return {"@type": type_of(record), "@id": address, "name": name_of(record), "url": address}


def references(records: Iterable[Any], absolute: Absolute) -> list[Node]:
    """Records in few words, each once, in their order."""
    return [reference(record, absolute) for record in dict.fromkeys(records)]


def known(node: Node) -> Node:
    """The node without what is not known: empty texts, lists and nothings."""
    return {name: value for name, value in node.items() if value not in ("", None, [], {})}


def day(when: date | None, precision: str) -> str:
    """A date as exactly as it is known, “2018-07” or “2018-07-04”; "" for none."""
    return str(dates.known(when, precision) or "")
