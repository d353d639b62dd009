"""The history pages of the desk: who may read them, what they say, and the way back."""

from typing import Any
from uuid import uuid4

import pghistory
import pytest
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from browse.history.changes import ChangeSets, Wanted
from browse.history.events import Key
from browse.history.plans import TOLD
from browse.publishing import Status
from cities.models import City
from pilots.models import Activity
from tests.desk.history.editing import build, rows_of
from ucap.desk.history.ways_back import LISTED
from ucap.summaries.models import SeedEntry, Summary

pytestmark = pytest.mark.django_db

WRONG = "zq-wrong"


def signed_in(*permissions: str, name: str = "ed", **user: Any) -> Client:
    """Somebody of the staff with `permissions` (`view_activity`)."""
    account = User.objects.create_user(name, is_staff=True, **user)
    account.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(account)
    return client


READER = ("view_summary", "view_activity", "view_pilotproject", "view_city")


@pytest.fixture
def root() -> Client:
    """Somebody who may do everything."""
    client = Client()
    client.force_login(User.objects.create_superuser("root", first_name="Ada", last_name="Root"))
    return client


def change(**said: Any) -> Key:
    """Change a city and a link of an activity in one change set; give its key."""
    with pghistory.context(**said) as context:
        city = City.objects.order_by("pk")[0]
        City.objects.filter(pk=city.pk).update(province=WRONG)
        activity = Activity.objects.filter(city_links__isnull=False).earliest("pk")
        activity.city_links.earliest("pk").delete()
    return Key(context.id)


def address(name: str, *args: Any) -> str:
    """A history page."""
    return reverse(f"admin:history-{name}", args=args)


def text(answer: Any) -> str:
    """A page, for looking into; it must be there."""
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def pages(key: Key) -> list[str]:
    """One address of each kind."""
    city = City.objects.order_by("pk")[0].pk
    return [
        address("changes"),
        address("deleted"),
        address("change", key),
        address("undo", key),
        address("restore", key, "cities.city", city),
        reverse("admin:cities_city_history", args=[city]),
    ]


def test_who_is_not_signed_in_is_sent_to_sign_in() -> None:
    build(1)
    for url in pages(change()):
        answer = Client().get(url)
        assert answer.status_code == 302, url
        assert answer.headers["Location"].startswith(reverse("admin:login"))


def test_who_may_not_see_drafts_may_not_read_of_them() -> None:
    build(1)
    client = signed_in("view_activity")
    for url in pages(change()):
        assert client.get(url).status_code == 403, url


def test_viewers_may_read_everything_and_undo_nothing() -> None:
    build(1)
    key, client = change(), signed_in(*READER)
    for url in pages(key):
        assert client.get(url).status_code == 200, url
    page = text(client.get(address("undo", key)))
    assert "You may not change" in page
    assert "fingerprint" not in page
    answer = client.post(address("undo", key), {"fingerprint": "x"})
    assert answer.status_code == 403
    assert City.objects.filter(province=WRONG).exists()


def test_the_list_says_who_when_why_and_of_what(root: Client) -> None:
    build(1)
    user = User.objects.get(username="root")
    key = change(user=user.pk, reason="Because <b>so</b>.", action="merge")
    page = text(root.get(address("changes")))
    assert "Ada Root" in page
    assert "Because &lt;b&gt;so&lt;/b&gt;." in page
    assert "Merged" in page
    assert address("change", key) in page
    assert City.objects.get(province=WRONG).name in page


def test_the_list_is_narrowed_by_person_kind_way_and_time(root: Client) -> None:
    build(1)
    user = User.objects.get(username="root")
    key = change(user=user.pk, action="merge")
    other = Key(at=ChangeSets(Wanted(action="database"))[0:1][0].at)

    def found(**asked: Any) -> tuple[bool, bool]:
        page = text(root.get(address("changes"), asked))
        return address("change", key) in page, address("change", other) in page

    assert found() == (True, True)
    assert found(person=user.pk) == (True, False)
    assert found(kind="cities.city") == (True, True)
    assert found(kind="cities.country") == (False, True)
    assert found(action="merge") == (True, False)
    assert found(action="edit") == (False, False)
    assert found(action="database") == (False, True)
    assert found(since="2001-01-01", until="2002-01-01") == (False, False)
    assert found(since="2001-01-01") == (True, True)


