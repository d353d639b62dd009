"""The pages that ask before deleting: all is counted, the beginning is named, nobody is tricked."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.messages import get_messages
from django.test import Client

from browse.publishing import Status
from cities.models import City, Country
from pilots.models import PilotProject
from tests.across.test_admin import address
from tests.universe import world
from ucap.desk import rights
from ucap.desk.deleting import NAMED
from ucap.desk.rights import PARTS, PUBLIC
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db

MANY = 3 * NAMED


@pytest.fixture
def root() -> Client:
    """Somebody who may do everything."""
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


@pytest.fixture
def lonely() -> Country:
    """A country with many cities that nothing names."""
    country = Country.objects.create(code="XX", name="Xanadu", region="europe")
    City.objects.bulk_create(
        City(name=f"Town {n:03}", slug=f"town-{n}", country=country) for n in range(MANY)
    )
    return country


def all_of_them(client: Client, **data: str) -> dict[str, str]:
    """What the page that asks would send for all cities of the list."""
    asked = {"action": "delete_selected", "select_across": "1", **data}
    asked["_selected_action"] = str(City.objects.earliest("pk").pk)
    page = client.post(address(City, "changelist"), asked).content.decode()
    hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: value for name, value in hidden if name != "csrfmiddlewaretoken"}


def test_many_are_counted_and_the_first_are_named(root: Client, lonely: Country) -> None:
    asked = {"action": "delete_selected", "select_across": "1", "_selected_action": "1"}
    answer = root.post(address(City, "changelist"), asked)
    page = answer.content.decode()
    assert f"Cities: {MANY}" in page
    assert page.count("City: <a") == NAMED
    assert f"and {MANY - NAMED} more" in page
    assert page.count('name="_selected_action"') == 1


def test_what_is_in_the_way_is_named_up_to_a_number(root: Client, lonely: Country) -> None:
    page = root.get(address(Country, "delete", lonely.pk)).content.decode()
    assert page.count("City: <a") == NAMED
    assert f"and {MANY - NAMED} more" in page
    assert "<form" not in page.partition('id="content"')[2].partition("</main>")[0]


def test_all_of_them_are_deleted_without_a_number_for_each(root: Client, lonely: Country) -> None:
    sent = all_of_them(root)
    assert root.post(address(City, "changelist"), sent).status_code == 302
    assert not City.objects.exists()


def test_all_of_them_are_those_that_were_shown(root: Client, lonely: Country) -> None:
    sent = all_of_them(root)
    City.objects.create(name="New", slug="new", country=lonely)
    answer = root.post(address(City, "changelist"), sent)
    assert answer.status_code == 200
    assert "changed in the meantime" in str(next(iter(get_messages(answer.wsgi_request))))
    assert f"Cities: {MANY + 1}" in answer.content.decode()
    assert City.objects.count() == MANY + 1


def test_all_of_a_filtered_list_are_no_more_than_it_lists(root: Client, lonely: Country) -> None:
    filtered = address(City, "changelist") + "?q=town+00"
    asked = {"action": "delete_selected", "select_across": "1", "_selected_action": "1"}
    assert "Cities: 12<" in root.post(filtered, asked).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', root.post(filtered, asked).content.decode())
    assert seen
    root.post(filtered, {**asked, "post": "yes", "seen": seen[1]})
    assert City.objects.count() == MANY - 12


def test_what_goes_along_stands_below_what_it_goes_with(root: Client) -> None:
    world.build(3, summaries=6)
    side = Summary.objects.earliest("pk").sides.earliest("pk")
    page = root.get(address(Summary, "delete", side.summary.pk)).content.decode()
    above, below = (
        page.find(f"/{name}/{pk}/change/")
        for name, pk in (("summary", side.summary.pk), ("summaryside", side.pk))
    )
    assert 0 < above < below


@pytest.mark.parametrize("role", ["Contributors", "Editors"])
def test_of_many_at_once_the_same_may_be_deleted_as_one_by_one(role: str) -> None:
    world.build(3, summaries=6)
    user = User.objects.create_user("ana")
    user.groups.add(Group.objects.get(name=role))
    answers = set()
    for model in (*PUBLIC, *PARTS):
        records = list(model._default_manager.all())
        one_by_one = [rights.may_delete(user, record) for record in records]
        answers |= set(one_by_one)
        for record, may in zip(records, one_by_one, strict=True):
            assert rights.may_delete_all(user, model, [record.pk]) is may, record
        assert rights.may_delete_all(user, model, [r.pk for r in records]) is all(one_by_one)
    assert answers == ({True} if role == "Editors" else {True, False})


def test_one_that_is_public_keeps_many_from_being_deleted() -> None:
    client = Client()
    user = User.objects.create_user("ana", is_staff=True)
    user.groups.add(Group.objects.get(name="Contributors"))
    client.force_login(user)
    records = PilotProject.objects.bulk_create(
        PilotProject(title=f"Office {n}", slug=f"office-{n}", kind="office") for n in range(MANY)
    )
    PilotProject.objects.filter(pk=records[-1].pk).update(status=Status.PUBLISHED)
    asked = {"action": "delete_selected", "select_across": "1"}
    answer = client.post(
        address(PilotProject, "changelist"), {**asked, "_selected_action": records[0].pk}
    )
    assert list(answer.context["perms_lacking"]) == ["pilot project"]
    assert PilotProject.objects.count() == MANY
