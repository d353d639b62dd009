"""Restoring a record and undoing a change set: everything as it was, or nothing at all."""

from datetime import datetime, timedelta
from random import Random

import pghistory
import pytest
from django.db import connection, transaction
from django.db.models import Count, Model, Q
from django.utils import timezone
from pghistory.models import Context

from browse.history.changes import ChangeSets, Wanted, find
from browse.history.deleted import Deleted
from browse.history.events import Key
from browse.history.plans import Plan, Unknown, for_restoring, for_undoing
from browse.history.restoring import Blocked, restore, undo
from browse.history.state import Moment, Rows, live
from browse.publishing import Status
from cities.models import City, Organisation, Theme
from pilots.models import Activity, ActivityCity, ActivityRelation, Outcome, PilotProject
from tests.desk.history.editing import build, disturb, everything, remove, rows_of
from ucap.summaries.models import (
    ActivityCitation,
    EditorialNote,
    Summary,
    SummaryCity,
    SummarySide,
)

# each change in a transaction of its own: history is ordered by their times
pytestmark = pytest.mark.django_db(transaction=True)

RECORDS: list[type[Model]] = [Activity, PilotProject, Summary, City, Organisation, Theme]


def latest() -> Key:
    """The change set that was made last."""
    return ChangeSets(Wanted())[0:1][0].key