@pytest.mark.parametrize(
    "query",
    [
        {"person": "x"},
        {"person": "9" * 40},
        {"kind": "auth.user"},
        {"action": "'; --"},
        {"since": "2020-13-01"},
        {"since": "2020-02-01", "until": "2020-01-01"},
        {"page": "x"},
        {"page": "99999"},
        {"kind": "\0"},
    ],
)
def test_bad_input_is_answered_with_a_page(root: Client, query: dict[str, str]) -> None:
    build(1)
    assert root.get(address("changes"), query).status_code == 200
    assert root.get(address("deleted"), query).status_code == 200


def test_unknown_and_foreign_numbers_give_404(root: Client) -> None:
    build(1)
    key, activity = change(), Activity.objects.latest("pk")
    unknown = uuid4()
    for url in (
        address("change", unknown),
        address("undo", unknown),
        address("restore", unknown, "cities.city", 1),
        address("restore", key, "auth.user", 1),
        address("restore", key, "cities.city", 10**17),
        address("restore", key, "pilots.activity", activity.pk),  # not touched by it
        address("bring-back", unknown, "cities.city", 1),
        reverse("admin:cities_city_history", args=[10**17]),
        reverse("admin:cities_city_history", args=["x"]),
        reverse("admin:cities_city_history", args=["9" * 40]),
        "/admin/history/99999999T999999.999999Z/",
        "/admin/history/x/",
    ):
        assert root.get(url).status_code == 404, url
        assert root.post(url).status_code in (404, 405), url


def test_a_change_set_is_shown_and_undone_with_a_reason(root: Client) -> None:
    build(1)
    activity = Activity.objects.filter(city_links__isnull=False).earliest("pk")
    before, key = rows_of(activity), change()
    page = text(root.get(address("change", key)))
    assert WRONG in page
    assert "was removed from its cities" in page
    shown = root.get(address("undo", key))
    fingerprint = shown.context["plan"].fingerprint
    answer = root.post(
        address("undo", key),
        {"fingerprint": fingerprint, "reason_for_change": "Not so."},
        follow=True,
    )
    page = text(answer)
    assert "2 rows are as they were before" in page
    assert "Not so." in page
    assert rows_of(activity) == before
    assert not City.objects.filter(province=WRONG).exists()
    assert "Undone" in text(root.get(address("change", key)))


def test_what_has_changed_since_it_was_shown_is_shown_again(root: Client) -> None:
    build(1)
    key = change()
    answer = root.post(
        address("undo", key), {"fingerprint": "of another plan", "reason_for_change": "Kept."}
    )
    page = text(answer)
    assert "in the meantime" in page
    assert "Kept." in page
    assert City.objects.filter(province=WRONG).exists()


def test_a_reason_that_is_too_long_is_told_at_the_field(root: Client) -> None:
    build(1)
    key = change()
    fingerprint = root.get(address("undo", key)).context["plan"].fingerprint
    answer = root.post(
        address("undo", key), {"fingerprint": fingerprint, "reason_for_change": "x" * 501}
    )
    assert "at most 500 characters" in text(answer)
    assert City.objects.filter(province=WRONG).exists()


@pytest.mark.django_db(transaction=True)  # a context holds to the end of its transaction
def test_what_stands_in_the_way_is_told_and_the_rest_can_be_done(root: Client) -> None:
    build(1)
    key = change()
    City.objects.filter(province=WRONG).update(province="Again")
    page = text(root.get(address("undo", key)))
    assert "Province" in page
    assert "was changed again since" in page
    assert "fingerprint" not in page
    plan = root.get(address("undo", key), {"rest": "1"}).context["plan"]
    assert plan.can_be_done
    data = {"rest": "1", "fingerprint": plan.fingerprint}
    assert root.post(address("undo", key), data).status_code == 302
    assert City.objects.filter(province="Again").exists()


