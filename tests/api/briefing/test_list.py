"""The briefing on a filtered list, and on one that is too long or not understood."""

import pytest
from django.http import QueryDict

from cities.models import Organisation
from pilots.models import PilotProject
from tests.api.briefing.reading import Word
from tests.universe.page import Page
from ucap.api.briefing import limits, organisations
from ucap.api.listings import LISTINGS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

FILTERS = "city=granada&city=kunming&match=city&sort=-title"


def titles(page: Page) -> list[str]:
    """The titles of the records in a briefing on a list, its sources left out."""
    return [entry.find("h3")[0].text for entry in page.root.find("section")[0].find("article")]


@pytest.mark.parametrize("name", LISTINGS)
def test_each_record_of_a_list_has_one_entry(name: str) -> None:
    expected = [str(record) for record in LISTINGS[name].filterset(QueryDict()).qs]
    assert titles(Page(f"/briefing/{name}/")) == expected
    assert Word(f"/{name}.docx").styled("Heading 2")[: len(expected)] == expected


def test_filters_and_order_are_those_of_the_list() -> None:
    chosen = PilotProject.objects.filter(cities__slug="granada").filter(cities__slug="kunming")
    expected = [str(pilot) for pilot in chosen.published().order_by("-sort_title")]
    assert len(expected) > 3
    assert titles(Page(f"/briefing/pilots/?{FILTERS}")) == expected


def test_filters_stand_in_words_and_the_permalink_keeps_them() -> None:
    for text in (
        Page(f"/briefing/pilots/?{FILTERS}").root.text,
        Word(f"/pilots.docx?{FILTERS}").text,
    ):
        assert "Granada, Kunming, all together" in text
        assert f"http://testserver/pilots/?{FILTERS}" in text
    links = Page(f"/briefing/pilots/?{FILTERS}").links
    assert f"/pilots.docx?{FILTERS}" in links


def test_bad_input_is_told_and_selects_nothing() -> None:
    page = Page("/briefing/pilots/?city=atlantis&from=2020-13")
    assert page.status == 200
    assert any("atlantis" in problem for problem in page.problems)
    assert titles(page) == []
    word = Word("/pilots.docx?city=atlantis")
    assert "no city “atlantis”" in word.text
    assert word.styled("Heading 2") == []


def test_a_list_that_selects_nothing_says_so() -> None:
    assert "There is nothing that fits." in Page("/briefing/pilots/?q=zqxj").root.text
    assert "There is nothing that fits." in Word("/pilots.docx?q=zqxj").text


def test_too_long_a_list_asks_to_be_narrowed(monkeypatch) -> None:
    monkeypatch.setattr(limits, "LIMIT", 5)
    count = PilotProject.objects.published().filter(cities__slug="granada").count()
    page = Page("/briefing/pilots/?city=granada")
    assert f"There are {count} records; a briefing holds at most 5 of a kind." in page.root.text
    assert titles(page) == []
    assert "/pilots/?city=granada" in page.links
    word = Word("/pilots.docx?city=granada")
    assert "at most 5 of a kind" in word.text
    assert "http://testserver/pilots/?city=granada" in word.addresses


def test_a_record_with_too_much_around_it_leads_to_the_lists(monkeypatch) -> None:
    monkeypatch.setattr(limits, "LIMIT", 5)
    page = Page("/briefing/cities/granada/")
    assert "at most 5 of a kind" in page.root.text
    assert {"/pilots/?city=granada", "/activities/?city=granada"} <= page.links


def test_of_an_organisation_the_first_few_are_named_and_the_others_counted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(organisations, "NAMED", 1)
    body = Organisation.objects.get(slug="university-of-granada")
    held = body.activity_links.filter(activity__status="published").count()
    proposed = body.pilot_links.filter(pilot__status="published").count()
    assert held > 1 or proposed > 1
    page = Page("/briefing/organisations/")
    for name, number in (("activities", held), ("pilots", proposed)):
        address = f"/{name}/?organisation={body.slug}"
        told = [f"and {number - 1} more"] if number > 1 else []
        assert [a.text for a in page.root.find("a", href=address)] == told
