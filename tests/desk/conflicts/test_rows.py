"""Rows of inlines that two people have added, changed, removed and put in another order."""

import pytest

from cities.models import City
from pilots.models import Activity, ActivityCity
from tests.desk.conflicts.editors import Data, Editor
from tests.universe import world

pytestmark = pytest.mark.django_db

ROWS = "city_links"


@pytest.fixture
def activity(db: None) -> Activity:
    """An activity in two cities."""
    world.build(13, summaries=5)
    activity: Activity = Activity.objects.earliest("pk")
    activity.city_links.all().delete()
    for city in City.objects.order_by("pk")[:2]:
        activity.city_links.create(city=city, role="participant")
    return activity


@pytest.fixture
def ann(db: None) -> Editor:
    return Editor("ann")


@pytest.fixture
def ben(db: None) -> Editor:
    return Editor("ben")


def row_of(form: Data, link: ActivityCity) -> str:
    """The prefix of a row in a form."""
    return next(
        name.removesuffix("-id")
        for name, value in form.items()
        if name.startswith(ROWS) and name.endswith("-id") and str(value) == str(link.pk)
    )


def with_row(form: Data, city: City, role: str = "venue") -> Data:
    """The form with a row more."""
    number = int(form[f"{ROWS}-TOTAL_FORMS"])
    row = {"id": "", "activity": "", "city": city.pk, "role": role, "basis": "named"}
    return form | {
        f"{ROWS}-TOTAL_FORMS": number + 1,
        **{f"{ROWS}-{number}-{name}": value for name, value in row.items()},
    }


def cities_of(activity: Activity) -> dict[int, str]:
    """The roles of an activity's cities, by the city's key."""
    return dict(activity.city_links.values_list("city", "role"))


def spare(number: int) -> City:
    """A city that the activity has not."""
    return City.objects.order_by("pk")[number + 2]


def test_rows_that_both_added_are_both_kept(activity: Activity, ann: Editor, ben: Editor) -> None:
    form = ben.opens(activity)
    ann.saves(activity, with_row(ann.opens(activity), spare(0)))
    shown, told = ben.is_asked(activity, with_row(form, spare(1), "both"))
    assert [(line.mine_is_gone, line.is_row) for line in told.taken] == [(True, True)]
    assert spare(0).name in told.taken[0].where
    assert spare(1).pk not in cities_of(activity)
    ben.saves(activity, shown)
    assert cities_of(activity)[spare(0).pk] == "venue"
    assert cities_of(activity)[spare(1).pk] == "both"
    assert len(cities_of(activity)) == 4


def test_a_row_that_both_added_alike_is_there_once_without_a_question(
    activity: Activity, ann: Editor, ben: Editor
) -> None:
    form = ben.opens(activity)
    ann.saves(activity, with_row(ann.opens(activity), spare(0)))
    ben.saves(activity, with_row(form, spare(0)))
    assert activity.city_links.filter(city=spare(0)).count() == 1


def test_a_form_that_was_sent_twice_is_saved_once(activity: Activity, ben: Editor) -> None:
    form = with_row(ben.opens(activity), spare(0)) | {"title": "Once"}
    ben.saves(activity, form)
    ben.saves(activity, form)
    assert activity.city_links.filter(city=spare(0)).count() == 1


def test_different_fields_of_a_row_are_both_kept(
    activity: Activity, ann: Editor, ben: Editor
) -> None:
    link = activity.city_links.latest("pk")
    form = ben.opens(activity)
    row = row_of(form, link)
    ann.changes(activity, **{f"{row}-role": "both"})
    shown, told = ben.is_asked(activity, form | {f"{row}-basis": "implied"})
    assert "Takes part and hosts" in told.taken[0].theirs.text
    assert "Takes part" in told.taken[0].mine.text
    ben.saves(activity, shown)
    link.refresh_from_db()
    assert (link.role, link.basis) == ("both", "implied")