def test_of_a_very_large_change_the_beginning_is_told_and_all_of_it_undone(root: Client) -> None:
    build(1)
    country = City.objects.order_by("pk")[0].country
    towns = City.objects.bulk_create(
        City(name=f"Town {n}", slug=f"town-{n}", country=country) for n in range(TOLD + 30)
    )
    with pghistory.context() as context:
        City.objects.filter(pk__in=[town.pk for town in towns]).update(province=WRONG)
    undo = address("undo", Key(context.id))
    shown = root.get(undo)
    page = text(shown)
    assert page.count(f"<del>{WRONG}</del>") == TOLD
    assert "And 30 more rows." in page
    root.post(undo, {"fingerprint": shown.context["plan"].fingerprint})
    assert not City.objects.filter(province=WRONG).exists()


@pytest.mark.django_db(transaction=True)  # as above
def test_of_a_great_many_obstacles_the_beginning_is_told(root: Client) -> None:
    build(1)
    country = City.objects.order_by("pk")[0].country
    towns = City.objects.bulk_create(
        City(name=f"Town {n}", slug=f"town-{n}", country=country) for n in range(LISTED + 1)
    )
    mine = City.objects.filter(pk__in=[town.pk for town in towns])
    with pghistory.context() as context:
        mine.update(province=WRONG)
    mine.update(province="Again")
    page = text(root.get(address("undo", Key(context.id))))
    assert page.count("was changed again since") == LISTED
    assert f"The first {LISTED} of {LISTED + 1}." in page


def test_somebody_with_rights_on_some_of_it_cannot_undo_all_of_it() -> None:
    build(1)
    key, client = change(), signed_in(*READER, "change_city")
    plan = client.get(address("undo", key)).context["plan"]
    answer = client.post(address("undo", key), {"fingerprint": plan.fingerprint})
    assert answer.status_code == 403
    assert City.objects.filter(province=WRONG).exists()


def test_who_may_change_but_not_publish_never_makes_anything_public() -> None:
    build(1)
    client = signed_in(*READER, "change_activity")
    activity = Activity.objects.published().earliest("pk")
    with pghistory.context() as context:
        Activity.objects.filter(pk=activity.pk).update(status=Status.DRAFT, title="Other")
    undo = address("undo", context.id)
    shown = client.get(undo)
    assert "You may not publish" in text(shown)
    data = {"fingerprint": shown.context["plan"].fingerprint}
    assert client.post(undo, data).status_code == 302
    again = Activity.objects.get(pk=activity.pk)
    assert (again.title, again.status) == (activity.title, Status.DRAFT)


def test_the_history_button_leads_to_every_version_of_the_record(root: Client) -> None:
    build(1)
    key = change()
    city = City.objects.get(province=WRONG)
    form = text(root.get(reverse("admin:cities_city_change", args=[city.pk])))
    history = reverse("admin:cities_city_history", args=[city.pk])
    assert history in form
    page = text(root.get(history))
    assert WRONG in page
    assert "Restore this version" in page
    assert address("change", key) in page


def test_the_ledger_which_has_no_history_keeps_the_page_of_django(root: Client) -> None:
    city = ContentType.objects.get_for_model(City)
    entry = SeedEntry.objects.create(content_type=city, key=["a"], object_id=1, loaded={})
    page = text(root.get(reverse("admin:summaries_seedentry_history", args=[entry.pk])))
    assert "change history" in page


@pytest.mark.django_db(transaction=True)
def test_a_version_is_restored_from_the_page_of_its_record(root: Client) -> None:
    build(1)
    city = City.objects.order_by("pk")[0]
    keys = []
    for province in ("One", "Two"):
        with pghistory.context() as context:
            City.objects.filter(pk=city.pk).update(province=province)
        keys.append(context.id)
    page = text(root.get(reverse("admin:cities_city_history", args=[city.pk])))
    way = address("restore", keys[0], "cities.city", city.pk)
    assert way in page
    assert address("restore", keys[1], "cities.city", city.pk) not in page  # it is like that
    fingerprint = root.get(way).context["plan"].fingerprint
    assert root.post(way, {"fingerprint": fingerprint}).status_code == 302
    city.refresh_from_db()
    assert city.province == "One"
    assert "nothing to change" in text(root.get(way))


