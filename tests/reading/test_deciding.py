"""Decisions are kept one by one; none breaks the page, and none is about what is not there."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pilots.models import Activity
from tests.reading import scene
from tests.reading.desk import DOUBTFUL, Desk
from ucap.reading.blocks import Block
from ucap.reading.models import Reading
from ucap.reading.records.draft import DraftSide, Label, Name
from ucap.reading.stored import Read
from ucap.reading.understood import Doubt
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db


def test_decisions_are_kept_one_by_one_and_taken_back(desk: Desk) -> None:
    answer = desk.one({"choice-side-2": "new", "text-side-2": "Xiamen; Verona"})
    assert answer.json() == {"undecided": 14}
    assert desk.reading.decisions == {"side-2": {"choice": "new", "text": "Xiamen; Verona"}}
    desk.one({"choice-period": "leave"})
    assert set(desk.reading.decisions) == {"side-2", "period"}
    desk.one({"choice-side-2": ""})
    assert set(desk.reading.decisions) == {"period"}


def test_a_text_that_is_proposed_is_nobody_s_own(desk: Desk) -> None:
    desk.one({"choice-side-2": "new", "text-side-2": "Xiamen; new: Bari (IT)"})
    assert desk.reading.decisions == {"side-2": {"choice": "new"}}


def test_what_was_decided_stands_on_the_page_again(desk: Desk) -> None:
    desk.one({"choice-name": "thematic-cluster", "text-name": "Waters"})
    card = next(c for c in desk.page.context["review"].cards() if c.item.key == "name")
    assert (card.chosen.value, card.text) == ("thematic-cluster", "Waters")


@pytest.mark.parametrize(
    "sent",
    [
        {"choice-atlantis": "take"},
        {"choice-period": "burn"},
        {"choice-period": "take", "text-period": "x" * 20_001},
        {"choice-summary": "99999"},
        {"choice-summary": "'; DROP"},
        {"choice-activities-9-1": "new"},
    ],
)
def test_decisions_on_what_is_not_there_are_refused_and_nothing_is_kept(
    desk: Desk, sent: dict[str, str]
) -> None:
    answer = desk.one({"choice-name": "city-plan", **sent})
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert desk.reading.decisions == {}
    assert desk.client.post(desk.address, {"do": "draft", **sent}).status_code == 302
    assert Summary.objects.count() == 0


@pytest.mark.parametrize("text", ["\0", "<script>alert(1)</script>", "new:", ";;;", "x" * 19_000])
def test_no_text_breaks_the_page_or_the_draft(desk: Desk, text: str) -> None:
    desk.send("sure")
    texts = {f"text-{key}": text for key in desk.items()}
    chosen = {f"choice-{key}": item.choices[0].value for key, item in desk.items().items()}
    answer = desk.client.post(desk.address, {**texts, **chosen, "do": "draft"})
    assert answer.status_code in (200, 302)
    assert "<script>alert(1)" not in answer.content.decode()
    assert "<script>alert(1)" not in desk.page.content.decode()


def test_what_a_document_says_is_shown_as_text(told: scene.Scene) -> None:
    hostile = "<script>alert(1)</script>\"' onload=alert(1)"
    read = told.read
    document = replace(
        read.document,
        blocks=(Block(hostile), *read.document.blocks[1:]),
        warnings=(hostile,),
    )
    draft = replace(
        read.draft,
        title=hostile,
        sides=(DraftSide((Name(hostile, country="IT"),)),),
        pilots=(replace(read.draft.pilots[0], title=hostile),),
    )
    understood = replace(read.understood, doubts=(Doubt(hostile, hostile),))
    desk = Desk(told, scene.reading(told, read=Read(document, understood, draft)))
    page = desk.page.content.decode()
    assert "alert(1)" in page
    assert "<script>alert" not in page
    assert "\"' onload" not in page


def test_a_label_that_is_not_plain_is_answered_by_a_choice(told: scene.Scene) -> None:
    label = Label(scene.span(5), possible=(told.goal.pk,))
    draft = replace(told.read.draft, goals=(label,))
    desk = Desk(told, scene.reading(told, read=replace(told.read, draft=draft)))
    item = desk.items()["terms"]
    assert item.doubts == ("it is not plain what “SDG 6: Water” means",)
    assert item.choices[0].text == "SDG 6: Water = SDG 6"
    desk.decide(name="city-plan", terms=item.choices[0].value)
    desk.send("leave")
    assert Summary.objects.get().sdg_links.get().sdg == told.goal


def test_a_second_click_makes_no_second_summary(desk: Desk) -> None:
    desk.send("sure")
    sent = {**DOUBTFUL, "do": "draft"}
    for _click in range(3):
        assert desk.client.post(desk.address, sent).status_code == 302
    assert Summary.objects.count() == 1


def test_a_record_that_is_gone_since_is_not_proposed(desk: Desk) -> None:
    desk.decide(**{"activities-1-1": f"record-{desk.scene.mission.pk}"})
    desk.scene.mission.delete()
    item = desk.items()["activities-1-1"]
    assert [choice.value for choice in item.choices] == ["new", "leave"]
    assert "activities-1-1" in {one.key for one in desk.page.context["review"].undecided}


def test_what_another_version_has_stored_is_to_be_read_again(desk: Desk) -> None:
    Reading.objects.update(understood={"version": 0})
    page = desk.page
    assert page.status_code == 200
    assert "Read again" in page.content.decode()
    assert desk.send("draft").status_code == 302


def test_the_number_of_queries_does_not_depend_on_how_long_the_document_is(desk: Desk) -> None:
    def queries() -> int:
        assert desk.page.status_code == 200
        with CaptureQueriesContext(connection) as captured:
            assert desk.page.status_code == 200
        return len(captured)

    before = queries()
    read = desk.scene.read
    entries = tuple(replace(read.understood.activities[2], position=str(n)) for n in range(3, 60))
    proposals = tuple(replace(read.draft.activities[0], position=str(n)) for n in range(3, 60))
    longer = replace(
        read,
        understood=replace(read.understood, activities=read.understood.activities + entries),
        draft=replace(read.draft, activities=read.draft.activities + proposals),
    )
    Reading.objects.all().delete()
    desk.pk = scene.reading(desk.scene, read=longer).pk
    desk.address = reverse("admin:reading", args=[desk.pk])
    for number in range(20):
        Activity.objects.create(title=f"Fair {number}", slug=f"fair-{number}", kind="event")
    assert queries() == before
    assert before <= 30
