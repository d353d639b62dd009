"""A step is made by whoever may, from where it starts, with a reason where one is needed."""

import threading
from typing import Any

import pytest
from django.db import connection

from tests.desk.review.scene import World, build, person
from ucap.desk.models import Step
from ucap.desk.review import moving
from ucap.desk.review.states import (
    RULES,
    Move,
    NotPermitted,
    ReasonMissing,
    Refused,
    WrongState,
    check,
    offered,
)
from ucap.summaries.models import Summary

OFFERED = {
    ("viewer", "draft"): [],
    ("viewer", "review"): [],
    ("viewer", "published"): [],
    ("contributor", "draft"): ["submit"],
    ("contributor", "review"): ["take-back"],
    ("contributor", "published"): [],
    ("editor", "draft"): ["submit", "publish"],
    ("editor", "review"): ["take-back", "return", "publish"],
    ("editor", "published"): ["withdraw"],
}


@pytest.mark.parametrize(("role", "status"), OFFERED, ids=lambda value: str(value))
def test_each_role_is_offered_its_steps_and_may_make_no_other(
    db: None, role: str, status: str
) -> None:
    user = person(role)
    record = Summary(title="A", status=status)
    expected = OFFERED[role, status]
    assert [rule.move.value for rule in offered(record, user)] == expected
    for move, rule in RULES.items():
        if move.value in expected:
            check([record], rule, Summary, user, "a reason")
        else:
            with pytest.raises(Refused):
                check([record], rule, Summary, user, "a reason")


@pytest.mark.parametrize("move", [Move.RETURN, Move.WITHDRAW])
@pytest.mark.parametrize("reason", ["", "  \n"])
def test_returning_and_withdrawing_need_a_reason(db: None, move: Move, reason: str) -> None:
    source = next(iter(RULES[move].sources))
    with pytest.raises(ReasonMissing):
        check([Summary(status=source)], RULES[move], Summary, person("editor"), reason)


@pytest.mark.parametrize("move", [Move.SUBMIT, Move.TAKE_BACK, Move.PUBLISH])
def test_the_other_steps_do_not(db: None, move: Move) -> None:
    source = next(iter(RULES[move].sources))
    check([Summary(status=source)], RULES[move], Summary, person("editor"), "")


def test_activities_and_pilots_are_published_and_withdrawn_but_not_submitted(world: World) -> None:
    editor = person("editor")
    assert [rule.move for rule in offered(world.new_activity, editor)] == [Move.PUBLISH]
    assert [rule.move for rule in offered(world.shared, editor)] == [Move.WITHDRAW]
    with pytest.raises(NotPermitted):
        moving.carry_out(
            RULES[Move.SUBMIT], type(world.shared), [world.shared.pk], editor, reason="x"
        )


def carry(move: Move, record: Any, user: Any, **more: Any) -> moving.Done:
    """Let a record make a step."""
    return moving.carry_out(RULES[move], type(record), [record.pk], user, **more)


def test_a_step_is_kept_with_who_made_it_when_and_why(world: World) -> None:
    contributor, editor = person("contributor"), person("editor")
    carry(Move.SUBMIT, world.draft, contributor)
    carry(Move.RETURN, world.draft, editor, reason="No period.")
    steps = Step.objects.latest_first(world.draft)
    assert [(s.before, s.after, s.reason, s.name) for s in steps] == [
        ("review", "draft", "No period.", "Editor"),
        ("draft", "review", "", "Contributor"),
    ]
    contributor.delete()
    assert {step.name for step in Step.objects.all()} == {"Editor", "Contributor"}


def test_the_history_knows_the_step_as_one_change_set(world: World) -> None:
    editor = person("editor")
    done = carry(Move.PUBLISH, world.draft, editor, reason="Checked.")
    models: list[Any] = [Summary, type(world.new_activity), type(world.new_pilot)]
    changed = [
        event
        for model in models
        for event in model.pgh_event_model.objects.filter(pgh_context=done.change)
    ]
    assert [event.status for event in changed] == ["published"] * 3
    assert {event.pgh_context_id for event in changed} == {done.change}
    assert changed[0].pgh_context.metadata == {
        "user": editor.pk,
        "action": "publish",
        "reason": "Checked.",
    }
    assert done.number == 3


def test_what_is_refused_writes_nothing(world: World) -> None:
    with pytest.raises(NotPermitted):
        carry(Move.PUBLISH, world.draft, person("contributor"))
    with pytest.raises(WrongState):
        carry(Move.WITHDRAW, world.draft, person("editor"), reason="x")
    world.draft.refresh_from_db()
    assert world.draft.status == "draft"
    assert not Step.objects.exists()


def test_what_other_published_summaries_tell_of_stays_when_one_is_withdrawn(world: World) -> None:
    editor = person("editor")
    carry(Move.PUBLISH, world.draft, editor)
    carry(Move.WITHDRAW, world.published, editor, reason="By mistake.")
    for record in (world.shared, world.old_activity, world.new_activity):
        record.refresh_from_db()
    assert world.shared.status == "published"
    assert world.old_activity.status == "draft"
    assert world.new_activity.status == "published"


def test_nothing_goes_along_that_the_user_may_not_publish(world: World) -> None:
    editor = person("editor")
    editor.user_permissions.remove(*editor.user_permissions.filter(codename="publish_pilotproject"))
    carry(Move.PUBLISH, world.draft, editor)
    for record in (world.new_activity, world.new_pilot):
        record.refresh_from_db()
    assert (world.new_activity.status, world.new_pilot.status) == ("published", "draft")


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_who_publish_at_once_the_second_is_told() -> None:
    world = build()
    editors = [person("editor", "ann"), person("editor", "bob")]
    start = threading.Barrier(2)
    outcomes: list[Any] = []

    def publish(user: Any) -> None:
        try:
            start.wait(timeout=10)
            outcomes.append(carry(Move.PUBLISH, world.draft, user))
        except Refused as refused:
            outcomes.append(refused)
        finally:
            connection.close()

    threads = [threading.Thread(target=publish, args=[user]) for user in editors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    told = [outcome for outcome in outcomes if isinstance(outcome, WrongState)]
    assert len(outcomes) == 2
    assert len(told) == 1
    assert "The last step was made by Editor" in str(told[0])
    assert Step.objects.filter(summary=world.draft).count() == 1