def moment() -> datetime:
    """A time between what was done and what will be, by the clock of the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def test_a_restored_record_is_what_it_was_whatever_was_done_to_it() -> None:
    build(11)
    random = Random(11)  # noqa: S311
    for number in range(12):
        model = RECORDS[number % len(RECORDS)]
        record = random.choice(list(model._default_manager.all()))
        versions: list[tuple[datetime, Rows]] = []
        for _version in range(3):
            versions.append((moment(), rows_of(record)))
            with pghistory.context(user=1):
                disturb(random, record)
        at, before = random.choice(versions)
        restore(model, record.pk, Moment(at), rest=True, reason="a test")
        after = rows_of(record)
        # what is elsewhere needed by now may stay, but nothing else may differ
        plan = for_restoring(model, record.pk, Moment(at))
        if not plan.steps:
            assert after == before, (model, number)
        assert all(step in [o.step for o in plan.obstacles] for step in plan.steps)


def test_undoing_brings_back_exactly_the_rows_there_were() -> None:
    build(12)
    random = Random(12)  # noqa: S311
    for number in range(12):
        model = RECORDS[number % len(RECORDS)]
        records = random.sample(list(model._default_manager.all()), 2)
        before = everything()
        if number % 3:
            with pghistory.context(user=1, action="bulk"):
                for record in records:
                    disturb(random, record, times=3)
        else:
            with transaction.atomic():
                for record in records:
                    disturb(random, record, times=3)
        if everything() == before:
            continue
        made = latest()
        assert (made.context is None) is not bool(number % 3)
        changed = everything()
        undone = undo(made, reason="a test")
        assert everything() == before, (model, number)
        undo(undone)
        assert everything() == changed, (model, number)


@pytest.mark.parametrize("model", [Summary, Activity, PilotProject])
def test_a_deleted_record_comes_back_whole(model: type[Model]) -> None:
    build(13)
    record = model._default_manager.earliest("pk")
    pk, before = record.pk, rows_of(record)
    assert len(before) > 2
    remove(model, pk)
    assert not model._default_manager.filter(pk=pk).exists()
    (gone,) = Deleted(model)[0:10]
    assert (gone.model, gone.pk) == (model, pk)
    restore(model, pk, Moment(gone.at, before=True))
    assert rows_of(model._default_manager.get(pk=pk)) == before
    assert Deleted(model).count() == 0


def test_a_deleted_summary_has_its_citations_notes_and_sides_again() -> None:
    build(13)
    summary = Summary.objects.filter(notes__activity_citation__isnull=False).earliest("pk")
    kinds = (SummarySide, ActivityCitation, EditorialNote)
    before = {kind: live(kind, Q(summary=summary.pk)) for kind in kinds}
    cities = live(SummaryCity, Q(side__summary=summary.pk))
    assert all(before.values())
    pk = summary.pk
    summary.delete()
    undo(latest())
    assert {kind: live(kind, Q(summary=pk)) for kind in kinds} == before
    assert live(SummaryCity, Q(side__summary=pk)) == cities


def test_what_was_done_in_several_transactions_without_a_context_is_undone_one_by_one() -> None:
    build(14)
    before = everything()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cities_city SET province = 'Nowhere'")
        cursor.execute("DELETE FROM pilots_activitycity")
    first, second = (each.key for each in ChangeSets(Wanted())[0:2])
    undo(first)
    undo(second)
    assert everything() == before


def test_two_rows_can_hand_a_unique_value_on_to_each_other() -> None:
    build(15)
    side = next(s for s in SummarySide.objects.all() if s.city_links.count() > 1)
    one, two = side.city_links.all()[:2]
    before = everything()
    with transaction.atomic():
        one.position, two.position, old = two.position, 99, one.position
        two.save()
        one.save()
        SummaryCity.objects.filter(pk=two.pk).update(position=old)
    made = latest()
    undo(made)
    assert everything() == before


def test_rows_that_were_moved_to_another_record_are_moved_back() -> None:
    build(16)
    activities = Activity.objects.annotate(number=Count("outcomes")).order_by("pk")
    one, other = activities.filter(number=1)[:2]
    before, pk = everything(), one.pk
    with pghistory.context(action="merge"), transaction.atomic():
        Outcome.objects.filter(activity=pk).update(activity=other, position=77)
        one.delete()
    undo(latest())
    assert everything() == before
    at = moment()
    Outcome.objects.filter(activity=pk).update(activity=other, position=77)
    plan = for_restoring(Activity, pk, Moment(at))
    assert {(Activity, pk), (Activity, other.pk)} == set(plan.records)
    restore(Activity, pk, Moment(at))
    assert everything() == before


def blocked(key: Key) -> list[str]:
    """Why a change set cannot be undone; makes sure that trying changes nothing."""
    before, sets = everything(), len(ChangeSets(Wanted()))
    with pytest.raises(Blocked) as stopped:
        undo(key)
    assert everything() == before
    assert len(ChangeSets(Wanted())) == sets
    return stopped.value.reasons


def test_a_field_that_was_changed_again_stands_in_the_way_and_the_rest_can_be_undone() -> None:
    build(17)
    one, two = City.objects.order_by("pk")[:2]
    old = {city.pk: city.province for city in (one, two)}
    City.objects.filter(pk__in=old).update(province="Wrong")
    made = latest()
    City.objects.filter(pk=one.pk).update(province="Right", population=5)
    (reason,) = blocked(made)
    assert "Province" in reason
    assert one.name in reason
    undo(made, rest=True)
    one.refresh_from_db()
    two.refresh_from_db()
    assert (one.province, one.population, two.province) == ("Right", 5, old[two.pk])


def test_another_field_of_the_same_row_does_not_stand_in_the_way() -> None:
    build(17)
    city = City.objects.earliest("pk")
    old = city.province
    City.objects.filter(pk=city.pk).update(province="Wrong")
    made = latest()
    City.objects.filter(pk=city.pk).update(population=5)
    undo(made)
    city.refresh_from_db()
    assert (city.province, city.population) == (old, 5)


def test_a_record_that_others_refer_to_by_now_cannot_be_undone_away() -> None:
    build(18)
    city = City.objects.create(name="New", slug="new", country_id=City.objects.all()[0].country_id)
    made = latest()
    ActivityCity.objects.create(activity=Activity.objects.earliest("pk"), city=city)
    (reason,) = blocked(made)
    assert "refers to it" in reason
    with pytest.raises(Blocked, match="nothing"):
        undo(made, rest=True)


def test_a_row_that_was_changed_after_it_was_added_stays() -> None:
    build(18)
    city = City.objects.create(name="New", slug="new", country_id=City.objects.all()[0].country_id)
    made = latest()
    City.objects.filter(pk=city.pk).update(name="Newer")
    (reason,) = blocked(made)
    assert "changed since" in reason


def test_what_a_row_needs_and_is_gone_stands_in_the_way() -> None:
    build(19)
    activity = Activity.objects.earliest("pk")
    country = City.objects.all()[0].country_id
    city = City.objects.create(name="Gone Town", slug="gone", country_id=country)
    link = activity.city_links.create(city=city)
    link.delete()
    made = latest()
    city.delete()
    (reason,) = blocked(made)
    assert "Gone Town" in reason
    assert "is gone" in reason


def test_an_address_that_another_record_has_by_now_stands_in_the_way() -> None:
    build(20)
    one, other = Theme.objects.order_by("pk")[:2]
    old = one.slug
    Theme.objects.filter(pk=one.pk).update(slug="elsewhere", name="Other")
    made = latest()
    Theme.objects.filter(pk=other.pk).update(slug=old)
    (reason,) = blocked(made)
    assert other.name in reason
    undo(made, rest=True)
    again = Theme.objects.get(pk=one.pk)
    assert (again.slug, again.name) == ("elsewhere", one.name)


def test_a_rule_of_the_database_stands_in_the_way_in_its_own_words() -> None:
    build(21)
    one, two, three = Activity.objects.order_by("pk")[:3]
    ActivityRelation.objects.all().delete()
    relation = ActivityRelation.objects.create(source=one, target=two, reason="alike")
    relation.delete()
    made = latest()
    ActivityRelation.objects.create(source=two, target=one, reason="alike")
    ActivityRelation.objects.create(source=two, target=three, reason="alike")
    assert blocked(made) == ["The two are related already."]


def test_restoring_does_not_touch_other_records() -> None:
    build(22)
    one, other = Activity.objects.order_by("pk")[:2]
    at = moment()
    for activity in (one, other):
        activity.city_links.all().delete()
        Activity.objects.filter(pk=activity.pk).update(title="Changed")
    kept = rows_of(other)
    restore(Activity, one.pk, Moment(at))
    assert rows_of(other) == kept
    assert Activity.objects.get(pk=one.pk).title == one.title


def test_who_may_not_publish_restores_everything_but_the_status() -> None:
    build(23)
    activity = Activity.objects.published().earliest("pk")
    at = moment()
    Activity.objects.filter(pk=activity.pk).update(status=Status.DRAFT, title="Other")
    plan = for_restoring(Activity, activity.pk, Moment(at), may_publish=lambda model: False)
    assert [str(record) for record in plan.unpublished] == ["Other"]
    restore(Activity, activity.pk, Moment(at), may_publish=lambda model: False)
    again = Activity.objects.get(pk=activity.pk)
    assert (again.title, again.status) == (activity.title, Status.DRAFT)
    restore(Activity, activity.pk, Moment(at))
    assert Activity.objects.get(pk=activity.pk).status == Status.PUBLISHED


def test_who_may_not_publish_brings_a_deleted_record_back_as_a_draft() -> None:
    build(23)
    activity = Activity.objects.published().earliest("pk")
    remove(Activity, activity.pk)
    undo(latest(), may_publish=lambda model: False)
    assert Activity.objects.get(pk=activity.pk).status == Status.DRAFT


def test_going_back_is_recorded_with_its_reason() -> None:
    build(24)
    City.objects.update(province="Wrong")
    made = latest()
    undone = undo(made, reason="It was wrong.")
    context = Context.objects.get(pk=undone.context)
    assert context.metadata == {"action": "undo", "reason": "It was wrong.", "undoes": str(made)}
    (change,) = ChangeSets(Wanted(undoes=made))[0:2]
    assert change.key == undone
    assert change.undoes == made
    kept = City.objects.earliest("pk")
    at = moment()
    City.objects.filter(pk=kept.pk).update(province="Wrong")
    back = find(restore(City, kept.pk, Moment(at), reason="Again."))
    assert back
    assert (back.metadata["action"], back.reason) == ("restore", "Again.")


def test_whoever_looks_at_a_plan_last_can_stop_it() -> None:
    build(25)
    City.objects.update(province="Wrong")
    made, before = latest(), everything()

    def no(plan: Plan) -> None:
        raise RuntimeError(len(plan.steps))

    with pytest.raises(RuntimeError):
        undo(made, approve=no)
    assert everything() == before


def test_what_never_was_cannot_be_gone_back_to() -> None:
    build(26)
    at = moment()
    with pytest.raises(Unknown):
        restore(City, 10**9, Moment(at))
    long_ago = timezone.now() - timedelta(days=9)
    with pytest.raises(Unknown):
        for_restoring(City, City.objects.earliest("pk").pk, Moment(long_ago))
    with pytest.raises(Unknown):
        for_undoing(Key(at=long_ago))
