"""Every rule, and the ways to find one."""

from django.db import models

from ucap.desk.quality.rule import Rule
from ucap.desk.quality.rules import citations, cities, names, records, summaries

RULES: tuple[Rule, ...] = (
    *summaries.RULES,
    *citations.RULES,
    *records.RULES,
    *cities.RULES,
    *names.RULES,
)
BY_SLUG = {rule.slug: rule for rule in RULES}


def of_model(model: type[models.Model]) -> list[Rule]:
    """The rules for records of `model` themselves."""
    return [rule for rule in RULES if rule.model is model]


def on_page(model: type[models.Model]) -> list[Rule]:
    """The rules for records of `model` and for what is edited on their page."""
    return [rule for rule in RULES if model in (rule.model, rule.whole)]
