"""The page of rules, the filter of lists, and what a record's own page says it needs."""

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cities.models import City, Country
from pilots.models import Activity
from tests.desk.quality import plants
from tests.universe import world
from ucap.desk.quality.attention import attention, needs, needs_of
from ucap.desk.quality.rule import Severity
from ucap.desk.quality.rules import RULES

pytestmark = pytest.mark.django_db

PAGE = "/admin/quality/"


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


def viewer(*codenames: str) -> Client:
    """Somebody on the desk who holds these permissions only."""
    user = User.objects.create_user("viewer", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
    client = Client()
    client.force_login(user)
    return client


def asked_by(client: Client):
    """A request of whoever `client` is."""
    return client.get(PAGE).wsgi_request


def test_who_is_not_signed_in_is_sent_to_sign_in() -> None:
    answer = Client().get(PAGE)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{reverse('admin:login')}?next={PAGE}"


def test_every_rule_stands_on_the_page_with_its_number(editor: Client) -> None:
    world.build(3, summaries=5)
    page = editor.get(PAGE)
    shown = [need for group in page.context["groups"] for need in group.needs]
    shown += page.context["kept"]
    assert {need.rule.slug: need.number for need in shown} == {
        rule.slug: rule.broken().count() for rule in RULES
    }
    assert [group.severity for group in page.context["groups"]] == list(Severity)
    assert all(need.number == 0 for need in page.context["kept"])


def test_every_number_leads_to_a_list_of_as_many_records(editor: Client) -> None:
    world.build(3, summaries=5)
    page = editor.get(PAGE)
    for group in page.context["groups"]:
        for need in group.needs:
            listed = editor.get(need.url)
            assert listed.status_code == 200, need.url
            assert listed.context["cl"].result_count == need.number, need.url


def test_an_unknown_rule_lists_everything_with_a_warning_of_admin(editor: Client) -> None:
    answer = editor.get("/admin/cities/city/", {"needs": "nonsense'"})
    assert answer.status_code == 302
    assert answer.headers["Location"].endswith("?e=1")


def test_the_filter_counts_within_what_is_listed(editor: Client) -> None:
    seen = plants.activity(title="Seen here", start=None)
    plants.activity(title="Elsewhere", start=None)
    page = editor.get("/admin/pilots/activity/", {"q": "Seen here"})
    needs = next(s for s in page.context["cl"].filter_specs if s.title == "what it needs")
    told = {choice["display"] for choice in needs.choices(page.context["cl"])}
    assert "It has no date. (1)" in told
    listed = editor.get("/admin/pilots/activity/?q=Seen+here&needs=activity-undated")
    assert [record.pk for record in listed.context["cl"].result_list] == [seen.pk]


def test_the_page_runs_the_same_queries_in_a_small_and_a_large_world(editor: Client) -> None:
    with CaptureQueriesContext(connection) as empty:
        editor.get(PAGE)
    world.build(4, summaries=40)
    with CaptureQueriesContext(connection) as full:
        editor.get(PAGE)
    assert len(empty) == len(full)
    assert sum("UNION ALL" in query["sql"] for query in full.captured_queries) == 1


def test_who_may_not_see_a_kind_of_record_is_told_nothing_about_it() -> None:
    plants.activity(start=None)
    client = viewer("view_city")
    kinds = {need.rule.model for need in needs(asked_by(client))}
    assert kinds == {City}
    assert "Activities" not in client.get(PAGE).content.decode()
    assert attention(asked_by(client)).warnings == 0


def test_who_may_see_nothing_gets_an_empty_page() -> None:
    page = viewer().get(PAGE)
    assert page.status_code == 200
    assert "Nothing breaks a rule." in page.content.decode()


def test_the_front_page_gets_errors_and_warnings_in_one_query(
    editor: Client, django_assert_num_queries
) -> None:
    # both its sides are without a city; no checksum, theme, period, focus, nothing that it cites
    plants.summary()
    request = RequestFactory().get("/")
    request.user = User.objects.get(username="root")
    with django_assert_num_queries(1):
        found = attention(request)
    assert (found.errors, found.warnings) == (2, 5)


def test_a_record_says_on_its_page_what_it_needs(editor: Client) -> None:
    activity = plants.activity(start=None)
    page = editor.get(reverse("admin:pilots_activity_change", args=[activity.pk]))
    assert [need.rule.slug for need in page.context["needs"]] == [
        "activity-uncited",
        "activity-undated",
        "activity-without-city",
    ]
    assert "What this record needs" in page.content.decode()


def test_a_record_in_order_says_nothing(editor: Client) -> None:
    activity = plants.activity(start="2019-04-01")
    plants.cited(activity)
    Country.objects.create(code="XY", name="Land", region="asia")
    activity.city_links.create(city=plants.city())
    page = editor.get(reverse("admin:pilots_activity_change", args=[activity.pk]))
    assert page.context["needs"] == []
    assert "What this record needs" not in page.content.decode()


def test_the_page_of_a_summary_tells_of_its_parts_and_leads_to_them(editor: Client) -> None:
    summary, other = plants.summary(), plants.summary()
    note = plants.note(summary, resolution="")
    plants.note(other, resolution="")
    page = editor.get(reverse("admin:summaries_summary_change", args=[summary.pk]))
    needs = {need.rule.slug: need for need in page.context["needs"]}
    assert needs["side-without-city"].number == 2
    assert needs["note-unresolved"].number == 1
    listed = editor.get(needs["side-without-city"].url).context["cl"].result_list
    assert {side.summary_id for side in listed} == {summary.pk} != {other.pk}
    assert list(editor.get(needs["note-unresolved"].url).context["cl"].result_list) == [note]


def test_the_needs_of_a_record_cost_one_query(editor: Client, django_assert_num_queries) -> None:
    world.build(3, summaries=3)
    request = RequestFactory().get("/")
    request.user = User.objects.get(username="root")
    record = Activity.objects.earliest("pk")
    with django_assert_num_queries(1):
        needs_of(request, record)
