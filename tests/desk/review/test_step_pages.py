"""The pages that ask before a step show what it does, and do what they have shown."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.desk.review.scene import World, person, signed_in
from ucap.desk.models import Step

pytestmark = pytest.mark.django_db


def address(record: Any, move: str) -> str:
    """The page that asks."""
    return reverse("admin:review-step", args=[record._meta.model_name, record.pk, move])


def sealed(page: Any) -> str:
    """The hidden field that says what was shown."""
    return re.search(r'name="seen" value="([^"]+)"', page.content.decode())[1]  # type: ignore[index]


@pytest.fixture
def editor(db: None) -> Client:
    """An editor's browser."""
    return signed_in(person("editor"))


def test_publishing_lists_what_becomes_public_then_publishes_it(
    world: World, editor: Client
) -> None:
    page = editor.get(address(world.draft, "publish"))
    text = page.content.decode()
    for name in ("New plan", "New meeting", "New pilot", "Haikou", "New Lab", "New Theme"):
        assert name in text
    assert "Old meeting" not in text
    assert Client().get("/summaries/new-plan/").status_code == 404
    done = editor.post(
        address(world.draft, "publish"), {"reason": "", "seen": sealed(page)}, follow=True
    )
    assert done.redirect_chain
    assert "2 records went along." in done.content.decode()
    for url in ("/summaries/new-plan/", "/activities/new-meeting/", "/cities/haikou/"):
        assert Client().get(url).status_code == 200


def test_withdrawing_shows_what_vanishes_and_then_it_is_gone_everywhere(
    world: World, editor: Client
) -> None:
    page = editor.get(address(world.published, "withdraw"))
    text = page.content.decode()
    assert "Old meeting" in text
    assert "Shared pilot" in text  # no other published summary tells of it
    data = {"reason": "By mistake.", "seen": sealed(page)}
    assert editor.post(address(world.published, "withdraw"), data).status_code == 302
    for url in ("/summaries/old-plan/", "/activities/old-meeting/", "/cities/kunming/"):
        assert Client().get(url).status_code == 404
    assert b"Old plan" not in Client().get("/summaries/").content


def test_the_choice_to_leave_the_others_is_kept(world: World, editor: Client) -> None:
    page = editor.get(address(world.published, "withdraw"), {"along": "0"})
    assert "Old meeting" not in page.content.decode()
    data = {"reason": "x", "seen": sealed(page), "along": "0"}
    assert editor.post(address(world.published, "withdraw"), data).status_code == 302
    assert Client().get("/activities/old-meeting/").status_code == 200


def test_what_was_shown_for_one_choice_does_not_do_for_the_other(
    world: World, editor: Client
) -> None:
    page = editor.get(address(world.draft, "publish"), {"along": "0"})
    answer = editor.post(address(world.draft, "publish"), {"seen": sealed(page)})
    assert answer.status_code == 409
    world.draft.refresh_from_db()
    assert world.draft.status == "draft"


def test_what_has_changed_meanwhile_is_shown_before_anything_happens(
    world: World, editor: Client
) -> None:
    page = editor.get(address(world.draft, "publish"))
    world.new_pilot.citations.all().delete()
    world.draft.activity_citations.create(activity=_another(world), position="9")
    world.new_activity.description = "Rewritten"
    world.new_activity.save()
    data = {"reason": "kept words", "seen": sealed(page)}
    answer = editor.post(address(world.draft, "publish"), data)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Now also concerned: Another meeting" in text
    assert "No longer concerned: New pilot" in text
    assert "Edited meanwhile: New meeting" in text
    assert "kept words" in text
    assert not Step.objects.exists()
    again = editor.post(address(world.draft, "publish"), {"seen": sealed(answer)})
    assert again.status_code == 302


def _another(world: World) -> Any:
    """One more draft."""
    model = type(world.new_activity)
    return model.objects.create(title="Another meeting", slug="another", kind="meeting")


