"""What certain records need, by record: for pages about many records at once."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Model, QuerySet, Value
from django.utils.text import capfirst

from browse.text import Spoken
from ucap.desk.quality.rule import Rule, Severity
from ucap.desk.quality.rules import on_page

TOLD = (Severity.ERROR, Severity.WARNING)
"""What is told of many records at once; the rest stands on the page of each."""


@dataclass(frozen=True)
class Broken:
    """A record, and the rules that it or what is edited on its page breaks."""

    record: Any
    rules: list[Rule]

    @property
    def told(self) -> list[Spoken]:
        """A sentence for each rule: about the record itself, or about a part of it by its kind."""
        own = type(self.record)
        return [
            rule.title if rule.model is own else f"{capfirst(rule.one)}: {rule.title}"
            for rule in self.rules
        ]


def broken_among(model: type[Model], keys: Collection[int]) -> dict[int, list[Rule]]:
    """{primary key: the rules it breaks as things are now} of those records `keys` that break any.

    The worst first. One query, however many rules and records there are.
    """
    rules = [rule for rule in on_page(model) if rule.severity in TOLD]
    rules.sort(key=lambda rule: TOLD.index(rule.severity))
    arms = [_arm(number, rule, model, keys) for number, rule in enumerate(rules)]
    by_key: dict[int, list[Rule]] = defaultdict(list)
    if arms:
        for number, key in arms[0].union(*arms[1:], all=True).order_by("rule_number"):
            by_key[key].append(rules[number])
    return dict(by_key)


def _arm(number: int, rule: Rule, model: type[Model], keys: Collection[int]) -> QuerySet:
    """(`number`, primary key) of the records that break `rule` themselves or on their page."""
    way = "pk" if rule.model is model else rule.within
    broken = rule.broken().order_by().values("pk")
    return (
        rule.model._default_manager.filter(pk__in=broken)
        .filter(**{f"{way}__in": keys})
        .order_by()
        .annotate(rule_number=Value(number, IntegerField()))
        .values_list("rule_number", way)
        .distinct()
    )
