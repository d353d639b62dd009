"""Rows of inlines that two people have added, changed, removed and put in another order."""

import pytest

from pilots.models import Activity, Outcome
from tests.desk.conflicts.editors import Data, Editor
from tests.universe import world

pytestmark = pytest.mark.django_db

ROWS = "outcomes"


@pytest.fixture
def activity(db: None) -> Activity:
    """An activity with two outcomes."""
    world.build(13, summaries=5)
    activity: Activity = Activity.objects.earliest("pk")
    activity.outcomes.all().delete()
    for position in (1, 2):
        activity.outcomes.create(position=position, kind="other", text=f"Outcome {position}")
    return activity


@pytest.fixture
def ann(db: None) -> Editor:
    return Editor("ann")


@pytest.fixture
def ben(db: None) -> Editor:
    return Editor("ben")


def row_of(form: Data, outcome: Outcome) -> str:
    """The prefix of a row in a form."""
    return next(
        name.removesuffix("-id")
        for name, value in form.items()
        if name.startswith(ROWS) and name.endswith("-id") and str(value) == str(outcome.pk)
    )


def with_row(form: Data, position: int, kind: str = "proposals") -> Data:
    """The form with a row more."""
    number = int(form[f"{ROWS}-TOTAL_FORMS"])
    row = {"id": "", "activity": "", "position": position, "kind": kind, "text": "New"}
    return form | {
        f"{ROWS}-TOTAL_FORMS": number + 1,
        **{f"{ROWS}-{number}-{name}": value for name, value in row.items()},
    }


def kinds(activity: Activity) -> dict[int, str]:
    """The kinds of an activity's outcomes, by position."""
    return dict(activity.outcomes.values_list("position", "kind"))


def test_rows_that_both_added_are_both_kept(activity: Activity, ann: Editor, ben: Editor) -> None:
    form = ben.opens(activity)
    ann.saves(activity, with_row(ann.opens(activity), 7))
    shown, told = ben.is_asked(activity, with_row(form, 8, "memorandum"))
    assert [(line.mine_is_gone, line.is_row) for line in told.taken] == [(True, True)]
    assert told.taken[0].where == "Outcome: Proposals defined: New"
    assert 8 not in kinds(activity)
    ben.saves(activity, shown)
    assert kinds(activity) == {1: "other", 2: "other", 7: "proposals", 8: "memorandum"}


def test_a_row_that_both_added_alike_is_there_once_without_a_question(
    activity: Activity, ann: Editor, ben: Editor
) -> None:
    form = ben.opens(activity)
    ann.saves(activity, with_row(ann.opens(activity), 7))
    ben.saves(activity, with_row(form, 7))
    assert activity.outcomes.filter(position=7).count() == 1


def test_a_form_that_was_sent_twice_is_saved_once(activity: Activity, ben: Editor) -> None:
    form = with_row(ben.opens(activity), 7) | {"title": "Once"}
    ben.saves(activity, form)
    ben.saves(activity, form)
    assert activity.outcomes.filter(position=7).count() == 1


def test_different_fields_of_a_row_are_both_kept(
    activity: Activity, ann: Editor, ben: Editor
) -> None:
    outcome = activity.outcomes.latest("pk")
    form = ben.opens(activity)
    row = row_of(form, outcome)
    ann.changes(activity, **{f"{row}-kind": "memorandum"})
    shown, told = ben.is_asked(activity, form | {f"{row}-text": "Mine"})
    assert told.taken[0].theirs.text == "Memorandum signed"
    assert told.taken[0].mine.text == "Other"
    ben.saves(activity, shown)
    outcome.refresh_from_db()
    assert (outcome.kind, outcome.text) == ("memorandum", "Mine")


@pytest.mark.parametrize(("choice", "kind"), [("mine", "memorandum"), ("theirs", "proposals")])
def test_a_field_of_a_row_that_both_changed_is_asked(
    activity: Activity, ann: Editor, ben: Editor, choice: str, kind: str
) -> None:
    outcome = activity.outcomes.latest("pk")
    form = ben.opens(activity)
    row = row_of(form, outcome)
    ann.changes(activity, **{f"{row}-kind": "proposals"})
    shown, told = ben.is_asked(activity, form | {f"{row}-kind": "memorandum"})
    assert told.questions[0].mine.text == "Memorandum signed"
    assert told.questions[0].theirs.text == "Proposals defined"
    assert told.questions[0].anchor == f"id_{row}-kind"
    ben.saves(activity, shown | {"choose-0": choice})
    outcome.refresh_from_db()
    assert outcome.kind == kind


