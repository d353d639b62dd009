"""The pages about doubles: who may enter, what they show, and what a form does."""

from itertools import pairwise
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from model_bakery import baker
from pghistory.models import Context

from browse.publishing import Status
from cities.models import City, Country
from pilots.models import Activity, ActivityRelation, PilotProject
from tests.universe import world
from ucap.desk.merge.kinds import KINDS
from ucap.desk.models import Distinction
from ucap.summaries.models import ActivityCitation, Summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("ed"))
    return client


def somebody(*permissions: str) -> Client:
    """Somebody of the staff who holds `permissions` and no others."""
    user = User.objects.create_user("some", is_staff=True)
    names = [permission.partition(".")[2] for permission in permissions]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    client = Client()
    client.force_login(user)
    return client


def activity(title: str, status: str = Status.PUBLISHED, **fields: Any) -> Any:
    slug = fields.pop("slug", title.lower())
    return baker.make(Activity, title=title, slug=slug, status=status, kind="meeting", **fields)


def address(kind: str, one: Any, other: Any, page: str = "compare") -> str:
    return reverse(f"admin:merge-{page}", args=[kind, one.pk, other.pk])


def as_shown(client: Client, url: str, **changes: Any) -> dict[str, Any]:
    """What the form sends when nothing but `changes` is changed."""
    form = client.get(url).context["form"]
    return {bound.name: "" if bound.value() is None else bound.value() for bound in form} | changes


def messages(answer: Any) -> str:
    return " ".join(str(message) for message in answer.context["messages"])


# Who may enter


def pages() -> list[str]:
    return [
        reverse("admin:merge-doubles"),
        reverse("admin:merge-distinct"),
        reverse("admin:merge-compare", args=["activity", 1, 2]),
    ]


def test_who_is_not_signed_in_is_sent_to_sign_in() -> None:
    for page in pages():
        answer = Client().get(page)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("admin:login"))


def test_who_may_not_merge_anything_gets_no_further() -> None:
    contributor = somebody("pilots.change_activity", "pilots.add_activity")
    one, other = activity("One"), activity("Other")
    for page in [*pages(), address("activity", one, other)]:
        assert contributor.get(page).status_code == 403
    for page in ("compare", "distinguish"):
        assert contributor.post(address("activity", one, other, page)).status_code == 403
    told = Distinction.objects.create(kind="activity", low=1, high=2, reason="Look.")
    revoke = reverse("admin:merge-distinct-revoke", args=[told.pk])
    assert contributor.post(revoke).status_code == 403
    assert Activity.objects.count() == 2
    assert Distinction.objects.exists()


def test_who_may_merge_one_kind_sees_that_kind_only() -> None:
    client = somebody("cities.merge_city")
    page = client.get(reverse("admin:merge-doubles"))
    assert [kind.name for kind in page.context["kinds"]] == ["city"]
    one, other = activity("One"), activity("Other")
    assert client.get(address("activity", one, other)).status_code == 403
    told = Distinction.objects.create(kind="activity", low=1, high=2, reason="Look.")
    assert client.post(reverse("admin:merge-distinct-revoke", args=[told.pk])).status_code == 403
    assert b"Look." not in client.get(reverse("admin:merge-distinct")).content


@pytest.mark.parametrize(
    "path",
    [
        "merge/theme/1/2/",
        "merge/activity/1/1/",
        "merge/activity/1/99999999999999999999999/",
        "merge/activity/998/999/",
    ],
)
def test_what_cannot_be_compared_is_not_found(editor: Client, path: str) -> None:
    assert editor.get(reverse("admin:index") + path).status_code == 404


# The list


@pytest.mark.parametrize(
    "query",
    ["", "?kind=city", "?kind=atlantis", "?kind=city&of=x", "?kind=city&of=999999", "?page=99"],
)
def test_the_list_answers_whatever_is_asked(editor: Client, query: str) -> None:
    page = editor.get(reverse("admin:merge-doubles") + query)
    assert page.status_code == 200
    assert "Nothing looks like a double" in page.content.decode()


