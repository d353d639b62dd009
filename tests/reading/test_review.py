"""What is proposed is decided on, and a draft comes of it."""

from dataclasses import replace
from typing import Any

import pytest
from django.urls import reverse

from cities.models import City, Organisation
from pilots.models import Activity, PilotProject
from tests.reading import scene
from tests.reading.desk import DOUBTFUL, Desk
from ucap.reading.models import Reading, State
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db


def test_each_thing_is_proposed_once_with_its_place_and_its_alternatives(desk: Desk) -> None:
    items = desk.items()
    assert list(items) == [
        *("name", "period", "side-1", "side-2", "theme-1", "theme-1-focus", "terms"),
        "new-organisations",
        *("activities-1-1", "activities-1.1-1", "activities-2-1", "results-1-1", "contact"),
        *("note-1", "note-2"),
    ]
    assert [choice.value for choice in items["side-2"].choices] == ["known", "new", "leave"]
    assert items["side-2"].doubts == ("not known: Bari",)
    mission = items["activities-1-1"]
    values = [choice.value for choice in mission.choices]
    record = f"record-{desk.scene.mission.pk}"
    assert values == [record, "new", "leave"]
    assert "Water mission (0.72)" in str(mission.choices[0].label)
    assert "same month – shares Verona" in mission.choices[0].why
    cards = {card.item.key: card for card in desk.page.context["review"].cards()}
    assert cards["side-2"].place == "page 1, row 3"
    assert cards["results-1-1"].place == "page 2, row 11"


def test_doubtful_things_stand_first_and_what_is_about_nothing_stands_above(desk: Desk) -> None:
    context = desk.page.context
    keys = [card.item.key for card in context["doubtful"]]
    assert keys == ["period", "side-2", "new-organisations", "activities-1-1"]
    assert [doubt.why for doubt in context["review"].doubts] == ["There is no map."]


def test_the_text_is_marked_with_names_and_anchors(desk: Desk) -> None:
    page = desk.page.content.decode()
    assert 'id="mark-activities-1-1"' in page
    assert "[Cities, second column:</span> Xiamen, <" in page
    assert page.count('id="mark-side-2"') == 1


def test_nothing_goes_into_the_record_before_the_draft_is_made(desk: Desk) -> None:
    desk.send("sure", **{"choice-side-2": "new"})
    assert desk.page.status_code == 200
    assert Summary.objects.count() == 0
    assert Activity.objects.count() == 1
    assert not City.objects.filter(name="Bari").exists()


def test_all_that_is_sure_is_accepted_and_the_rest_waits(desk: Desk) -> None:
    answer = desk.send("sure")
    assert answer.status_code == 302
    assert [item.key for item in desk.page.context["review"].undecided] == [
        "period",
        "side-2",
        "new-organisations",
        "activities-1-1",
    ]
    answer = desk.send("draft")
    assert answer.headers["Location"] == f"{desk.address}#item-period"
    assert Summary.objects.count() == 0


def test_the_draft_says_what_was_decided(desk: Desk) -> None:
    desk.send("sure")
    sent = {
        **DOUBTFUL,
        "text-name": "Verona and Xiamen",
        "choice-name": "city-plan",
        "text-theme-1-focus": "Good water.",
        "choice-theme-1-focus": "take",
        "do": "draft",
    }
    answer = desk.client.post(desk.address, sent)
    assert answer.status_code == 302, [(p.where, p.what) for p in answer.context["problems"]]
    summary = Summary.objects.get()
    assert answer.headers["Location"] == reverse(
        "admin:summaries_summary_change", args=[summary.pk]
    )
    assert (summary.title, summary.short_title, summary.kind, summary.status) == (
        "Verona and Xiamen",
        "Verona",
        "city-plan",
        "draft",
    )
    assert (summary.period_printed, summary.period) == (
        "March 2018 – April 2019",
        "March 2018 – April 2019",
    )
    first, second = summary.sides.order_by("column")
    assert (first.population_printed, first.population) == ("257 000", 257_000)
    assert second.cities_printed == "Xiamen, Bari"
    assert list(second.cities.all()) == [desk.scene.xiamen]
    theme = summary.theme_links.get()
    assert (theme.theme, theme.focus) == (desk.scene.theme, "Good water.")
    assert summary.sdg_links.get().label_printed == "SDG 6: Water"
    assert summary.contact_email == "office@example.org"
    assert not Organisation.objects.exists()
    assert not City.objects.filter(name="Bari").exists()


