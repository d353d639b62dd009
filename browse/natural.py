"""Natural keys: how fixtures name a record without knowing its number."""

from typing import Any, ClassVar

from django.db import models


class NaturalKeyQuerySet(models.QuerySet):
    """A queryset that finds a record by the natural key its model declares."""

    def get_by_natural_key(self, *values: Any):
        """The record with `values` in its NATURAL_KEY, or DoesNotExist. One query."""
        lookups: tuple[str, ...] = self.model.NATURAL_KEY  # type: ignore[attr-defined]
        return self.get(**dict(zip(lookups, values, strict=True)))


class NaturalKeyed(models.Model):
    """A record that fixtures name by the look-ups in NATURAL_KEY, in their order.

    A look-up may lead through foreign keys (`activity__slug`): through rows
    are named by what they join.
    """

    NATURAL_KEY: ClassVar[tuple[str, ...]] = ("slug",)

    objects: Any = NaturalKeyQuerySet.as_manager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple:
        """The values of NATURAL_KEY; a query for each foreign key that is not loaded."""
        return tuple(self._follow(lookup) for lookup in self.NATURAL_KEY)

    def _follow(self, lookup: str) -> Any:
        value: Any = self
        for name in lookup.split("__"):
            value = getattr(value, name)
        return value