def test_rows_are_told_apart_by_what_they_are_not_by_where_they_stand(
    activity: Activity, ann: Editor, ben: Editor
) -> None:
    first, second = activity.outcomes.order_by("position")
    form = ben.opens(activity)
    ann.changes(activity, **{f"{row_of(form, first)}-DELETE": "on"})
    shown, told = ben.is_asked(activity, form | {f"{row_of(form, second)}-kind": "proposals"})
    assert [line.theirs_is_gone for line in told.taken] == [True]
    assert shown[f"{ROWS}-INITIAL_FORMS"] == "1"
    ben.saves(activity, shown)
    assert kinds(activity) == {2: "proposals"}


@pytest.mark.parametrize(("choice", "left"), [("mine", 2), ("theirs", 1)])
def test_a_row_that_they_removed_and_i_changed_is_asked(
    activity: Activity, ann: Editor, ben: Editor, choice: str, left: int
) -> None:
    outcome = activity.outcomes.latest("pk")
    form = ben.opens(activity)
    row = row_of(form, outcome)
    ann.changes(activity, **{f"{row}-DELETE": "on"})
    shown, told = ben.is_asked(activity, form | {f"{row}-kind": "proposals"})
    assert told.questions[0].theirs_is_gone
    assert ("Kind", "Proposals defined") in told.questions[0].mine.fields
    shown, told = ben.is_asked(activity, shown)
    assert told.questions[0].again
    ben.saves(activity, shown | {"choose-0": choice})
    assert len(kinds(activity)) == left
    assert kinds(activity).get(2) == ("proposals" if choice == "mine" else None)


@pytest.mark.parametrize(("choice", "kind"), [("mine", None), ("theirs", "memorandum")])
def test_a_row_that_i_removed_and_they_changed_is_asked(
    activity: Activity, ann: Editor, ben: Editor, choice: str, kind: str | None
) -> None:
    outcome = activity.outcomes.latest("pk")
    form = ben.opens(activity)
    row = row_of(form, outcome)
    ann.changes(activity, **{f"{row}-kind": "memorandum"})
    shown, told = ben.is_asked(activity, form | {f"{row}-DELETE": "on"})
    assert told.questions[0].mine_is_gone
    assert shown[f"{row}-DELETE"]
    shown, told = ben.is_asked(activity, shown)
    assert told.questions[0].again
    ben.saves(activity, shown | {"choose-0": choice})
    assert kinds(activity).get(2) == kind


def test_a_row_that_both_removed_is_gone(activity: Activity, ann: Editor, ben: Editor) -> None:
    outcome = activity.outcomes.latest("pk")
    form = ben.opens(activity)
    gone = {f"{row_of(form, outcome)}-DELETE": "on"}
    ann.changes(activity, **gone)
    ben.saves(activity, form | gone | {"title": "Mine"})
    assert 2 not in kinds(activity)


def test_links_without_rows_are_met_too(activity: Activity, ann: Editor, ben: Editor) -> None:
    activity.pilots.clear()
    first, second = activity.pilots.model.objects.order_by("pk")[:2]
    form = ben.opens(activity)
    ann.changes(activity, pilots=[first.pk])
    shown, told = ben.is_asked(activity, form | {"pilots": [second.pk]})
    assert told.questions[0].mine.text == second.title
    assert told.questions[0].theirs.text == first.title
    ben.saves(activity, shown | {"choose-0": "theirs"})
    assert list(activity.pilots.all()) == [first]


def test_a_row_saved_on_a_page_of_its_own_is_met_on_the_page_of_its_record(
    activity: Activity, ann: Editor, ben: Editor
) -> None:
    outcome = activity.outcomes.latest("pk")
    form = ben.opens(activity)
    ann.changes(outcome, kind="memorandum")
    _shown, told = ben.is_asked(activity, form | {f"{row_of(form, outcome)}-kind": "proposals"})
    assert told.questions[0].theirs.text == "Memorandum signed"
