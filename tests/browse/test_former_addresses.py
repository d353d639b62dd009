"""An address that a record had before leads to it for good, on its page and in filters."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from model_bakery import baker

from browse.models import FormerSlug
from browse.publishing import Status
from cities.models import City, Country
from pilots.models import PilotProject
from ucap.desk.merge.kinds import KINDS
from ucap.desk.merge.merging import Decision, merge

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return Client()


def links(page: Any) -> list[str]:
    """Where the links of a page lead."""
    return re.findall('href="([^"]*)"', page.content.decode())


def city(slug: str) -> Any:
    country, _ = Country.objects.get_or_create(code="XX", defaults={"name": "X", "region": "asia"})
    return baker.make(City, name=slug.title(), slug=slug, country=country)


def pilot(slug: str, *cities: Any, status: str = Status.PUBLISHED) -> Any:
    made = baker.make(PilotProject, title=slug.title(), slug=slug, status=status)
    for place in cities:
        made.city_links.create(city=place)
    return made


def by_form(record: Any, slug: str) -> None:
    record.slug = slug
    record.save()


def by_bulk_update(record: Any, slug: str) -> None:
    type(record).objects.filter(pk=record.pk).update(slug=slug)


def by_sql(record: Any, slug: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {record._meta.db_table} SET slug = %s WHERE id = %s",  # noqa: S608
            [slug, record.pk],
        )


def by_merging(record: Any, slug: str) -> None:
    kept = pilot(slug)
    merge(KINDS["pilot"], Decision(kept.pk, record.pk, {}), may_publish=True)


WAYS = [by_form, by_bulk_update, by_sql, by_merging]


@pytest.mark.parametrize("change", WAYS)
def test_a_former_address_leads_to_the_record(client: Client, change: Any) -> None:
    change(pilot("old"), "new")
    for ask in (client.get, client.head):
        answer = ask("/pilots/old/changes/?page=2&page=y%20z")
        assert answer.status_code == 301
        assert answer.headers["Location"] == "/pilots/new/changes/?page=2&page=y%20z"
    assert client.get("/pilots/old/").headers["Location"] == "/pilots/new/"


@pytest.mark.parametrize("change", WAYS)
def test_all_addresses_that_a_record_ever_had_lead_to_it(client: Client, change: Any) -> None:
    record = pilot("first")
    by_bulk_update(record, "second")
    record.refresh_from_db()
    change(record, "third")
    for slug in ("first", "second"):
        assert client.get(f"/pilots/{slug}/").headers["Location"] == "/pilots/third/"


def test_what_was_merged_into_what_was_merged_leads_to_the_last(client: Client) -> None:
    first, second, third = (pilot(slug) for slug in ("a", "b", "c"))
    for kept, gone in ((second, first), (third, second)):
        merge(KINDS["pilot"], Decision(kept.pk, gone.pk, {}), may_publish=True)
    for slug in "ab":
        assert client.get(f"/pilots/{slug}/").headers["Location"] == "/pilots/c/"


def test_an_address_in_use_again_is_that_of_who_uses_it(client: Client) -> None:
    by_form(pilot("old"), "new")
    pilot("old")
    assert client.get("/pilots/old/").status_code == 200
    page = client.get("/pilots/old/").content.decode()
    assert "Old" in page


def test_what_is_deleted_or_a_draft_is_not_found(client: Client) -> None:
    gone, draft = pilot("gone"), pilot("draft")
    by_form(gone, "gone-now")
    by_form(draft, "draft-now")
    gone.delete()
    by_draft = PilotProject.objects.filter(pk=draft.pk)
    assert client.get("/pilots/draft/").status_code == 301
    by_draft.update(status=Status.DRAFT)
    for slug in ("gone", "draft", "gone-now", "draft-now"):
        answer = client.get(f"/pilots/{slug}/")
        assert answer.status_code == 404
        assert "draft-now" not in answer.content.decode().replace("/pilots/draft-now/", "")


def test_a_draft_merged_into_what_is_public_gives_it_its_address(client: Client) -> None:
    kept, gone = pilot("kept"), pilot("gone", status=Status.DRAFT)
    assert client.get("/pilots/gone/").status_code == 404
    merge(KINDS["pilot"], Decision(kept.pk, gone.pk, {}), may_publish=True)
    assert client.get("/pilots/gone/").headers["Location"] == "/pilots/kept/"


# Filters


@pytest.mark.parametrize("path", ["/pilots/", "/activities/", "/summaries/", "/map/", "/timeline/"])
def test_a_filter_understands_a_former_address(client: Client, path: str) -> None:
    place = city("old")
    pilot("one", place)
    by_form(place, "new")
    page = client.get(path, {"city": "old"})
    assert page.status_code == 200
    assert page.context["filterset"].problems == []
    assert [term.value for term in page.context["filterset"].cleaned["city"]] == ["new"]
    assert not any("city=old" in link for link in links(page))


def test_the_list_is_that_of_the_address_of_now_and_so_are_its_links(client: Client) -> None:
    place, elsewhere = city("old"), city("elsewhere")
    pilot("one", place)
    pilot("two", elsewhere)
    by_form(place, "new")
    page = client.get("/pilots/", {"city": ["old", "new"]})
    assert [record.slug for record in page.context["filterset"].qs] == ["one"]
    assert not any("city=old" in link for link in links(page))
    assert "city=new" in client.get("/pilots/?city=old&city=elsewhere").content.decode()


def test_the_other_pages_of_a_list_have_the_address_of_now(client: Client) -> None:
    place = city("old")
    for number in range(26):
        pilot(f"p{number}", place)
    by_form(place, "new")
    page = client.get("/pilots/?city=old")
    assert "?city=new&amp;page=2" in links(page)
    assert not any("city=old" in link for link in links(page))


def test_a_filter_by_a_merged_city_is_one_by_what_it_was_merged_into(client: Client) -> None:
    kept, gone = city("rome"), city("roma")
    pilot("one", kept)
    pilot("two", gone)
    merge(KINDS["city"], Decision(kept.pk, gone.pk, {}), may_publish=True)
    page = client.get("/pilots/", {"city": "roma", "sort": "title"})
    assert [record.slug for record in page.context["filterset"].qs] == ["one", "two"]


def test_a_former_address_of_what_the_public_does_not_see_is_not_known(client: Client) -> None:
    place = city("old")
    pilot("one", place, status=Status.DRAFT)
    by_form(place, "hidden-now")
    page = client.get("/pilots/", {"city": "old"})
    assert page.context["filterset"].problems
    assert "hidden-now" not in page.content.decode()


def test_an_address_in_use_again_selects_who_uses_it(client: Client) -> None:
    place, other = city("old"), city("other")
    pilot("one", place)
    pilot("two", other)
    by_form(place, "new")
    by_form(other, "old")
    page = client.get("/pilots/", {"city": "old"})
    assert [record.slug for record in page.context["filterset"].qs] == ["two"]


def test_what_is_compared_may_be_named_by_former_addresses(client: Client) -> None:
    one, other = city("one"), city("other")
    pilot("both", one, other)
    by_form(one, "first")
    page = client.get("/compare/?city=one&city=other")
    assert page.status_code == 200
    assert "First" in page.content.decode() or "One" in page.content.decode()
    assert "no city" not in page.content.decode()


def test_values_that_are_known_cost_no_query_more(client: Client) -> None:
    place = city("new")
    pilot("one", place)
    FormerSlug.objects.create(kind=City._meta.db_table, slug="old", record=place.pk)
    with CaptureQueriesContext(connection) as queries:
        client.get("/pilots/?city=new")
    assert not any("formerslug" in query["sql"] for query in queries)
    known = len(queries)
    with CaptureQueriesContext(connection) as queries:
        client.get("/pilots/?city=old")
    assert len(queries) == known + 2


def test_former_addresses_are_of_one_kind_of_record(client: Client) -> None:
    by_form(pilot("old"), "new")
    assert client.get(reverse("city", args=["old"])).status_code == 404
    assert client.get(reverse("activity", args=["old"])).status_code == 404
