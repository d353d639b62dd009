"""Documents as plain data and back, for pipes and for columns of JSON."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from ucap.reading.blocks import Block, Document, Kind, Place


def as_data(document: Document) -> dict[str, Any]:
    """A document as what JSON can hold."""
    return asdict(document)


def from_data(data: Mapping[str, Any]) -> Document:
    """The document that `as_data` made such data of; KeyError or TypeError for anything else."""
    blocks = tuple(_block(block) for block in data["blocks"])
    return Document(**{**data, "blocks": blocks, "warnings": tuple(data["warnings"])})


def _block(data: Mapping[str, Any]) -> Block:
    spans = {look: tuple((first, last) for first, last in data[look]) for look in LOOKS}
    return Block(**{**data, **spans, "place": Place(**data["place"]), "kind": Kind(data["kind"])})


LOOKS = ("bold", "underlined")
