"""On the change form of every model the second to save is told, chooses, and overwrites nothing."""

import itertools

import pytest
from django.db.models import Model

from tests.across.test_admin import EDITABLE
from tests.desk.conflicts.editors import Editor, changeable, stored
from tests.universe import world

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> Editor:
    world.build(13, summaries=5)
    return Editor("ann")


@pytest.mark.parametrize("model", EDITABLE, ids=lambda model: model.__name__)
def test_changes_in_different_fields_are_both_kept_after_a_look(
    ann: Editor, model: type[Model]
) -> None:
    ben = Editor("ben")
    record = model._default_manager.earliest("pk")
    (theirs, [their_value]), (mine, [my_value]) = itertools.islice(changeable(ann, record, 1), 2)
    form = ben.opens(record)
    ann.changes(record, **{theirs: their_value})
    before = stored(record, mine)
    shown, told = ben.is_asked(record, form | {mine: my_value})
    assert told.questions == []
    assert len(told.taken) == 1
    assert str(stored(record, mine)) == str(before)
    ben.saves(record, shown)
    assert str(stored(record, theirs)) == str(their_value)
    assert str(stored(record, mine)) == str(my_value)


@pytest.mark.parametrize("choice", ["mine", "theirs"])
@pytest.mark.parametrize("model", EDITABLE, ids=lambda model: model.__name__)
def test_for_a_field_that_both_changed_the_choice_is_asked_and_honoured(
    ann: Editor, model: type[Model], choice: str
) -> None:
    ben = Editor("ben")
    record = model._default_manager.earliest("pk")
    name, (their_value, my_value) = next(changeable(ann, record, 2))
    form = ben.opens(record)
    ann.changes(record, **{name: their_value})
    shown, told = ben.is_asked(record, form | {name: my_value})
    assert [line.choice for line in told.questions] == ["choose-0"]
    assert told.questions[0].mine != told.questions[0].theirs
    unanswered, told = ben.is_asked(record, shown)
    assert told.questions[0].again
    assert str(stored(record, name)) == str(their_value)
    ben.saves(record, unanswered | {"choose-0": choice})
    assert str(stored(record, name)) == str(my_value if choice == "mine" else their_value)
