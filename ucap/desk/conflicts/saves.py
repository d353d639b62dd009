"""Who saved a record, and when: out of its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.utils.translation import gettext as _

from ucap.desk.conflicts.sheet import Sheet


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
    action: str


def since(sheet: Sheet, at: datetime, reader: Any) -> list[Save]:
    """Who saved the record of `sheet` or a row of its inlines after `at`; the latest first.

    Two queries. What was begun before `at` and ended after it is not found:
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
    """Who saved the row itself, or deleted it, after `at`; the latest first. Two queries."""
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
        .values_list("pgh_created_at", "pgh_context_id", "pgh_context__metadata")
        for model, column in places
        if (event := getattr(model, "pgh_event_model", None))
    ]
    if not parts:
        return []
    rows = list(parts[0].union(*parts[1:]).order_by("-pgh_created_at")[:20])
    names = _names({(metadata or {}).get("user") for _at, _change, metadata in rows})
    return [
        Save(
            at=saved_at,
            who=names.get((metadata or {}).get("user"), "") or _("Somebody"),
            is_own=reader.pk is not None and (metadata or {}).get("user") == reader.pk,
            change=change,
            reason=(metadata or {}).get("reason", ""),
            action=(metadata or {}).get("action", ""),
        )
        for saved_at, change, metadata in rows
    ]


def _names(users: set[Any]) -> dict[Any, str]:
    """What the users are called, by primary key."""
    found = get_user_model()._default_manager.in_bulk([user for user in users if user])
    return {pk: _name(user) for pk, user in found.items()}


def _name(user: AbstractBaseUser) -> str:
    full = getattr(user, "get_full_name", str)()
    return full or user.get_username()
