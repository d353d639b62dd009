"""Two records side by side: rows for the page, made by functions that change nothing."""

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib.admin.utils import model_ngettext
from django.db.models import Model
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from browse.dates import Dated
from browse.publishing import Status
from pilots.models.links import CityLink, OrganisationLink, Relation, ThemeLink
from ucap.desk.merge.fields import MergedField
from ucap.desk.merge.joining import rule
from ucap.desk.merge.kinds import Kind, kind_of
from ucap.desk.merge.relations import Pointer, pointers

LONG_TEXT = 60
"""From so many characters on, a text is shown with the words marked that the other lacks."""


@dataclass(frozen=True)
class Piece:
    """A part of a text, and whether the other text lacks it."""

    text: str
    only_here: bool


def pieces(one: str, other: str) -> list[Piece]:
    """`one` in pieces: what `other` says, too, in the same order, and what it does not."""
    here, there = (re.findall(r"\S+\s*", text) for text in (one, other))
    bare = [[word.strip() for word in words] for words in (here, there)]
    matcher = difflib.SequenceMatcher(None, bare[0], bare[1], autojunk=False)
    found: list[Piece] = []
    at = 0
    for block in matcher.get_matching_blocks():
        found.append(Piece("".join(here[at : block.a]), True))
        at = block.a + block.size
        found.append(Piece("".join(here[block.a : at]), False))
    return [piece for piece in found if piece.text]


def spoken(field: MergedField, record: Any) -> str:
    """What `record` has in `field`, as people read it; "" for nothing."""
    if field.name == "dates" and isinstance(record, Dated):
        return record.dates
    if field.name == "coordinates":
        return record.coordinates
    told = [_spoken(one, record) for one in field.fields]
    if len(told) == 1:
        return told[0]
    labels = [capfirst(str(one.verbose_name)) for one in field.fields]
    return "\n".join(f"{label}: {text}" for label, text in zip(labels, told, strict=True) if text)


def _spoken(field: Any, record: Any) -> str:
    value = getattr(record, field.name)
    if value is None or value == "":
        return ""
    if field.choices:
        return str(getattr(record, f"get_{field.name}_display")())
    return str(value) if isinstance(value, str | Model) else formats.localize(value)


@dataclass(frozen=True)
class Link:
    """Something that belongs to a record, and what becomes of it if that is not just moved."""

    text: str
    joined: bool = False
    vanishes: bool = False


@dataclass(frozen=True)
class LinkRow:
    """One kind of link: those of the one record and those of the other."""

    label: str
    left: list[Link]
    right: list[Link]


def link_rows(left: Model, right: Model) -> list[LinkRow]:
    """Everything that belongs to the two, kind by kind. One query for each kind of link."""
    rows = []
    by_model = groupby(
        sorted(pointers(type(left)), key=lambda p: p.model._meta.label), key=lambda p: p.model
    )
    for _model, group in by_model:
        links: tuple[list[Link], list[Link]] = ([], [])
        found = [(pointer, _rows(pointer, left, right)) for pointer in group]
        everything = [row for _pointer, rows in found for row in rows]
        for pointer, told in found:
            for row in told:
                here, there = (left, right) if _points(pointer, row, left) else (right, left)
                links[here is right].append(_link(pointer, row, there, everything))
        if any(links):
            rows.append(LinkRow(_label(found[0][0]), *links))
    return rows


def _label(pointer: Pointer) -> str:
    """What the rows are called; of whole records also what the link is: “Organisations (seat)”."""
    label = capfirst(model_ngettext(pointer.spoken._meta, 2))
    link: Any = pointer.model._meta.get_field(pointer.field)
    if kind_of(pointer.model) is None:
        return str(label)
    return _("%(records)s (%(link)s)") % {"records": label, "link": link.verbose_name}


def _rows(pointer: Pointer, *records: Model) -> list[Any]:
    rows = pointer.model._base_manager.filter(**{f"{pointer.field}__in": records})
    return list(rows.select_related().order_by("pk"))


def _points(pointer: Pointer, row: Any, record: Model) -> bool:
    return getattr(row, pointer.model._meta.get_field(pointer.field).attname) == record.pk  # type: ignore[union-attr]


def _link(pointer: Pointer, row: Any, other: Model, everything: Sequence[Any]) -> Link:
    """A link of one record, seen beside those of the `other` one."""
    join = rule(pointer)
    theirs = [r for r in everything if r is not row and _belongs(r, other)]
    if join.vanishes(pointer, row, other):
        return Link(told(pointer, row), vanishes=True)
    return Link(told(pointer, row), joined=join.twin(pointer, row, theirs) is not None)


def _belongs(row: Any, record: Model) -> bool:
    """Whether one of a row's foreign keys is to `record`."""
    return any(
        field.related_model is type(record) and getattr(row, field.attname) == record.pk
        for field in row._meta.concrete_fields
        if field.is_relation
    )


def told(pointer: Pointer, row: Any) -> str:
    """A link in words: what is at its other end, and how it is linked."""
    if isinstance(row, Relation):
        other = row.target if pointer.field == "source" else row.source
        return f"{other}: {row.reason}"
    plain = isinstance(row, CityLink | OrganisationLink | ThemeLink) or row._meta.auto_created
    if not plain:
        return str(row)
    ends = [f for f in row._meta.concrete_fields if f.is_relation and f.name != pointer.field]
    how = [
        str(getattr(row, f"get_{field.name}_display")())
        for field in row._meta.concrete_fields
        if field.choices
    ]
    printed = getattr(row, "name_printed", "")
    details = [*how, *([_("printed “%(name)s”") % {"name": printed}] if printed else [])]
    end = ", ".join(str(getattr(row, field.name)) for field in ends)
    return f"{end} ({', '.join(details)})" if details else end


@dataclass(frozen=True)
class Card:
    """One of the two at the head of the page."""

    letter: str
    record: Any
    name: str
    status: str
    is_public: bool
    citations: int | None
    admin_address: str


def default_kept(cards: Sequence[Card]) -> Card:
    """The one that had better stay: published before draft, told more often, older."""
    return min(cards, key=lambda c: (not c.is_public, -(c.citations or 0), c.record.pk))


def is_public(record: Any) -> bool:
    """Whether the public sees `record`. A query for what has no status of its own."""
    if hasattr(record, "status"):
        return record.status == Status.PUBLISHED
    return type(record).objects.shown().filter(pk=record.pk).exists()


def uses(kind: Kind, record: Any) -> int | None:
    """How many citations a record has; None for kinds that documents do not cite. One query."""
    return record.citations.count() if hasattr(record, "citations") else None
