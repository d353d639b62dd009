"""What needs attention: for the quality page, the front page, and the page of one record."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from ucap.desk.quality.rule import Rule, Severity, numbers
from ucap.desk.quality.rules import RULES, on_page

PARAMETER = "needs"


@dataclass(frozen=True)
class Need:
    """A rule, how many records break it, and where they are listed."""

    rule: Rule
    number: int
    url: str


@dataclass(frozen=True)
class Attention:
    """How many rules are broken how often, for a glance."""

    errors: int
    warnings: int


def listed(rule: Rule, **only: int) -> str:
    """The address of the list of records that break `rule`."""
    options = rule.model._meta
    changelist = reverse(f"admin:{options.app_label}_{options.model_name}_changelist")
    asked: dict[str, str | int] = {PARAMETER: rule.slug, **only}
    return f"{changelist}?{urlencode(asked)}"


def seen_by(request: HttpRequest, rules: Iterable[Rule] = RULES) -> list[Rule]:
    """The rules for records that whoever asks may look at."""
    return [
        rule
        for rule in rules
        if admin.site.get_model_admin(rule.model).has_view_permission(request)
    ]


def needs(request: HttpRequest) -> list[Need]:
    """Every rule that concerns whoever asks, with its number. One query."""
    rules = seen_by(request)
    counted = numbers((rule.slug, rule.broken()) for rule in rules)
    return [Need(rule, counted[rule.slug], listed(rule)) for rule in rules]


def needs_of(request: HttpRequest, record: models.Model) -> list[Need]:
    """What `record`, and what is edited on its page, breaks, the worst first. One query or none."""
    rules = seen_by(request, on_page(type(record)))
    if not rules:
        return []
    counted = numbers((rule.slug, rule.broken_in(record)) for rule in rules)
    found = [
        Need(rule, counted[rule.slug], _listed_in(rule, record))
        for rule in rules
        if counted[rule.slug]
    ]
    return sorted(found, key=lambda need: Severity.values.index(need.rule.severity))


def _listed_in(rule: Rule, record: models.Model) -> str:
    """The address of the list of what breaks `rule` within `record`; "" if it is that itself."""
    if isinstance(record, rule.model):
        return ""
    # Django admin filters by a relation of the model itself, and by no relation of that
    return listed(rule) if "__" in rule.within else listed(rule, **{rule.within: record.pk})


def attention(request: HttpRequest) -> Attention:
    """How many errors and warnings there are, for the front page of the desk. One query."""
    totals = dict.fromkeys(Severity.values, 0)
    for need in needs(request):
        totals[need.rule.severity] += need.number
    return Attention(errors=totals[Severity.ERROR], warnings=totals[Severity.WARNING])