@pytest.mark.parametrize(("choice", "role"), [("mine", "both"), ("theirs", "venue")])
def test_a_field_of_a_row_that_both_changed_is_asked(
    activity: Activity, ann: Editor, ben: Editor, choice: str, role: str
) -> None:
    link = activity.city_links.latest("pk")
    form = ben.opens(activity)
    row = row_of(form, link)
    ann.changes(activity, **{f"{row}-role": "venue"})
    shown, told = ben.is_asked(activity, form | {f"{row}-role": "both"})
    assert told.questions[0].mine.text == "Takes part and hosts"
    assert told.questions[0].theirs.text == "Hosts"
    assert told.questions[0].anchor == f"id_{row}-role"
    ben.saves(activity, shown | {"choose-0": choice})
    link.refresh_from_db()
    assert link.role == role


def test_rows_are_told_apart_by_what_they_are_not_by_where_they_stand(
    activity: Activity, ann: Editor, ben: Editor
) -> None:
    first, second = sorted(activity.city_links.all(), key=lambda link: link.city.sort_name)
    form = ben.opens(activity)
    ann.changes(activity, **{f"{row_of(form, first)}-DELETE": "on"})
    shown, told = ben.is_asked(activity, form | {f"{row_of(form, second)}-role": "venue"})
    assert [line.theirs_is_gone for line in told.taken] == [True]
    assert shown[f"{ROWS}-INITIAL_FORMS"] == "1"
    ben.saves(activity, shown)
    assert cities_of(activity) == {second.city_id: "venue"}


@pytest.mark.parametrize(("choice", "left"), [("mine", 2), ("theirs", 1)])
def test_a_row_that_they_removed_and_i_changed_is_asked(
    activity: Activity, ann: Editor, ben: Editor, choice: str, left: int
) -> None:
    link = activity.city_links.latest("pk")
    form = ben.opens(activity)
    row = row_of(form, link)
    ann.changes(activity, **{f"{row}-DELETE": "on"})
    shown, told = ben.is_asked(activity, form | {f"{row}-role": "venue"})
    assert told.questions[0].theirs_is_gone
    assert ("Role", "Hosts") in told.questions[0].mine.fields
    shown, told = ben.is_asked(activity, shown)
    assert told.questions[0].again
    ben.saves(activity, shown | {"choose-0": choice})
    assert len(cities_of(activity)) == left
    assert cities_of(activity).get(link.city_id) == ("venue" if choice == "mine" else None)


@pytest.mark.parametrize(("choice", "role"), [("mine", None), ("theirs", "both")])
def test_a_row_that_i_removed_and_they_changed_is_asked(
    activity: Activity, ann: Editor, ben: Editor, choice: str, role: str | None
) -> None:
    link = activity.city_links.latest("pk")
    form = ben.opens(activity)
    row = row_of(form, link)
    ann.changes(activity, **{f"{row}-role": "both"})
    shown, told = ben.is_asked(activity, form | {f"{row}-DELETE": "on"})
    assert told.questions[0].mine_is_gone
    assert shown[f"{row}-DELETE"]
    shown, told = ben.is_asked(activity, shown)
    assert told.questions[0].again
    ben.saves(activity, shown | {"choose-0": choice})
    assert cities_of(activity).get(link.city_id) == role


def test_a_row_that_both_removed_is_gone(activity: Activity, ann: Editor, ben: Editor) -> None:
    link = activity.city_links.latest("pk")
    form = ben.opens(activity)
    gone = {f"{row_of(form, link)}-DELETE": "on"}
    ann.changes(activity, **gone)
    ben.saves(activity, form | gone | {"title": "Mine"})
    assert link.city_id not in cities_of(activity)


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
    link = activity.city_links.latest("pk")
    form = ben.opens(activity)
    ann.changes(link, role="both")
    _shown, told = ben.is_asked(activity, form | {f"{row_of(form, link)}-role": "venue"})
    assert told.questions[0].theirs.text == "Takes part and hosts"