@pytest.mark.django_db(transaction=True)
def test_a_deleted_summary_is_found_and_brought_back_whole(root: Client) -> None:
    build(1)
    summary = Summary.objects.earliest("pk")
    pk, before = summary.pk, rows_of(summary)
    delete = reverse("admin:summaries_summary_delete", args=[pk])
    assert "Reason for the change" in text(root.get(delete))
    assert root.post(delete, {"post": "yes", "reason_for_change": "A slip."}).status_code == 302
    page = text(root.get(address("deleted")))
    assert summary.title in page
    assert "A slip." in page
    assert "bring-back" in text(root.get(reverse("admin:summaries_summary_history", args=[pk])))
    key = ChangeSets(Wanted(record=(Summary, pk)))[0:1][0].key
    way = address("bring-back", key, "summaries.summary", pk)
    assert way in page
    fingerprint = root.get(way).context["plan"].fingerprint
    assert root.post(way, {"fingerprint": fingerprint}).status_code == 302
    assert rows_of(Summary.objects.get(pk=pk)) == before


def test_the_reason_is_asked_for_kept_on_a_failed_form_and_stored(root: Client) -> None:
    from tests.across.test_admin import form_of

    build(1)
    city = City.objects.order_by("pk")[0]
    url = reverse("admin:cities_city_change", args=[city.pk])
    shown = root.get(url)
    assert text(shown).count('name="reason_for_change"') == 1
    data = form_of(shown) | {"reason_for_change": "Because of this."}
    failed = root.post(url, data | {"name": ""})
    assert 'value="Because of this."' in text(failed)
    assert root.post(url, data | {"name": "Better"}).status_code == 302
    user = User.objects.get(username="root")
    (newest,) = ChangeSets(Wanted(record=(City, city.pk), person=user.pk))[0:1]
    assert (newest.reason, newest.who) == ("Because of this.", "Ada Root")


def test_deleting_many_at_once_is_one_change_set_with_its_reason(root: Client) -> None:
    build(1)
    lonely = [
        City.objects.create(
            name=f"City {n}", slug=f"c-{n}", country_id=City.objects.all()[0].country_id
        )
        for n in (1, 2)
    ]
    url = reverse("admin:cities_city_changelist")
    chosen = {"action": "delete_selected", "_selected_action": [city.pk for city in lonely]}
    assert "Reason for the change" in text(root.post(url, chosen))
    answer = root.post(url, chosen | {"post": "yes", "reason_for_change": "Doubles."})
    assert answer.status_code == 302
    (newest,) = ChangeSets(Wanted(action="bulk"))[0:2]
    assert (newest.rows, newest.reason) == (2, "Doubles.")


def queries(client: Client, url: str) -> int:
    """How many queries a page runs."""
    with CaptureQueriesContext(connection) as captured:
        assert client.get(url).status_code == 200, url
    return len(captured)


def test_pages_run_the_same_queries_for_short_and_for_long_histories(root: Client) -> None:
    build(1)
    user = User.objects.get(username="root")
    key = change(user=user.pk)
    gone = City.objects.create(
        name="Gone", slug="gone", country_id=City.objects.order_by("pk")[0].country_id
    )
    gone.delete()
    city = City.objects.get(province=WRONG)
    record = reverse("admin:cities_city_history", args=[city.pk])
    urls = [address("changes"), record, address("change", key), address("deleted")]
    few = {url: queries(root, url) for url in urls}
    for number in range(40):
        with pghistory.context(user=user.pk):
            City.objects.filter(pk=city.pk).update(province=f"Number {number}")
            City.objects.create(name="x", slug=f"x-{number}", country=city.country).delete()
    assert {url: queries(root, url) for url in urls} == few
    assert max(few.values()) <= 16