def test_the_list_leads_to_the_comparison_and_says_why(editor: Client) -> None:
    for slug in ("one", "other"):
        activity("Life sciences forum of Yantai", slug=slug, start="2019-05-01")
    page = editor.get(reverse("admin:merge-doubles"), {"kind": "activity"})
    text = page.content.decode()
    one, other = Activity.objects.order_by("pk")
    assert address("activity", one, other) in text
    assert "same month" in text
    assert "What the numbers mean" in text
    of_one = editor.get(reverse("admin:merge-doubles"), {"kind": "activity", "of": str(other.pk)})
    assert address("activity", one, other) in of_one.content.decode()


def test_the_list_has_pages(editor: Client) -> None:
    for number in range(9):
        activity("Life sciences forum of Yantai", slug=f"a{number}", start="2019-05-01")
    pages = [editor.get(reverse("admin:merge-doubles"), {"page": n}) for n in (1, 2, 9)]
    assert [len(page.context["rows"]) for page in pages] == [25, 11, 11]
    assert "<strong>36</strong> pairs" in pages[0].content.decode().replace("\n", " ")


def test_the_comparison_runs_as_many_queries_for_much_as_for_little(editor: Client) -> None:
    counts = []
    for size in (3, 30):
        with transaction.atomic():
            world.build(size, summaries=size)
            one, other = Activity.objects.filter(part_of=None).order_by("pk")[:2]
            Activity.objects.filter(pk=one.pk).update(part_of=Activity.objects.latest("pk"))
            editor.get(address("activity", one, other))
            with CaptureQueriesContext(connection) as queries:
                assert editor.get(address("activity", one, other)).status_code == 200
            counts.append(len(queries))
            transaction.set_rollback(True)
    assert counts[0] == counts[1] < 40


@pytest.mark.parametrize("kind", KINDS)
def test_any_two_can_be_compared(editor: Client, kind: str) -> None:
    world.build(8, summaries=5)
    records = list(KINDS[kind].model._base_manager.order_by("pk")[:4])
    for one, other in pairwise(records):
        page = editor.get(address(kind, other, one))
        assert page.status_code == 200
        assert [card.record for card in page.context["cards"]] == [other, one]


# Merging


def test_the_published_one_that_documents_tell_of_stays_unless_one_says_otherwise(
    editor: Client,
) -> None:
    draft, plain, told = (
        activity("Draft", Status.DRAFT),
        activity("Plain"),
        activity("Told"),
    )
    ActivityCitation.objects.create(
        activity=told, summary=baker.make(Summary, slug="s"), position="1"
    )
    for one, other, stays in ((draft, plain, plain), (plain, told, told), (told, draft, told)):
        assert as_shown(editor, address("activity", one, other))["kept"] == stays.pk


def test_fields_are_chosen_one_by_one(editor: Client) -> None:
    one = activity("One", description="What one says.", location_text="", start="2019-05-01")
    other = activity("Other", description="What the other says.", location_text="A park")
    url = address("activity", one, other)
    data = as_shown(editor, url)
    assert data["choice_location_text"] == "right"  # the left says nothing
    data |= {"choice_title": "right", "choice_description": "own", "own_description": "All of it."}
    answer = editor.post(url, data, follow=True)
    assert answer.redirect_chain[0][0] == reverse("admin:pilots_activity_change", args=[one.pk])
    assert "“Other” is now part of “Other”" in messages(answer)
    kept = Activity.objects.get()
    assert (kept.title, kept.description, kept.location_text) == ("Other", "All of it.", "A park")
    assert str(kept.start) == "2019-05-01"
    assert kept.slug == "one"


def test_the_other_one_may_stay_and_the_message_says_what_moved(editor: Client) -> None:
    one, other = activity("One"), activity("Other")
    country = baker.make(Country, code="FR", name="France")
    one.city_links.create(city=baker.make(City, name="Nice", slug="nice", country=country))
    url = address("activity", one, other)
    answer = editor.post(url, as_shown(editor, url, kept=other.pk), follow=True)
    assert Activity.objects.get() == other
    assert "Moved: 1 city of an activity." in messages(answer)


def test_undoing_a_merge_gives_the_other_record_its_addresses_back(editor: Client) -> None:
    one, other = activity("One"), activity("Other", slug="older")
    Activity.objects.filter(pk=other.pk).update(slug="other")
    url = address("activity", one, other)
    answer = editor.post(url, as_shown(editor, url))
    assert answer.status_code == 302
    assert Client().get("/activities/older/").headers["Location"] == "/activities/one/"
    way = reverse("admin:history-undo", args=[Context.objects.latest("created_at").pk])
    shown = editor.get(way).context["plan"].fingerprint
    assert editor.post(way, {"fingerprint": shown}).status_code == 302
    assert Client().get("/activities/other/").status_code == 200
    assert Client().get("/activities/older/").headers["Location"] == "/activities/other/"


