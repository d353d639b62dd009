"""Every rule finds the bad record in any world, and that one only."""

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from tests.desk.quality.plants import PLANTS, Planted
from tests.universe import world
from ucap.desk.quality.rule import Rule, numbers
from ucap.desk.quality.rules import BY_SLUG, RULES

pytestmark = pytest.mark.django_db


def found(rule: Rule) -> set[int]:
    """The records that break the rule, each of them once."""
    keys = [record.pk for record in rule.broken()]
    assert len(keys) == len(set(keys))
    return set(keys)


def keys(planted: Planted) -> set[int]:
    records = [planted] if isinstance(planted, Model) else planted
    return {record.pk for record in records}


def test_every_rule_has_a_name_of_its_own_and_something_to_plant() -> None:
    assert len(BY_SLUG) == len(RULES)
    assert set(PLANTS) == set(BY_SLUG)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_a_rule_finds_what_breaks_it_and_nothing_else(
    rule: Rule, django_assert_num_queries
) -> None:
    world.build(11, summaries=3)
    plant = PLANTS[rule.slug]
    good = keys(plant(False))
    before = found(rule)
    assert not good & before
    bad = keys(plant(True))
    with django_assert_num_queries(1):
        assert found(rule) == before | bad


def test_all_rules_are_counted_in_one_query_and_rightly() -> None:
    world.build(12, summaries=5)
    with CaptureQueriesContext(connection) as captured:
        counted = numbers((rule.slug, rule.broken()) for rule in RULES)
    assert len(captured) == 1
    assert counted == {rule.slug: len(found(rule)) for rule in RULES}
    assert sum(1 for number in counted.values() if number) > 20


def test_a_rule_that_can_find_nothing_counts_as_nought() -> None:
    nothing = RULES[0].model._default_manager.none()
    assert numbers([("none", nothing)]) == {"none": 0}
