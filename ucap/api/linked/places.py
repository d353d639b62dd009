"""Cities, organisations and terms as linked data."""

from collections.abc import Mapping
from typing import Any

from cities.models import SDG, City, Organisation, Theme, UrbanAgendaTopic
from ucap.api.linked.nodes import Absolute, Node, known, reference, references


def city(record: City, held: Mapping[str, Any], absolute: Absolute) -> Node:
    """What the page of a city says of it."""
    return known(
        {
            **reference(record, absolute),
            "alternateName": record.names,
            "geo": position(record),
            "containedInPlace": {
                "@type": "Country",
                "name": record.country.name,
                "identifier": record.country.code,
            },
        }
    )


def position(record: City) -> Node:
    """Where a city is; empty when that is not known."""
    if record.latitude is None or record.longitude is None:
        return {}
    return {
        "@type": "GeoCoordinates",
        "latitude": float(record.latitude),
        "longitude": float(record.longitude),
    }


def organisation(record: Organisation, held: Mapping[str, Any], absolute: Absolute) -> Node:
    """What the page of an organisation says of it."""
    return known(
        {
            **reference(record, absolute),
            "alternateName": record.names,
            "location": reference(record.city, absolute) if record.city else None,
            "parentOrganization": reference(held["whole"], absolute) if held["whole"] else None,
            "subOrganization": references(held["parts"], absolute),
        }
    )


def theme(record: Theme, held: Mapping[str, Any], absolute: Absolute) -> Node:
    """What the page of a theme says of it."""
    return known(
        {
            **reference(record, absolute),
            "alternateName": record.names,
            "description": record.description,
        }
    )


def goal(record: SDG, held: Mapping[str, Any], absolute: Absolute) -> Node:
    """What the page of an SDG says of it."""
    return {**reference(record, absolute), "termCode": str(record.number)}


def topic(record: UrbanAgendaTopic, held: Mapping[str, Any], absolute: Absolute) -> Node:
    """What the page of a topic says of it."""
    return reference(record, absolute)
