"""The desk begins with what there is to do, for whoever has come."""

from typing import Any

import pghistory
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pilots.models import Activity
from tests.desk.review.scene import World, person, signed_in, summary
from ucap.desk.review import moving
from ucap.desk.review.states import RULES, Move
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db


def front(client: Client) -> Any:
    """The front page."""
    page = client.get(reverse("admin:index"))
    assert page.status_code == 200
    return page


def test_my_drafts_stand_there_and_not_those_of_others(world: World) -> None:
    mine, other = person("contributor", "mine"), person("contributor", "other")
    with pghistory.context(user=mine.pk):
        summary("Plan of mine", "mine", "draft")
        summary("Published of mine", "published", "published")
    with pghistory.context(user=other.pk):
        summary("Plan of another", "other", "draft")
    (draft,) = [
        d["waiting"] for d in front(signed_in(mine)).context["drafts"] if d["model"] is Summary
    ]
    assert [str(record) for record in draft.rows] == ["Plan of mine"]
    assert draft.count == 1


def test_what_waits_for_review_stands_there_with_who_sent_it(world: World) -> None:
    moving.carry_out(
        RULES[Move.SUBMIT], Summary, [world.draft.pk], person("contributor"), reason=""
    )
    page = front(signed_in(person("editor")))
    assert [str(record) for record in page.context["in_review"].rows] == ["New plan"]
    assert "from Contributor" in page.content.decode()


@pytest.mark.django_db(transaction=True)  # within one transaction no change is later than another
def test_the_latest_changes_are_told_once_each_with_who_made_them(world: World) -> None:
    editor = person("editor")
    with pghistory.context(user=editor.pk):
        for title in ("A", "B", "Last"):
            world.draft.title = title
            world.draft.save()
    changes = front(signed_in(editor)).context["changes"]
    told = {(change.name, str(change.done), change.who) for change in changes}
    assert ("Last", "changed", "Editor") in told
    assert "A" not in {change.name for change in changes}
    gone = world.new_activity.pk
    world.new_activity.delete()
    changes = front(signed_in(editor)).context["changes"]
    told = {(change.name, str(change.done), change.url) for change in changes}
    assert ("New meeting", "deleted", "") in told
    assert len({(c.kind, c.name) for c in changes}) == len(changes)
    assert not Activity.objects.filter(pk=gone).exists()


def test_who_may_view_nothing_is_told_so() -> None:
    text = front(signed_in(person("nobody"))).content.decode()
    assert "You may not view anything here yet" in text
    assert "Recently changed" in text


def test_the_models_stand_by_rooms_and_the_tables_last(world: World) -> None:
    rooms = front(signed_in(person("editor"))).context["app_list"]
    assert [str(room["name"]) for room in rooms] == [
        "Documents",
        "What happens",
        "Who, where, about what",
    ]
    from django.contrib.auth.models import User

    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    rooms = front(client).context["app_list"]
    assert [str(room["name"]) for room in rooms][-2:] == ["People", "Tables behind the pages"]
    listed = [model["object_name"] for room in rooms for model in room["models"]]
    assert len(listed) == len(set(listed))
    assert client.get(reverse("admin:app_list", args=["cities"])).status_code == 200


def test_the_number_of_queries_is_fixed(world: World) -> None:
    editor = person("editor")
    client = signed_in(editor)
    front(client)
    with CaptureQueriesContext(connection) as few:
        front(client)
    with pghistory.context(user=editor.pk):
        Summary.objects.bulk_create(
            Summary(title=f"S {n}", short_title="s", slug=f"s-{n}", kind="city-plan", status=status)
            for n, status in enumerate(["draft", "review"] * 40)
        )
    with CaptureQueriesContext(connection) as many:
        page = front(client)
    assert len(many) == len(few)
    assert page.context["in_review"].count == 40
    assert "32 more" in page.content.decode()
