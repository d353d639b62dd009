"""A rehearsal foretells exactly what happens and leaves no trace."""

from typing import Any

import pghistory.models
import pytest
from django.db import connection

from tests.desk.review.scene import World, person
from tests.universe import world as universe
from ucap.desk.models import Step
from ucap.desk.review import moving
from ucap.desk.review.rehearsal import Effect, sight
from ucap.desk.review.states import RULES, Move
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db


def rows() -> dict[str, list[Any]]:
    """Every row of every table, history included."""
    with connection.cursor() as cursor:
        found = {}
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f"SELECT t::text FROM {table} t ORDER BY 1")  # noqa: S608
            found[table] = cursor.fetchall()
    return found


def names(effect: Effect) -> dict[str, list[str]]:
    """What appears in an effect, by kind."""
    return {
        group.model.__name__: sorted(str(record) for record in group.records)
        for group in effect.appears
    }


def effect(move: Move, summary: Any, user: Any, *, along: bool = True) -> Effect:
    """What a step of a summary would do."""
    return moving.effect_of(moving.batch(RULES[move], Summary, [summary.pk], user, along=along))


def test_it_names_all_that_becomes_public_and_nothing_else(world: World) -> None:
    assert names(effect(Move.PUBLISH, world.draft, person("editor"))) == {
        "Summary": ["New plan"],
        "Activity": ["New meeting"],
        "PilotProject": ["New pilot"],
        "City": ["Haikou"],
        "Organisation": ["New Lab"],
        "Theme": ["New Theme"],
    }


def test_alone_a_summary_brings_only_what_it_names_itself(world: World) -> None:
    assert names(effect(Move.PUBLISH, world.draft, person("editor"), along=False)) == {
        "Summary": ["New plan"],
        "City": ["Haikou"],
        "Theme": ["New Theme"],
    }


def test_it_leaves_no_trace(world: World) -> None:
    editor = person("editor")
    before = rows()
    assert effect(Move.PUBLISH, world.draft, editor)
    assert effect(Move.WITHDRAW, world.published, editor)
    assert rows() == before
    assert not Step.objects.exists()
    assert not pghistory.models.Context.objects.exists()


@pytest.mark.parametrize("seed", [3, 11])
def test_it_foretells_every_step_in_any_world(seed: int) -> None:
    universe.build(seed, summaries=5)
    editor = person("editor")
    for summary in Summary.objects.order_by("pk"):
        move = Move.WITHDRAW if summary.status == "published" else Move.PUBLISH
        before = sight()
        foretold = effect(move, summary, editor)
        assert sight() == before
        moving.carry_out(RULES[move], Summary, [summary.pk], editor, reason="a test")
        after = sight()
        for model in before:
            appeared = {r.pk for g in foretold.appears if g.model is model for r in g.records}
            vanished = {r.pk for g in foretold.vanishes if g.model is model for r in g.records}
            assert after[model] - before[model] == appeared
            assert before[model] - after[model] == vanished


def test_what_goes_along_with_a_withdrawal_is_what_no_other_published_summary_cites() -> None:
    universe.build(5, summaries=6)
    editor = person("editor")
    for summary in Summary.objects.published():
        batch = moving.batch(RULES[Move.WITHDRAW], Summary, [summary.pk], editor, along=True)
        for model, keys in batch.along.items():
            alone = [
                record.pk
                for record in model._default_manager.filter(status="published").order_by("pk")
                if {c.summary_id for c in record.citations.all() if c.summary.is_published}  # type: ignore[attr-defined]
                == {summary.pk}
            ]
            assert keys == alone
