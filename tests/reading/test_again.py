"""The same document again: what differs is shown, and changed in the same summary."""

import pytest

from tests.reading import scene
from tests.reading.desk import DOUBTFUL, Desk
from ucap.reading.models import Reading, State
from ucap.reading.understood import Span
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def again(desk: Desk) -> Desk:
    """The page of the same document once more, when its summary is made."""
    desk.send("sure")
    record = f"record-{desk.scene.mission.pk}"
    desk.client.post(desk.address, {**DOUBTFUL, "choice-activities-1-1": record, "do": "draft"})
    return Desk(desk.scene, scene.reading(desk.scene))


def test_the_same_document_again_shows_nothing_while_nothing_differs(again: Desk) -> None:
    context = again.page.context
    assert [item.key for item in context["review"].items] == []
    assert context["review"].target.is_same_file
    assert "The summary is as its document." in again.page.content.decode()


def test_what_differs_is_shown_and_changed_in_the_same_summary(again: Desk) -> None:
    summary = Summary.objects.get()
    Summary.objects.update(period_printed="2018", objectives="Ours.")
    summary.sides.filter(column=2).update(cities_printed="Xiamen")
    summary.activity_citations.filter(position="2").update(dates_told="July 2018")
    summary.activity_citations.filter(position="1.1").delete()
    summary.notes.all().delete()
    assert set(again.items()) == {"period", "side-2", "activities-1.1-1", "activities-2-1"}
    sent = {
        "choice-period": "take",
        "choice-side-2": "keep",
        "choice-activities-1.1-1": "outcome",
        "choice-activities-2-1": "take",
    }
    answer = again.client.post(again.address, {**sent, "do": "draft"})
    assert answer.status_code == 302, [(p.where, p.what) for p in answer.context["problems"]]
    summary = Summary.objects.get()
    assert summary.period_printed == "March 2018 – April 2019"
    assert summary.objectives == "Ours."
    assert summary.sides.get(column=2).cities_printed == "Xiamen"
    places = dict(summary.activity_citations.values_list("position", "dates_told"))
    assert places == {"1": "May 2018", "1.1": "", "2": "June 2018"}
    assert again.reading.summary == summary
    assert again.reading.state == State.DONE


def test_another_version_of_the_document_is_proposed_for_the_same_summary(again: Desk) -> None:
    Reading.objects.filter(pk=again.pk).delete()
    told = again.scene
    read = scene.other_words(told, focus=Span("A new focus.", (6,), 0, 4))
    other = Desk(told, scene.reading(told, read=read, file=b"another version"))
    target = other.page.context["review"].target
    assert (target.summary, target.is_proposed) == (Summary.objects.get(), True)
    assert set(other.items()) == {"focus"}
    other.client.post(other.address, {"choice-focus": "take", "do": "draft"})
    summary = Summary.objects.get()
    assert summary.focus == "A new focus."
    assert summary.document_sha256 == other.reading.document_sha256


def test_a_summary_is_chosen_to_compare_with_or_a_new_one(again: Desk) -> None:
    Reading.objects.filter(pk=again.pk).delete()
    other = Desk(again.scene, scene.reading(again.scene, file=b"another version"))
    other.send("for", **{"choice-summary": "new"})
    assert other.page.context["review"].target.summary is None
    assert "name" in other.items()
    other.send("for", **{"choice-summary": str(Summary.objects.get().pk)})
    assert other.items() == {}


def test_a_place_that_the_document_has_no_longer_may_be_removed(again: Desk) -> None:
    summary = Summary.objects.get()
    extra = summary.activity_citations.create(activity=again.scene.mission, position="7")
    key = f"gone-activity_citations-{extra.pk}"
    assert set(again.items()) == {key}
    again.client.post(again.address, {f"choice-{key}": "remove", "do": "draft"})
    assert not summary.activity_citations.filter(position="7").exists()


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(again: Desk) -> None:
    Summary.objects.update(period_printed="2018")
    seen = again.page.context["made_from"]
    Summary.objects.update(period_printed="2017")
    sent = {"choice-period": "take", "made_from": seen, "do": "draft"}
    answer = again.client.post(again.address, sent)
    assert answer.status_code == 200
    assert answer.context["conflict"]
    assert Summary.objects.get().period_printed == "2017"


def test_a_published_summary_is_not_changed_by_who_may_not_publish(again: Desk) -> None:
    from tests.desk.review.scene import person

    Summary.objects.update(status="published", period_printed="2018")
    helper = Desk(again.scene, again.reading, person("contributor"))
    page = helper.page
    assert page.status_code == 200
    assert "ask an editor" in page.content.decode()
    assert helper.client.post(helper.address, {"do": "draft"}).status_code == 403
    assert Summary.objects.get().period_printed == "2018"