@pytest.mark.parametrize("seen", ["", "nonsense", "a:b:c", "\x00", "é" * 300])
def test_a_form_that_was_not_ours_publishes_nothing(
    world: World, editor: Client, seen: str
) -> None:
    answer = editor.post(address(world.draft, "publish"), {"seen": seen})
    assert answer.status_code == 409
    world.draft.refresh_from_db()
    assert world.draft.status == "draft"


def test_a_missing_reason_is_told_at_its_field(world: World, editor: Client) -> None:
    page = editor.get(address(world.published, "withdraw"))
    answer = editor.post(
        address(world.published, "withdraw"), {"seen": sealed(page), "reason": " "}
    )
    assert answer.status_code == 200
    assert "Say why" in answer.content.decode()
    assert Client().get("/summaries/old-plan/").status_code == 200


def test_a_reason_that_is_too_long_is_told_and_kept(world: World, editor: Client) -> None:
    answer = editor.post(address(world.draft, "submit"), {"reason": "x" * 1001})
    assert answer.status_code == 200
    assert "x" * 1001 in answer.content.decode()


def test_a_step_that_cannot_be_made_leads_back_with_the_reason(
    world: World, editor: Client
) -> None:
    for ask in (editor.get, editor.post):
        answer = ask(address(world.published, "publish"), follow=True)
        assert answer.redirect_chain[-1][0].endswith(f"/{world.published.pk}/change/")
        assert "is published; this cannot be done" in answer.content.decode()


def test_a_contributor_submits_and_takes_back_but_does_no_more(world: World) -> None:
    client = signed_in(person("contributor"))
    assert client.post(address(world.draft, "submit"), {"reason": ""}).status_code == 302
    assert client.post(address(world.draft, "take-back"), {"reason": ""}).status_code == 302
    for move in ("publish", "return", "withdraw"):
        for ask in (client.get, client.post):
            assert ask(address(world.draft, move)).status_code == 403
    assert Step.objects.count() == 2


def test_who_is_not_signed_in_is_sent_to_sign_in(world: World) -> None:
    answer = Client().get(address(world.draft, "publish"))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize(
    "path", ["summary/999999/publish/", "summary/1/burn/", "city/1/publish/", "summary/x/publish/"]
)
def test_what_there_is_not_is_a_404(editor: Client, path: str) -> None:
    assert editor.get(f"/admin/review/{path}").status_code == 404


def test_an_activity_is_published_by_itself(world: World, editor: Client) -> None:
    page = editor.get(address(world.new_activity, "publish"))
    assert "only drafts cite it" in page.content.decode()
    data = {"seen": sealed(page)}
    assert editor.post(address(world.new_activity, "publish"), data).status_code == 302
    assert Client().get("/activities/new-meeting/").status_code == 200
    assert Client().get("/summaries/new-plan/").status_code == 404


def test_what_is_missing_is_told_and_forbids_nothing(world: World, editor: Client) -> None:
    text = editor.get(address(world.draft, "publish")).content.decode()
    assert "Still missing" in text
    assert "It has no period. It says nothing under" in text
    assert "only drafts cite it" not in text  # all of it becomes public together
    assert 'type="submit"' in text


def test_the_status_is_told_on_the_record_and_no_form_changes_it(
    world: World, editor: Client
) -> None:
    editor.post(address(world.draft, "submit"), {"reason": "Ready, I think."})
    url = reverse("admin:summaries_summary_change", args=[world.draft.pk])
    text = editor.get(url).content.decode()
    assert 'name="status"' not in text
    assert "Ready, I think." in text
    assert address(world.draft, "return") in text


def test_the_number_of_queries_does_not_depend_on_how_much_goes_along(
    world: World, editor: Client
) -> None:
    model = type(world.new_activity)
    url = address(world.draft, "publish")
    editor.get(url)
    with CaptureQueriesContext(connection) as few:
        editor.get(url)
    more = model.objects.bulk_create(
        model(title=f"M {n}", slug=f"m-{n}", kind="meeting") for n in range(60)
    )
    for number, activity in enumerate(more, start=10):
        world.draft.activity_citations.create(activity=activity, position=str(number))
    with CaptureQueriesContext(connection) as many:
        editor.get(url)
    assert len(many) == len(few)