def test_activities_pilots_outcomes_and_notes_become_records(desk: Desk) -> None:
    desk.send("sure")
    desk.client.post(desk.address, {**DOUBTFUL, "do": "draft"})
    summary = Summary.objects.get()
    places = dict(summary.activity_citations.values_list("position", "activity__title"))
    assert places == {
        "1": "Mission of Verona to Xiamen",
        "1.1": "Mission of Verona to Xiamen",
        "2": "Fair of pumps",
    }
    mission = Activity.objects.get(title="Mission of Verona to Xiamen")
    assert (mission.kind, mission.dates, mission.status) == ("mission", "May 2018", "draft")
    assert sorted(mission.cities.values_list("name", flat=True)) == ["Verona", "Xiamen"]
    assert mission.outcomes.get().kind == "memorandum"
    assert mission.description == "Mission of Verona to Xiamen with the Lake Lab."
    assert summary.pilot_citations.get().pilot == PilotProject.objects.get(title="Water school")
    notes = {note.part: note for note in summary.notes.all()}
    assert notes["cities"].resolution == "Kept as printed."
    assert notes["activities"].activity_citation == summary.activity_citations.get(position="2")


def test_the_summary_keeps_the_file_and_the_reading_is_done(desk: Desk) -> None:
    desk.send("sure")
    desk.client.post(desk.address, {**DOUBTFUL, "do": "draft"})
    summary, reading = Summary.objects.get(), desk.reading
    assert summary.document_name == "plan.txt"
    assert summary.document_is_kept
    assert (reading.state, reading.summary) == (State.DONE, summary)
    events: Any = Summary.pgh_event_model.objects  # type: ignore[attr-defined]
    context = events.latest("pgh_id").pgh_context.metadata
    assert context["reason"] == "Read from “plan.txt”"
    assert desk.page.status_code == 200
    assert desk.send("draft").status_code == 302
    assert Summary.objects.count() == 1


def test_a_record_that_is_repeated_is_cited_and_left_as_it_is(desk: Desk) -> None:
    desk.send("sure")
    record = f"record-{desk.scene.mission.pk}"
    sent = {**DOUBTFUL, "choice-activities-1-1": record, "do": "draft"}
    assert desk.client.post(desk.address, sent).status_code == 302
    citation = Summary.objects.get().activity_citations.get(position="1")
    assert citation.activity == desk.scene.mission
    assert citation.dates_told == "May 2018"
    assert citation.activity.title == "Water mission"


def test_new_names_are_made_only_where_that_was_chosen(desk: Desk) -> None:
    desk.send("sure")
    sent = {
        **DOUBTFUL,
        "choice-side-2": "new",
        "choice-new-organisations": "make",
        "do": "draft",
    }
    assert desk.client.post(desk.address, sent).status_code == 302
    assert City.objects.get(name="Bari").country.code == "IT"
    assert Organisation.objects.get().name == "Lake Lab"


def test_what_is_undecided_is_left_out_on_demand(desk: Desk) -> None:
    desk.decide(name="city-plan")
    answer = desk.send("leave")
    assert answer.status_code == 302
    summary = Summary.objects.get()
    assert (summary.sides.count(), summary.activity_citations.count()) == (0, 0)


def test_errors_of_the_entry_page_are_shown_there_and_mended_there(desk: Desk) -> None:
    read = desk.scene.read
    untold = replace(read.draft.pilots[0], kind="")
    Reading.objects.all().delete()
    again = Desk(
        desk.scene,
        scene.reading(desk.scene, read=replace(read, draft=replace(read.draft, pilots=(untold,)))),
    )
    again.send("sure")
    sent = {**DOUBTFUL, "choice-results-1-1": "new", "do": "draft"}
    answer = again.client.post(again.address, sent)
    assert answer.status_code == 200
    assert [(p.where, p.what) for p in answer.context["problems"]] == [
        ("Results, entry 1: Kind", "Choose the kind of the record.")
    ]
    page = answer.content.decode()
    assert f'action="{reverse("admin:summaries_summary_add")}"' in page
    assert again.reading.state == State.FINISHING
    assert Summary.objects.count() == 0
    from tests.desk.entry.page import fields_of

    typed = {**fields_of(answer), "pilot_citations-0-new_kind": "education"}
    saved = again.client.post(reverse("admin:summaries_summary_add"), typed)
    assert saved.status_code == 302
    assert again.reading.summary == Summary.objects.get()
    assert again.reading.state == State.DONE
