"""The briefing on one record, read on the page and in the Word file."""

import re

import pytest

from pilots.models import Activity, PilotProject
from tests.across.site import RECORDS
from tests.api.briefing.reading import Word, words
from tests.universe.page import Page
from ucap.api.listings import LISTINGS
from ucap.summaries.models import Summary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

SECTIONS = [
    "Facts and figures",
    "Partner cities",
    "Summaries",
    "Activities in order of time",
    "Pilots by theme",
    "Organisations seated there",
    "Editorial notes",
    "Sources",
]


def sections(page: Page) -> list[str]:
    """The headings of the parts of a briefing."""
    return [part.find("h2")[0].text for part in page.root.find("section")]


def test_a_citys_briefing_has_all_its_parts_and_lists_them_first() -> None:
    page = Page("/briefing/cities/granada/")
    assert page.heading == "Granada"
    assert sections(page) == SECTIONS
    (contents,) = page.root.find("nav", class_="briefing-contents")
    anchors = [a.attributes["href"].removeprefix("#") for a in contents.find("a")]
    assert all(page.root.find(id=anchor) for anchor in anchors)
    assert "Life Sciences and Healthy City" in contents.text


def test_it_says_when_it_was_made_and_where_it_stays_up_to_date() -> None:
    page = Page("/briefing/cities/granada/")
    (permalink,) = page.root.find("dd", class_="permalink")
    assert permalink.text == "http://testserver/cities/granada/"
    assert re.search(r"Date \d+ \w+ 20\d\d Always", words(page.html))


def test_figures_stand_with_the_summary_that_prints_them() -> None:
    facts = words(Page("/briefing/cities/granada/").html)
    assert "Population 236,000 (Granada)" in facts
    assert "Area 88 km² (Granada)" in facts


def test_an_entry_names_its_sources_in_short_and_the_last_part_in_full() -> None:
    page = Page("/briefing/pilots/ongranada-representative-offices/")
    assert "Granada, results" in page.root.find("section")[0].text
    granada = Summary.objects.get(slug="granada")
    assert granada.document_name
    cited = f"{granada} Cited as Granada Kind City plan Period {granada.period}"
    assert f"{cited} Document {granada.document_name}" in words(page.html)


def test_what_summaries_tell_differently_stands_beside_each_other() -> None:
    text = words(Page("/briefing/pilots/ongranada-representative-offices/").html)
    assert "Granada: Offices in Kunming only" in text
    assert "Offices in Liuzhou and Kunming" in text


def test_activities_stand_in_order_of_time_with_what_came_out_of_them() -> None:
    page = Page("/briefing/cities/granada/")
    (part,) = [s for s in page.root.find("section") if "Activities" in s.find("h2")[0].text]
    told = [entry.attributes["id"] for entry in part.find("article")]
    slugs = Activity.objects.filter(city_links__city__slug="granada").published()
    assert told == [f"activity-{slug}" for slug in slugs.values_list("slug", flat=True)]
    assert "Memorandum signed: Granada signed a memorandum" in words(page.html)


def test_a_pilot_with_two_themes_is_told_once() -> None:
    page = Page("/briefing/cities/granada/")
    ids = [article.attributes.get("id") for article in page.root.find("article")]
    named = [name for name in ids if name]
    assert len(named) == len(set(named))
    pilots = {name for name in named if name.startswith("pilot-")}
    assert len(pilots) == PilotProject.objects.published().filter(cities__slug="granada").count()
    assert "Told above, under another of its themes." in page.root.text


def test_editorial_notes_stand_in_the_order_of_their_documents() -> None:
    page = Page("/briefing/cities/granada/")
    (part,) = [s for s in page.root.find("section") if s.find("h2")[0].text == "Editorial notes"]
    places = [re.split(r", | ", entry.find("h3")[0].text) for entry in part.find("article")]
    haikou = [place[-1] for place in places if place[:2] == ["Haikou", "activities"]]
    assert len(haikou) > 3
    assert haikou == sorted(haikou, key=lambda number: [int(n) for n in number.split(".")])


@pytest.mark.parametrize("name", LISTINGS)
def test_every_record_of_every_kind_has_a_briefing(name: str) -> None:
    listing = LISTINGS[name]
    for record in listing.public()[:3]:
        page = Page(f"/briefing/{name}/{getattr(record, listing.key)}/")
        assert page.status == 200
        assert page.heading == str(record)


@pytest.mark.parametrize("name", LISTINGS)
def test_page_and_word_file_say_the_same(name: str) -> None:
    listing = LISTINGS[name]
    record = listing.public()[0]
    key = getattr(record, listing.key)
    page, word = Page(f"/briefing/{name}/{key}/"), Word(f"/{name}/{key}.docx")
    assert word.styled("Title") == [page.heading]
    assert word.styled("Heading 1") == sections(page)
    titles = [h.text for tag in ("h3", "h4") for h in page.root.find(tag)]
    assert sorted(word.styled("Heading 2") + word.styled("Heading 3")) == sorted(titles)


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize("pattern", ["/briefing/{}/no-such-record/", "/{}/no-such-record.docx"])
def test_an_unknown_record_is_a_404(client, name: str, pattern: str) -> None:
    assert client.get(pattern.format(name)).status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "/briefing/atlantis/",
        "/briefing/atlantis/granada/",
        "/atlantis.docx",
        "/atlantis/granada.docx",
        "/briefing/sdgs/011/",
        "/briefing/sdgs/18/",
        "/sdgs/99999999999999999999.docx",
    ],
)
def test_an_unknown_list_or_number_is_a_404(client, url: str) -> None:
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("pattern", ["/briefing/pilots/{}/", "/pilots/{}.docx"])
def test_a_former_address_leads_on(client, pattern: str) -> None:
    pilot = PilotProject.objects.get(slug="blocklab-platform")
    pilot.slug = "blocklab"
    pilot.save()
    response = client.get(pattern.format("blocklab-platform"))
    assert (response.status_code, response["Location"]) == (301, pattern.format("blocklab"))


def test_the_page_of_a_record_leads_to_its_briefing_and_the_preview_does_not(admin_client) -> None:
    public = Page("/cities/granada/").links
    assert {"/briefing/cities/granada/", "/cities/granada.docx"} <= public
    assert "/briefing/sdgs/11/" in Page("/sdgs/11/").links
    assert not Page("/cities/granada/changes/").root.find("p", class_="take-along")
    preview = admin_client.get("/admin/preview/cities/granada/").content.decode()
    assert "Granada" in preview
    assert "briefing" not in preview
    assert ".docx" not in preview
