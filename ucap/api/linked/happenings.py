"""Activities and pilots as linked data."""

from collections.abc import Iterable, Mapping
from typing import Any

from pilots.models import Activity, CityRole, Mode, OrganisationRole, PilotProject
from ucap.api.linked.nodes import Absolute, Node, day, known, reference, references

MODES: dict[str, str] = {
    Mode.IN_PERSON: "https://schema.org/OfflineEventAttendanceMode",
    Mode.VIRTUAL: "https://schema.org/OnlineEventAttendanceMode",
}
"""How people met, where that is stated."""

HOSTING = (CityRole.VENUE, CityRole.BOTH)


def activity(record: Activity, held: Mapping[str, Any], absolute: Absolute) -> Node:
    """What the page of an activity says of it.

    SDGs and topics are those of the summaries that tell of it, whatever it was about: they stand
    with the summaries and not here.
    """
    organisations = held["organisation_links"]
    return known(
        {
            **reference(record, absolute),
            "description": record.description,
            "startDate": day(record.start, record.precision),
            "endDate": day(record.end, record.precision),
            "eventAttendanceMode": MODES.get(record.mode),
            "location": venues(record, held["city_links"], absolute),
            "about": [*themes(held, absolute), *references(held["pilots"], absolute)],
            "organizer": bodies(organisations, absolute, OrganisationRole.LEADS),
            "attendee": bodies(organisations, absolute, OrganisationRole.TAKES_PART),
            "contributor": bodies(
                organisations, absolute, OrganisationRole.HOSTS, OrganisationRole.SIGNS
            ),
            "superEvent": whole(record, absolute),
            "subEvent": references(held["parts"], absolute),
        }
    )


def pilot(record: PilotProject, held: Mapping[str, Any], absolute: Absolute) -> Node:
    """What the page of a pilot says of it: every body with a part in it is a member."""
    place = {"@type": "Place", "name": record.location_text} if record.location_text else None
    taking_part = [role for role in OrganisationRole if role != OrganisationRole.MENTIONED]
    return known(
        {
            **reference(record, absolute),
            "description": record.description,
            "about": themes(held, absolute),
            "areaServed": references((link.city for link in held["city_links"]), absolute),
            "location": place,
            "member": bodies(held["organisation_links"], absolute, *taking_part),
        }
    )


def themes(held: Mapping[str, Any], absolute: Absolute) -> list[Node]:
    """The themes of the record."""
    return references((link.theme for link in held["theme_links"]), absolute)


def bodies(links: Iterable[Any], absolute: Absolute, *roles: OrganisationRole) -> list[Node]:
    """The organisations that have one of `roles` in the record."""
    return references((link.organisation for link in links if link.role in roles), absolute)


def mentioned(held: Mapping[str, Any], absolute: Absolute) -> list[Node]:
    """What the record names without giving it a part that schema.org has a word for.

    The cities that take part in an activity (only a body can attend one), and bodies that are
    merely mentioned.
    """
    cities = [
        link.city
        for link in held.get("city_links", ())
        if getattr(link, "role", None) == CityRole.PARTICIPANT
    ]
    links = held.get("organisation_links", ())
    return [
        *references(cities, absolute),
        *bodies(links, absolute, OrganisationRole.MENTIONED),
    ]


def venues(record: Activity, links: Iterable[Any], absolute: Absolute) -> list[Node]:
    """The hosting cities; a place inside one is told as such, where it is clear inside which."""
    hosts = references((link.city for link in links if link.role in HOSTING), absolute)
    if not record.location_text:
        return hosts
    place: Node = {"@type": "Place", "name": record.location_text}
    if len(hosts) == 1:
        return [{**place, "containedInPlace": hosts[0]}]
    return [place, *hosts]


def whole(record: Activity, absolute: Absolute) -> Node | None:
    """What the activity was a part of: another one that the public sees, or the occasion."""
    if record.part_of and record.part_of.is_published:
        return reference(record.part_of, absolute)
    return {"@type": "Event", "name": record.occasion} if record.occasion else None
