"""Values of fields as people read them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import BooleanField, Field, TextField
from django.utils import formats, timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from browse.dates import Precision, spoken
from browse.history.naming import Names
from browse.history.parts import Kind, Row

LONG = 80
"""Texts longer than this are compared word by word, whatever their field."""


def label(field: Any) -> str:
    """What a field is called, at the beginning of a line."""
    return str(capfirst(field.verbose_name))


def is_prose(field: Field, *texts: Any) -> bool:
    """Whether the field holds text that is compared word by word."""
    return isinstance(field, TextField) or any(isinstance(t, str) and len(t) > LONG for t in texts)


def spelled(model: Kind, field: Any, row: Row | None, names: Names) -> str:
    """The value of `field` in `row` in words; "" for none. No query."""
    value = None if row is None else row[field.attname]
    if value is None or value == "":
        return ""
    if field.is_relation:
        return names.of(field.related_model, value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, BooleanField):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        assert row is not None  # noqa: S101 - for the type checker: it has a value
        precision: Any = row.get("precision") or getattr(model, "precision", Precision.DAY)
        return spoken(value, None, precision)
    if isinstance(value, int | Decimal):
        return formats.number_format(value, force_grouping=True)
    return str(value)