def test_names_of_both_are_kept_by_default(editor: Client) -> None:
    country = baker.make(Country, code="IT", name="Italy")
    one = baker.make(City, name="Rome", slug="rome", country=country, other_names="Roma")
    other = baker.make(City, name="Urbs", slug="urbs", country=country, other_names="Rom\nRoma")
    url = address("city", one, other)
    editor.post(url, as_shown(editor, url))
    assert City.objects.get().names == ["Roma", "Rom", "Urbs"]


def test_what_breaks_a_rule_is_told_beside_its_field_and_what_was_typed_stays(
    editor: Client,
) -> None:
    one, other = activity("One"), activity("Other")
    url = address("activity", one, other)
    data = as_shown(editor, url, choice_title="own", own_title="", reason="My reason.")
    page = editor.post(url, data)
    assert page.status_code == 200
    assert page.context["form"].errors["choice_title"]
    assert "My reason." in page.content.decode()
    assert Activity.objects.count() == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"kept": 999999},
        {"kept": ""},
        {"kept": "x"},
        {"choice_title": "neither"},
        {"choice_title": ""},
        {"choice_title": "own", "own_title": "x" * 999},
        {"reason": "x" * 999},
        {"reason": "a\0b"},
        {"seen": ""},
    ],
)
def test_nonsense_is_told_and_nothing_is_merged(editor: Client, changes: dict[str, Any]) -> None:
    one, other = activity("One"), activity("Other")
    url = address("activity", one, other)
    page = editor.post(url, as_shown(editor, url, **changes))
    assert page.status_code == 200
    assert page.context["form"].errors
    assert Activity.objects.count() == 2


def test_a_version_that_was_written_and_not_chosen_is_asked_about(editor: Client) -> None:
    one, other = activity("One"), activity("Other")
    url = address("activity", one, other)
    page = editor.post(url, as_shown(editor, url, own_title="Mine"))
    assert "You wrote a version of your own" in page.content.decode()
    data = as_shown(editor, url)
    del data["own_title"]  # scripts send only what is chosen
    assert editor.post(url, data).status_code == 302


def test_the_second_of_two_editors_is_told_that_there_is_nothing_left(editor: Client) -> None:
    one, other = activity("One"), activity("Other")
    url = address("activity", one, other)
    data = as_shown(editor, url)
    assert editor.post(url, data).status_code == 302
    answer = editor.post(url, data, follow=True)
    assert answer.redirect_chain[0][0] == reverse("admin:merge-doubles") + "?kind=activity"
    assert "Nothing was merged" in messages(answer)


def test_what_changed_while_one_was_looking_is_shown_before_it_is_merged(editor: Client) -> None:
    one, other = activity("One"), activity("Other")
    url = address("activity", one, other)
    data = as_shown(editor, url, choice_title="right")
    Activity.objects.filter(pk=other.pk).update(title="Newest", occasion="A fair")
    page = editor.post(url, data)
    assert "changed one of the two in the meantime" in page.content.decode()
    assert "Newest" in page.content.decode()
    again = {b.name: "" if b.value() is None else b.value() for b in page.context["form"]}
    assert again["choice_title"] == "right"
    assert editor.post(url, again).status_code == 302
    assert Activity.objects.get().title == "Newest"


def test_the_page_says_what_becomes_public(editor: Client) -> None:
    one, other = activity("One"), activity("Other", Status.DRAFT)
    page = editor.get(address("activity", one, other)).content.decode()
    assert "What becomes public" in page
    assert "B is not published" in page
    Activity.objects.update(status=Status.PUBLISHED)
    assert "What becomes public" not in editor.get(address("activity", one, other)).content.decode()


def test_who_may_merge_but_not_publish_cannot_merge_a_draft_into_what_is_public() -> None:
    client = somebody("pilots.merge_activity")
    one, other = activity("One"), activity("Other", Status.DRAFT)
    url = address("activity", one, other)
    page = client.get(url)
    assert "which you may not do" in page.content.decode()
    assert "Merge into one" not in page.content.decode()
    assert client.post(url, as_shown(client, url)).status_code == 403
    assert Activity.objects.count() == 2


