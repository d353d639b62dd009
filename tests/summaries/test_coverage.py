"""How complete the record of a summary is said to be."""

from datetime import date
from types import SimpleNamespace as Plain
from typing import Any

import pytest
from django.test import Client

from pilots.models import Activity, PilotProject
from tests.universe import world
from ucap.summaries.coverage import State, coverage
from ucap.summaries.models import Summary
from ucap.summaries.seeding import seed

DAY = date(2018, 7, 1)


def side(**fields: Any) -> Any:
    told = {"population_printed": "2 million", "population": 2_000_000}
    told |= {"size_printed": "N/A", "area_km2": None, "cities": ["Haikou"], **fields}
    return Plain(city_links=Plain(all=lambda: told["cities"]), **told)


def entry(**fields: Any) -> Any:
    told = {"has_city": True, "is_explained": False, "start": DAY, **fields}
    return Plain(activity=Plain(start=told["start"]), **told)


def note(part: str, citation: Any = None) -> Any:
    return Plain(part=part, citation=citation)


def states(summary: dict[str, Any] | None = None, **parts: Any) -> dict[str, str]:
    """The state of each part by its name, of a complete record but for what is given."""
    whole = Summary(
        period_printed="2018 to 2020",
        period_start=DAY,
        period_end=DAY,
        **{
            **dict.fromkeys(("focus", "challenges", "objectives"), "Prose."),
            **dict.fromkeys(("contact_printed", "document_name"), "A"),
            "document_sha256": "a" * 64,
        },
    )
    for name, value in (summary or {}).items():
        setattr(whole, name, value)
    link = Plain(focus="", challenges="")
    given: dict[str, Any] = {
        "sides": [side(), side()],
        "themes": [link],
        "sdgs": [link],
        "topics": [link],
        "activities": [entry()],
        "results": [entry()],
        "notes": [],
    }
    found = coverage(whole, **(given | parts))
    return {str(piece.name): piece.state for piece in found.pieces}


def test_a_record_with_everything_is_complete() -> None:
    assert set(states().values()) == {State.COMPLETE}


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Sides with their figures", {"sides": []}),
        ("Cooperation themes", {"themes": []}),
        ("SDGs", {"sdgs": []}),
        ("Urban Agenda topics", {"topics": []}),
        ("Activities with date and city", {"activities": []}),
        ("Expected results with their cities", {"results": []}),
        ("Key focus", {"summary": {"focus": ""}}),
        ("Key challenges", {"summary": {"challenges": ""}}),
        ("Main objectives", {"summary": {"objectives": ""}}),
        ("Contact", {"summary": {"contact_printed": ""}}),
        ("Source file", {"summary": {"document_name": "", "document_sha256": ""}}),
    ],
)
def test_a_part_that_is_not_there_is_missing_and_no_other(name: str, given: dict) -> None:
    found = states(**given)
    assert found.pop(name) == State.MISSING
    assert set(found.values()) == {State.COMPLETE}


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Sides with their figures", {"sides": [side()]}),
        ("Sides with their figures", {"sides": [side(), side(cities=[])]}),
        ("Sides with their figures", {"sides": [side(), side(size_printed="")]}),
        ("Sides with their figures", {"sides": [side(), side(population=None)]}),
        ("Period of cooperation", {"summary": {"period_end": None}}),
        ("Activities with date and city", {"activities": [entry(), entry(start=None)]}),
        ("Activities with date and city", {"activities": [entry(), entry(has_city=False)]}),
        ("Expected results with their cities", {"results": [entry(), entry(has_city=False)]}),
        ("Source file", {"summary": {"document_sha256": ""}}),
    ],
)
def test_a_part_of_which_something_is_there_is_partly_there(name: str, given: dict) -> None:
    found = states(**given)
    assert found.pop(name) == State.PARTLY
    assert set(found.values()) == {State.COMPLETE}


def test_what_stands_under_a_theme_counts_for_the_whole() -> None:
    links = [Plain(focus="Prose.", challenges="")]
    found = states({"focus": "", "challenges": ""}, themes=links)
    assert (found["Key focus"], found["Key challenges"]) == (State.COMPLETE, State.MISSING)


def test_a_note_on_a_part_excuses_it_and_a_note_on_an_entry_does_not() -> None:
    without = {"objectives": ""}
    assert states(without, notes=[note("objectives")])["Main objectives"] == State.ABSENT
    assert states(without, notes=[note("focus")])["Main objectives"] == State.MISSING
    assert states(without, notes=[note("objectives", entry())])["Main objectives"] == State.MISSING


def test_a_note_on_an_entry_excuses_that_entry() -> None:
    odd = entry(has_city=False, is_explained=True)
    assert states(activities=[odd, entry()])["Activities with date and city"] == State.COMPLETE


def test_what_the_document_does_not_have_does_not_count() -> None:
    summary = Summary(objectives="")
    found = coverage(
        summary,
        **dict.fromkeys(("sides", "themes", "sdgs", "topics", "activities", "results"), ()),
        notes=[note("objectives")],
    )
    assert (found.complete, found.total, len(found.open)) == (0, 11, 12)


@pytest.mark.django_db
def test_the_five_summaries_are_complete() -> None:
    seed()
    for slug in Summary.objects.values_list("slug", flat=True):
        page = Client().get(f"/summaries/{slug}/")
        assert page.context["coverage"].open == [], slug
        assert "12 of 12 parts complete" in page.content.decode()
        assert "The other parts" not in page.content.decode()


@pytest.mark.django_db
def test_the_page_says_what_is_missing_and_every_link_leads_to_a_place_on_it() -> None:
    world.build(4, summaries=4)
    Summary.objects.update(objectives="", focus="")
    for summary in Summary.objects.published():
        page = Client().get(summary.get_absolute_url())
        text = page.content.decode()
        assert "The other parts" in text
        for piece in page.context["coverage"].open:
            assert str(piece.name) in text
            assert not piece.anchor or f'id="{piece.anchor}"' in text, piece.anchor


@pytest.mark.django_db
def test_drafts_count_nowhere() -> None:
    seed()
    Activity.objects.update(status="draft")
    PilotProject.objects.update(status="review")
    found = Client().get("/summaries/granada/").context["coverage"]
    named = {str(piece.name): piece.state for piece in found.open}
    assert named["Expected results with their cities"] == State.MISSING
    assert Client().get("/summaries/granada/").context["coverage"].complete <= 10
