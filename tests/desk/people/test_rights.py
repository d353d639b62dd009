"""What is public is for those who may publish: on every way that leads to a record."""

from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from browse.publishing import Publishable, Status
from cities.models import City
from pilots.models import Activity, ActivityCity, Outcome, PilotProject, PilotRelation
from tests.across.test_admin import address, errors_of, form_of
from tests.records import ours
from tests.universe import world
from ucap.desk import rights
from ucap.desk.admin.base import RecordAdmin
from ucap.desk.guarded import RecordInline
from ucap.desk.people import roles
from ucap.summaries.models import (
    ActivityCitation,
    PilotCitation,
    Summary,
    SummaryCity,
    SummarySide,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def contributor(person) -> User:
    """A contributor, in a world with published and draft records."""
    world.build(3, summaries=6)
    return person("Contributors")


@pytest.fixture
def client(contributor: User, inside) -> Client:
    """The contributor, signed in."""
    return inside(contributor)


def draft(model: Any) -> Any:
    """A draft of `model`."""
    return model.objects.filter(status=Status.DRAFT).earliest("pk")


def published(model: Any) -> Any:
    """A published record of `model`."""
    return model.objects.filter(status=Status.PUBLISHED).earliest("pk")


def change(client: Client, record: Model, **data: Any) -> Any:
    """Send the change form of `record` as it is, but for `data`."""
    path = address(type(record), "change", record.pk)
    return client.post(path, {**form_of(client.get(path)), **data})


# The tables


def test_every_model_has_its_rights() -> None:
    known = {*rights.PUBLIC, *rights.PARTS}
    plain = {*roles.VOCABULARIES, *roles.LEDGER}
    assert [m for m in ours() if m not in known and m._meta.label_lower not in plain] == []


def test_every_admin_page_and_inline_of_a_record_asks_for_rights() -> None:
    of_ours = {model: options for model, options in admin.site._registry.items() if model in ours()}
    assert [o for o in of_ours.values() if not isinstance(o, RecordAdmin)] == []
    inlines = [inline for options in of_ours.values() for inline in options.inlines]
    assert [inline for inline in inlines if not issubclass(inline, RecordInline)] == []


def test_no_list_lets_anybody_change_a_status() -> None:
    assert [o for o in admin.site._registry.values() if "status" in o.list_editable] == []


# The rules


@pytest.mark.parametrize("model", rights.PUBLIC, ids=lambda model: model.__name__)
def test_a_contributor_touches_what_is_not_public(contributor: User, model: type[Model]) -> None:
    records = list(model._default_manager.all())
    public = [record for record in records if rights.is_public(record)]
    assert public
    assert len(public) < len(records)
    touched = [record for record in records if rights.may_touch(contributor, record)]
    assert touched == [record for record in records if record not in public]


@pytest.mark.parametrize("model", rights.PARTS, ids=lambda model: model.__name__)
def test_a_part_is_as_public_as_its_record(contributor: User, person, model: type[Model]) -> None:
    editor = person("Editors", name="ed@example.org")
    for part in model._default_manager.all():
        record = rights.whole(part)
        assert isinstance(record, Publishable)
        assert rights.may_touch(contributor, part) is (record.status != Status.PUBLISHED)
        assert rights.may_touch(editor, part)


def test_what_is_in_review_is_not_public(contributor: User) -> None:
    pilot = published(PilotProject)
    pilot.status = Status.REVIEW
    assert rights.may_touch(contributor, pilot)


# Ways around them


def test_a_link_is_not_moved_to_a_published_record(client: Client) -> None:
    link = ActivityCity.objects.filter(activity__status=Status.DRAFT).earliest("pk")
    before = link.activity_id
    answer = change(client, link, activity=published(Activity).pk)
    assert answer.status_code == 200
    assert "is public: choose a draft" in str(answer.context["errors"])
    assert "activity" in answer.context["adminform"].form.errors
    link.refresh_from_db()
    assert link.activity_id == before


def test_a_link_is_not_added_to_a_published_record(client: Client) -> None:
    city = City.objects.earliest("pk")
    activity = Activity.objects.create(title="New", slug="new", kind="meeting", status="published")
    data = {"activity": activity.pk, "city": city.pk, "role": "participant", "basis": "named"}
    answer = client.post(address(ActivityCity, "add"), data)
    assert "activity" in answer.context["adminform"].form.errors
    Activity.objects.filter(pk=activity.pk).update(status=Status.DRAFT)
    assert client.post(address(ActivityCity, "add"), data).status_code == 302


def test_a_city_of_a_side_is_not_moved_to_a_published_summary(client: Client) -> None:
    link = SummaryCity.objects.filter(side__summary__status=Status.DRAFT).earliest("pk")
    side = SummarySide.objects.filter(summary__status=Status.PUBLISHED).earliest("pk")
    answer = change(client, link, side=side.pk, position=999)
    assert "side" in answer.context["adminform"].form.errors


def test_a_draft_may_cite_what_is_published(client: Client) -> None:
    data = {
        "summary": draft(Summary).pk,
        "activity": published(Activity).pk,
        "position": "99",
    }
    assert client.post(address(ActivityCitation, "add"), data).status_code == 302
    data["summary"] = published(Summary).pk
    answer = client.post(address(ActivityCitation, "add"), data)
    assert "summary" in answer.context["adminform"].form.errors


def test_a_draft_may_be_related_to_what_is_published_and_not_the_other_way(client: Client) -> None:
    PilotRelation.objects.all().delete()
    data = {"source": draft(PilotProject).pk, "target": published(PilotProject).pk, "reason": "x"}
    swapped = {**data, "source": data["target"], "target": data["source"]}
    answer = client.post(address(PilotRelation, "add"), swapped)
    assert "source" in answer.context["adminform"].form.errors
    assert client.post(address(PilotRelation, "add"), data).status_code == 302


@pytest.mark.parametrize("model", [Summary, Activity, PilotProject])
def test_a_contributor_changes_no_status(client: Client, model: Any) -> None:
    record = draft(model)
    page = client.get(address(model, "change", record.pk))
    assert "status" not in page.context["adminform"].form.fields
    answer = change(client, record, status=Status.PUBLISHED, title="Another title")
    assert answer.status_code == 302, errors_of(answer)
    record.refresh_from_db()
    assert (record.status, record.title) == (Status.DRAFT, "Another title")


@pytest.mark.parametrize("model", [Summary, Activity, PilotProject])
def test_the_page_of_a_published_record_has_nothing_to_type_into(
    client: Client, model: Any
) -> None:
    page = client.get(address(model, "change", published(model).pk))
    assert page.status_code == 200
    assert page.context["has_change_permission"] is False
    inlines = page.context["inline_admin_formsets"]
    assert not any(i.has_add_permission or i.has_change_permission for i in inlines)
    assert b'name="_save"' not in page.content


def test_what_an_inline_sends_for_a_published_record_is_refused(client: Client) -> None:
    activity = published(Activity)
    Outcome.objects.filter(activity=activity).delete()
    data = {
        "outcomes-TOTAL_FORMS": "1",
        "outcomes-INITIAL_FORMS": "0",
        "outcomes-0-position": "1",
        "outcomes-0-kind": "memorandum",
        "outcomes-0-text": "signed",
        "title": "x",
    }
    assert client.post(address(Activity, "change", activity.pk), data).status_code == 403
    assert not Outcome.objects.filter(activity=activity).exists()


def test_a_draft_that_a_published_summary_cites_is_not_deleted(client: Client) -> None:
    pilot = PilotProject.objects.create(title="New", slug="new", kind="office")
    path = address(PilotProject, "delete", pilot.pk)
    PilotCitation.objects.create(summary=published(Summary), pilot=pilot, position="98")
    assert "citation of a pilot" in str(client.get(path).context["perms_lacking"])
    assert client.post(path, {"post": "yes"}).status_code == 403
    PilotCitation.objects.filter(pilot=pilot).update(summary=draft(Summary))
    assert client.post(path, {"post": "yes"}).status_code == 302


def test_deleting_several_stops_at_one_that_is_public(client: Client) -> None:
    mine, public = (
        PilotProject.objects.create(title=status, slug=status, kind="office", status=status)
        for status in (Status.DRAFT, Status.PUBLISHED)
    )
    data = {"action": "delete_selected", "post": "yes"}
    path = address(PilotProject, "changelist")
    both = {**data, "_selected_action": [mine.pk, public.pk]}
    assert client.post(path, both).status_code == 403
    assert PilotProject.objects.filter(pk=mine.pk).exists()
    client.post(path, {**data, "_selected_action": [mine.pk]})
    assert not PilotProject.objects.filter(pk=mine.pk).exists()


def test_deleting_a_city_takes_it_from_no_outcome(client: Client) -> None:
    country = City.objects.earliest("pk").country
    city = City.objects.create(name="Mine", slug="mine", country=country)
    outcome = Outcome.objects.filter(activity__status=Status.DRAFT).earliest("pk")
    outcome.cities.add(city)
    path = address(City, "delete", city.pk)
    assert client.post(path, {"post": "yes"}).status_code == 403
    outcome.cities.remove(city)
    assert client.post(path, {"post": "yes"}).status_code == 302


def test_a_field_completes_for_those_who_see_the_records(client: Client, person, inside) -> None:
    asked = {"app_label": "pilots", "model_name": "activitycity", "field_name": "activity"}
    assert client.get(reverse("admin:autocomplete"), asked).json()["results"]
    roleless = person(name="new@example.org")
    roleless.is_staff = True
    roleless.save()
    assert inside(roleless).get(reverse("admin:autocomplete"), asked).status_code == 403


def test_rights_cost_the_same_however_many_parts_a_record_has(client: Client, inside) -> None:
    activity = Activity.objects.create(title="New", slug="new", kind="meeting")
    path = address(Activity, "change", activity.pk)
    operator = inside(User.objects.create_superuser("root"))  # is asked for no rights
    cities = list(City.objects.all()[:9])
    more: list[int] = []
    for some in (cities[:2], cities[2:]):
        for city in some:
            ActivityCity.objects.create(activity=activity, city=city, role="participant")
        numbers: list[int] = []
        for somebody in (operator, client):
            data = form_of(somebody.get(path))
            with CaptureQueriesContext(connection) as asked:
                somebody.get(path)
                somebody.post(path, {**data, "title": f"Newer {len(more)}{len(numbers)}"})
            numbers.append(len(asked))
        more.append(numbers[1] - numbers[0])
    assert more[0] == more[1]