# From the lists and pages of records


def test_two_that_are_ticked_in_a_list_are_put_side_by_side(editor: Client) -> None:
    one, other, third = (activity(title) for title in ("One", "Other", "Third"))
    url = reverse("admin:pilots_activity_changelist")
    ticked = {"action": "merge_two", "_selected_action": [one.pk, other.pk]}
    assert editor.post(url, ticked).headers["Location"] == address("activity", one, other)
    for pks in ([one.pk], [one.pk, other.pk, third.pk]):
        answer = editor.post(url, {**ticked, "_selected_action": pks}, follow=True)
        assert "exactly two" in messages(answer)


def test_who_may_not_merge_is_not_offered_to() -> None:
    client = somebody("pilots.view_activity", "pilots.change_activity", "pilots.delete_activity")
    one = activity("One")
    assert b"merge_two" not in client.get(reverse("admin:pilots_activity_changelist")).content
    page = client.get(reverse("admin:pilots_activity_change", args=[one.pk]))
    assert b"Find doubles" not in page.content


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_a_record_leads_to_its_doubles(editor: Client, kind: str) -> None:
    world.build(2, summaries=3)
    record = KINDS[kind].model._base_manager.earliest("pk")
    page = editor.get(reverse(KINDS[kind].change_page, args=[record.pk])).content.decode()
    link = f"{reverse('admin:merge-doubles')}?kind={kind}&amp;of={record.pk}"
    assert link in page
    assert editor.get(link.replace("&amp;", "&")).context["of"] == record


# Not the same


def test_two_are_told_apart_with_a_reason_and_that_is_taken_back(editor: Client) -> None:
    for slug in ("one", "other"):
        activity("Life sciences forum of Yantai", slug=slug, start="2019-05-01")
    one, other = Activity.objects.order_by("pk")
    answer = editor.post(
        address("activity", other, one, "distinguish"),
        {"distinct-reason": "Two days."},
        follow=True,
    )
    assert "will not be proposed" in messages(answer)
    told = Distinction.objects.get()
    assert (told.low, told.high, told.reason, str(told.by)) == (one.pk, other.pk, "Two days.", "ed")
    assert answer.context["rows"] == []
    assert not ActivityRelation.objects.exists()
    listed = editor.get(reverse("admin:merge-distinct")).content.decode()
    assert "Two days." in listed
    assert "told these two apart" in editor.get(address("activity", one, other)).content.decode()
    answer = editor.post(reverse("admin:merge-distinct-revoke", args=[told.pk]), follow=True)
    assert not Distinction.objects.exists()
    assert "may be proposed as doubles again" in messages(answer)
    assert editor.post(reverse("admin:merge-distinct-revoke", args=[told.pk])).status_code == 404


def test_two_that_are_told_apart_can_be_related_on_their_public_pages(editor: Client) -> None:
    one, other = activity("One"), activity("Other")
    url = address("activity", one, other, "distinguish")
    for reason in ("Two days.", "Two cities."):
        editor.post(url, {"distinct-reason": reason, "distinct-relate": "on"})
    assert Distinction.objects.get().reason == "Two cities."
    assert ActivityRelation.objects.get().reason == "Two days."
    assert "Two days." in Client().get(one.get_absolute_url()).content.decode()


def test_telling_apart_needs_a_reason(editor: Client) -> None:
    one, other = activity("One"), activity("Other")
    page = editor.post(address("activity", one, other, "distinguish"), {"distinct-reason": " "})
    assert "Write how the two differ" in page.content.decode()
    assert not Distinction.objects.exists()
    assert editor.get(address("activity", one, other, "distinguish")).status_code == 405


def test_a_record_that_is_gone_is_told_as_gone(editor: Client) -> None:
    one, other = activity("One"), baker.make(PilotProject, slug="p")
    Distinction.objects.create(kind="activity", low=one.pk, high=one.pk + 999, reason="Look.")
    page = editor.get(reverse("admin:merge-distinct"))
    assert f"(no. {one.pk + 999}, deleted since)" in page.content.decode()
    gone = reverse("admin:merge-distinguish", args=["pilot", other.pk, other.pk + 1])
    assert editor.post(gone, {"distinct-reason": "Look."}).status_code == 302
