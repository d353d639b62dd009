"""Cities and organisations in lists and on pages: seats, outcomes, and what nobody names."""

import pytest

from cities.models import City, Country, Organisation, Theme
from pilots.models import Activity, PilotProject
from tests.universe.lists import filters
from tests.universe.page import Page
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db


@pytest.fixture
def kunming() -> City:
    """A city."""
    country = Country.objects.create(code="CN", name="China", region="asia")
    return City.objects.create(name="Kunming", slug="kunming", country=country)


def body(slug: str, **fields: object) -> Organisation:
    """An organisation."""
    return Organisation.objects.create(**{"name": slug, "slug": slug, "kind": "company", **fields})


def activity(slug: str = "meeting", status: str = "published") -> Activity:
    """An activity."""
    return Activity.objects.create(title=slug, slug=slug, kind="meeting", status=status)


def test_a_city_that_is_the_seat_of_two_chosen_organisations_stands_in_the_list_once(
    kunming: City,
) -> None:
    for slug in ("one", "two"):
        activity(slug).organisation_links.create(organisation=body(slug, city=kunming))
    page = Page("/cities/?organisation=one&organisation=two")
    assert page.rows == ["kunming"]
    assert page.counted == (1, 1)


def test_what_only_drafts_name_takes_no_place_in_a_facet(kunming: City) -> None:
    draft = activity("draft", "draft")
    for number in range(60):
        hidden = body(f"hidden-{number}", city=kunming)
        draft.organisation_links.create(organisation=hidden)
    activity().organisation_links.create(organisation=body("shown", city=kunming))
    facets = {facet.name: facet for facet in filters("cities", {}).facets}
    assert [value.value for value in facets["organisation"].values] == ["shown"]
    assert facets["organisation"].more == 0


def test_a_facet_offers_the_fifty_most_frequent_values_and_says_how_many_are_rarer() -> None:
    themes = [Theme.objects.create(name=f"T{n:02}", slug=f"t-{n:02}") for n in range(60)]
    for number in range(3):
        pilot = PilotProject.objects.create(
            title="P", slug=f"p-{number}", kind="park", status="published"
        )
        for theme in themes[10 * number :]:
            pilot.theme_links.create(theme=theme)
    facets = {facet.name: facet for facet in filters("pilots", {"theme": ["t-00"]}).facets}
    offered = {value.value: value.count for value in facets["theme"].values}
    assert len(offered) == 51  # fifty, and the one that is chosen
    assert offered["t-00"] == 1
    assert {slug for slug, count in offered.items() if count == 3} == {
        theme.slug for theme in themes[20:]
    }
    assert facets["theme"].more == 60 - len(offered)


@pytest.fixture
def outcome(kunming: City) -> Activity:
    """A meeting whose outcome alone names a city and an organisation, told in one summary."""
    meeting = activity()
    signed = meeting.outcomes.create(kind="memorandum", text="Signed.")
    signed.cities.add(kunming)
    signed.organisations.add(body("signatory"))
    summary = Summary.objects.create(
        title="S", slug="telling", kind="city-plan", status="published"
    )
    summary.activity_citations.create(activity=meeting, position="1")
    return meeting


def test_what_only_an_outcome_names_is_shown(outcome: Activity) -> None:
    assert Page("/cities/").rows == ["kunming"]
    assert Page("/organisations/").rows == ["signatory"]
    links = Page("/activities/meeting/").links
    assert {"/cities/kunming/", "/organisations/signatory/"} <= links


@pytest.mark.parametrize("url", ["/cities/kunming/", "/organisations/signatory/"])
def test_its_page_tells_of_the_activity_whose_outcome_names_it(outcome: Activity, url: str) -> None:
    # a record page shows everything the database knows of it
    assert "/activities/meeting/" in Page(url).links


def test_a_summary_names_the_organisations_of_the_outcomes_it_cites(outcome: Activity) -> None:
    # the design: named anywhere in what it cites
    assert Page("/summaries/?organisation=signatory").rows == ["telling"]


def test_an_organisation_stands_in_a_summary_that_cites_an_outcome_naming_it(
    outcome: Activity,
) -> None:
    assert Page("/organisations/?summary=telling").rows == ["signatory"]


def test_the_seat_of_an_organisation_that_is_shown_is_shown(kunming: City) -> None:
    assert Page("/cities/kunming/").status == 404
    activity().organisation_links.create(organisation=body("seated", city=kunming))
    assert Page("/cities/").rows == ["kunming"]
    assert "/organisations/seated/" in Page("/cities/kunming/").links


@pytest.mark.parametrize("code", ["CN", "cn", "Cn", " cn "])
def test_a_country_is_read_in_any_case(kunming: City, code: str) -> None:
    activity().city_links.create(city=kunming)
    page = Page(f"/cities/?country={code}")
    assert page.rows == ["kunming"]
    assert page.problems == []
    assert len(page.chips) == 1


def test_a_near_miss_is_answered_with_what_was_meant(kunming: City) -> None:
    activity().city_links.create(city=kunming)
    (problem,) = Page("/activities/?city=kunmin").problems
    assert "kunmin" in problem
    assert "did you mean kunming" in problem
