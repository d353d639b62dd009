"""Who saved a record, and when: out of its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import BigIntegerField, OuterRef, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, JSONObject
from django.utils.translation import gettext as _

from ucap.desk.conflicts.sheet import Sheet

MOST = 20
"""How many saves are told, at most."""


@dataclass(frozen=True)
class Save:
    """One change set of a record and its rows."""

    at: datetime
    who: str
    is_own: bool
    """Whether it was the reader, in another window."""
    change: Any
    """The key of the change set, None for what was done outside of any."""
    reason: str


def since(sheet: Sheet, at: datetime, reader: Any) -> list[Save]:
    """Who saved the record of `sheet` or a row of its inlines after `at`; the latest first.

    One query. What was begun before `at` and ended after it is not found:
    who asks must bear with an empty list.
    """
    record = sheet.record
    assert record is not None  # noqa: S101 - a sheet of a change form has one
    model = type(record)
    places = [(model, "pgh_obj_id"), *_own_links(model)]
    for inline in sheet.inlines.values():
        formset: Any = inline.formset
        if hasattr(formset, "fk"):
            places.append((formset.model, formset.fk.attname))
    return _saves(places, record.pk, at, reader)


def of_row(model: type[models.Model], pk: Any, at: datetime, reader: Any) -> list[Save]:
    """Who saved the row itself, or deleted it, after `at`; the latest first. One query."""
    return _saves([(model, "pgh_obj_id")], pk, at, reader)


def _own_links(model: type[models.Model]) -> Iterable[tuple[type[models.Model], str]]:
    """The tables behind many-to-many fields that Django has made, and the column to `model`."""
    for relation in model._meta.local_many_to_many:
        through: Any = relation.remote_field.through
        if through._meta.auto_created:
            for kept in through.__subclasses__():
                yield kept, f"{relation.m2m_field_name()}_id"


def _saves(
    places: Iterable[tuple[type[models.Model], str]], pk: Any, at: datetime, reader: Any
) -> list[Save]:
    parts = [
        event.objects.filter(**{column: pk}, pgh_created_at__gt=at)
        .order_by()
        .annotate(by=_BY)
        .values_list("pgh_created_at", "pgh_context_id", "pgh_context__metadata", "by")
        for model, column in places
        if (event := getattr(model, "pgh_event_model", None))
    ]
    if not parts:
        return []
    rows = parts[0].union(*parts[1:]).order_by("-pgh_created_at")[:MOST]
    return [
        _save(saved_at, change, metadata or {}, by or {}, reader)
        for saved_at, change, metadata, by in rows
    ]


_BY = Subquery(
    get_user_model()
    ._default_manager.filter(
        pk=Cast(KeyTextTransform("user", OuterRef("pgh_context__metadata")), BigIntegerField())
    )
    .values(names=JSONObject(first="first_name", last="last_name", username="username"))
)
"""The names of the person whom the context of an event tells of."""


def _save(
    at: datetime, change: Any, metadata: dict[str, Any], by: dict[str, str], reader: Any
) -> Save:
    full = " ".join(part for part in (by.get("first"), by.get("last")) if part)
    return Save(
        at=at,
        who=full or by.get("username") or _("Somebody"),
        is_own=reader.pk is not None and metadata.get("user") == reader.pk,
        change=change,
        reason=metadata.get("reason", ""),
    )
