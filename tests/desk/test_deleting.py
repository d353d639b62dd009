"""Deleting on the desk: what goes along is counted whole, named in part, and deleted as shown."""

from typing import Any

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from model_bakery import baker

from cities.models import City, Country
from pilots.models import Activity, ActivityCity
from ucap.desk.deleting import NAMED

pytestmark = pytest.mark.django_db

LIST = "admin:pilots_activity_changelist"


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("ed"))
    return client


def activities(number: int, **fields: Any) -> list[Activity]:
    """Activities with a city each."""
    country = Country.objects.get_or_create(code="ES", defaults={"name": "Spain"})[0]
    nice = City.objects.get_or_create(slug="nice", defaults={"name": "Nice", "country": country})[0]
    made = [
        baker.make(Activity, title=f"Event {n:03}", slug=f"event-{n}", kind="meeting", **fields)
        for n in range(number)
    ]
    ActivityCity.objects.bulk_create([ActivityCity(activity=each, city=nice) for each in made])
    return made


def of_all(**sent: Any) -> dict[str, Any]:
    """What the list sends when all of it is ticked, not only what stands on the page."""
    one = Activity.objects.earliest("pk")
    ticked = {ACTION_CHECKBOX_NAME: [one.pk], "select_across": "1"}
    return {"action": "delete_selected", **ticked, **sent}


def test_all_that_goes_along_is_counted_and_the_first_of_it_is_named(editor: Client) -> None:
    activities(NAMED)
    page = editor.post(reverse(LIST), of_all())
    text = page.content.decode()
    assert f"Activities: {NAMED}" in text
    assert f"Cities of activities: {NAMED}" in text
    assert f"and {NAMED} more" in text
    assert text.count("Activity: ") + text.count("City of an activity: ") == NAMED
    assert text.count(f'name="{ACTION_CHECKBOX_NAME}"') == 1


def test_all_of_a_list_is_deleted_as_it_was_shown(editor: Client) -> None:
    activities(3)
    shown = editor.post(reverse(LIST), of_all()).context["seen"]
    answer = editor.post(reverse(LIST), of_all(post="yes", seen=shown))
    assert answer.status_code == 302
    assert not Activity.objects.exists()


def test_what_came_to_the_list_in_the_meantime_is_shown_before_anything_goes(
    editor: Client,
) -> None:
    activities(3)
    shown = editor.post(reverse(LIST), of_all()).context["seen"]
    baker.make(Activity, title="Later", slug="later", kind="meeting")
    answer = editor.post(reverse(LIST), of_all(post="yes", seen=shown))
    assert "has changed in the meantime" in answer.content.decode()
    assert Activity.objects.count() == 4


def test_those_that_are_ticked_go_and_the_others_stay(editor: Client) -> None:
    first, *others = activities(3)
    ticked = {ACTION_CHECKBOX_NAME: [each.pk for each in others], "action": "delete_selected"}
    assert "Event 000" not in editor.post(reverse(LIST), ticked).content.decode()
    editor.post(reverse(LIST), {**ticked, "post": "yes"})
    assert list(Activity.objects.all()) == [first]


def test_what_is_in_the_way_is_named(editor: Client) -> None:
    activities(1)
    city = City.objects.get(slug="nice")
    page = editor.get(reverse("admin:cities_city_delete", args=[city.pk]))
    text = page.content.decode()
    assert "Event 000" in text
    editor.post(reverse("admin:cities_city_delete", args=[city.pk]), {"post": "yes"})
    assert City.objects.filter(pk=city.pk).exists()
