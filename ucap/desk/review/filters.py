"""Filters of the desk's lists: the commonest values, each with how many records it leaves."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import Count, F, Model, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _

from browse.text import Spoken

Offered = list[tuple[str, Any]]

MOST = 15
"""How many values a filter offers: the commonest ones."""


def once(request: Any, key: Any, make: Callable[[], Offered]) -> Offered:
    """What `make` makes, made once for a request and a key.

    Django makes the filters of a list anew for each of their counts.
    """
    made: dict[Any, Offered] = request.__dict__.setdefault("_offered_by_filters", {})
    if key not in made:
        made[key] = make()
    return made[key]


class CommonFilter(admin.SimpleListFilter):
    """Records that have one of the commonest values at `lookup`.

    A value that is not among them holds, too, when an address asks for it
    (lists of cities lead here that way), and is then offered. `key` and `name`
    are the fields of the value that stand in addresses and are read. Two
    queries: the commonest values, and how many records each would leave; one
    more for a value that is not among them.
    """

    lookup = ""
    key = "slug"
    name = "name"

    def lookups(self, request: Any, model_admin: Any) -> Offered:
        """The commonest values, and the one that is asked for."""
        return once(request, type(self), lambda: self._offered(model_admin.model))

    def value(self) -> str | None:
        """What the address asks for, without what Postgres has no text for."""
        asked = super().value()
        return asked if asked is None else asked.replace("\x00", "")

    def _offered(self, model: type[Model]) -> Offered:
        found = list(self._values(model)[:MOST])
        asked = self.value()
        if asked is not None and asked not in {str(key) for key, _name, _n in found}:
            found += self._values(model).filter(**{f"{self.lookup}__{self.key}": asked})
        return [(str(key), name) for key, name, _n in found]

    def _values(self, model: type[Model]) -> QuerySet:
        """(key, name, number of records), the commonest first."""
        place = f"{self.lookup}__"
        records = model._default_manager.filter(**{f"{self.lookup}__isnull": False})
        pairs = records.order_by().values_list(place + self.key, place + self.name)
        return pairs.annotate(n=Count("pk", distinct=True)).order_by(
            "-n", place + self.name, place + self.key
        )

    def queryset(self, request: Any, queryset: QuerySet) -> QuerySet:
        """Those that have the value; none for a value that there is not."""
        if self.value() is None:
            return queryset
        having = queryset.model._default_manager.filter(
            **{f"{self.lookup}__{self.key}": self.value()}
        )
        return queryset.filter(pk__in=having.values("pk"))

    def get_facet_queryset(self, changelist: Any) -> dict[str, int]:
        """How many records each value would leave, all other filters kept. One query."""
        left = changelist.get_queryset(self.request, exclude_parameters=self.expected_parameters())
        records = changelist.model._default_manager.filter(pk__in=left.order_by().values("pk"))
        counted = records.order_by().values_list(f"{self.lookup}__{self.key}")
        numbers = {str(key): n for key, n in counted.annotate(n=Count("pk", distinct=True))}
        return {
            f"{number}__c": numbers.get(key, 0)
            for number, (key, _name) in enumerate(self.lookup_choices)
        }


def common(parameter: str, lookup: str, title: Spoken, *, name: str = "name") -> type[CommonFilter]:
    """A `CommonFilter` of the values at `lookup`, as `parameter` in the address."""
    return type(
        "Common" + parameter.title(),
        (CommonFilter,),
        {"parameter_name": parameter, "lookup": lookup, "title": title, "name": name},
    )


class YearFilter(admin.SimpleListFilter):
    """Records by the year in which they start. Two queries."""

    title = _("year")
    parameter_name = "year"
    field = "start"

    def lookups(self, request: Any, model_admin: Any) -> Offered:
        """The years that there are, the latest first."""
        return once(request, type(self), lambda: self._years(model_admin.model))

    def _years(self, model: type[Model]) -> Offered:
        dated = model._default_manager.filter(**{f"{self.field}__isnull": False})
        years = dated.order_by().values_list(ExtractYear(self.field), flat=True).distinct()
        found = [(str(year), str(year)) for year in sorted(years, reverse=True)]
        return [*found, ("none", _("without a date"))] if found else []

    def queryset(self, request: Any, queryset: QuerySet) -> QuerySet:
        """Those of the year; those without a date for `none`; none for what is no year."""
        asked = self.value()
        if asked is None:
            return queryset
        if asked == "none":
            return queryset.filter(**{f"{self.field}__isnull": True})
        if not (asked.isascii() and asked.isdigit() and len(asked) == 4 and int(asked)):
            return queryset.none()
        return queryset.filter(**{f"{self.field}__year": int(asked)})

    def get_facet_queryset(self, changelist: Any) -> dict[str, int]:
        """How many records each year would leave. One query."""
        left = changelist.get_queryset(self.request, exclude_parameters=self.expected_parameters())
        records = changelist.model._default_manager.filter(pk__in=left.order_by().values("pk"))
        counted = records.order_by().values_list(ExtractYear(F(self.field)))
        numbers = {
            "none" if year is None else str(year): n for year, n in counted.annotate(n=Count("pk"))
        }
        return {
            f"{number}__c": numbers.get(key, 0)
            for number, (key, _name) in enumerate(self.lookup_choices)
        }


class PeriodYearFilter(YearFilter):
    """Summaries by the year in which their period starts."""

    field = "period_start"


class OpenFilter(admin.SimpleListFilter):
    """Editorial notes by whether they are resolved."""

    title = _("whether it is resolved")
    parameter_name = "open"

    def lookups(self, request: Any, model_admin: Any) -> list[tuple[str, Any]]:
        """Open or resolved."""
        return [("1", _("Open")), ("0", _("Resolved"))]

    def queryset(self, request: Any, queryset: QuerySet) -> QuerySet:
        """Those without a resolution, or those with one."""
        if self.value() == "1":
            return queryset.filter(resolution="")
        return queryset.exclude(resolution="") if self.value() == "0" else queryset
