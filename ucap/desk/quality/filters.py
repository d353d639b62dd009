"""The filter of changelists by what records need."""

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ucap.desk.quality.attention import PARAMETER
from ucap.desk.quality.rule import numbers
from ucap.desk.quality.rules import of_model


class NeedsFilter(admin.SimpleListFilter):
    """`?needs=<rule>`: the records that break a rule. One query for the numbers of all rules."""

    title = _("what it needs")
    parameter_name = PARAMETER

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        self.rules = {rule.slug: rule for rule in of_model(model)}
        super().__init__(request, params, model, model_admin)

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """Every rule of the model."""
        return [(slug, rule.title) for slug, rule in self.rules.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """The records of `queryset` that break the rule asked for."""
        asked = self.value()
        if asked is None:
            return queryset
        if asked not in self.rules:
            raise IncorrectLookupParameters
        return queryset.filter(pk__in=self.rules[asked].broken().order_by().values("pk"))

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        """All, and the rules that some of the records listed break, each with their number."""
        listed = changelist.get_queryset(
            self.request, exclude_parameters=self.expected_parameters()
        )
        keys = listed.order_by().values("pk")
        counts = numbers(
            (slug, rule.broken().filter(pk__in=keys)) for slug, rule in self.rules.items()
        )
        yield {
            "selected": self.value() is None,
            "query_string": changelist.get_query_string(remove=[PARAMETER]),
            "display": _("All"),
        }
        for slug, rule in self.rules.items():
            if counts[slug] or slug == self.value():
                yield {
                    "selected": slug == self.value(),
                    "query_string": changelist.get_query_string({PARAMETER: slug}),
                    "display": f"{rule.title} ({counts[slug]})",
                }
