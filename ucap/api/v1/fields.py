"""Fields that serializers of several kinds of records have."""

from datetime import date, datetime
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from browse.dates import MONTH_OR_DAY, known
from browse.text import lines

DESCRIBED = {
    "type": ["string", "null"],
    "pattern": MONTH_OR_DAY,
    "description": "A day (2019-11-20), or a month where only that is known (2018-07).",
}


@extend_schema_field(OpenApiTypes.URI)
class PageField(serializers.Field):
    """The full address of a record's page. The context says below which address the portal is."""

    def __init__(self, source: str = "*") -> None:
        super().__init__(read_only=True, source=source)

    def to_representation(self, value: Any) -> str:
        """The address."""
        return f"{self.context['base']}{value.get_absolute_url()}"


@extend_schema_field(DESCRIBED)
class DateField(serializers.Field):
    """The start or end of a span, no more exact than it is known; null if it is not known."""

    def __init__(self, name: str, otherwise: str = "") -> None:
        super().__init__(read_only=True, source="*")
        self.name, self.otherwise = name, otherwise or name

    def to_representation(self, value: Any) -> str | None:
        """A month or a day."""
        day: date | None = getattr(value, self.name) or getattr(value, self.otherwise)
        known_day = known(day, value.precision)
        return str(known_day) if known_day else None


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class LinesField(serializers.Field):
    """A text with a name in each line, as a list of names."""

    def __init__(self) -> None:
        super().__init__(read_only=True)

    def to_representation(self, value: str) -> list[str]:
        """The names."""
        return lines(value)


@extend_schema_field({"type": ["number", "null"]})
class NumberField(serializers.Field):
    """A decimal number, as a number."""

    def __init__(self) -> None:
        super().__init__(read_only=True)

    def to_representation(self, value: Any) -> float:
        """The number."""
        return float(value)


class ChangedField(serializers.DateTimeField):
    """When a record changed last, as worked out in the query that read it."""

    def __init__(self) -> None:
        super().__init__(read_only=True, allow_null=True)

    def get_attribute(self, instance: Any) -> datetime | None:
        """The moment."""
        return instance.last_modified
