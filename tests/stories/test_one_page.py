"""Questions that one page answers, without reading a document."""

import re

import pytest

from pilots.models import Outcome


@pytest.fixture
def text(seeded, db, client):
    """The words of a page, tags left out, white space folded."""

    def read(address: str) -> str:
        response = client.get(address)
        assert response.status_code == 200
        return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))

    return read


def test_what_granada_and_life_sciences_say_differently_about_the_ongranada_offices(text):
    page = text("/pilots/ongranada-representative-offices/")
    assert "Offices in Kunming only" in page
    assert "Offices in Liuzhou and Kunming" in page


def test_who_signed_what_with_granada(text):
    page = text("/cities/granada/")
    section = page[page.index("What was signed and agreed") :]
    for partner in ("Zhengzhou City Government", "Haikou City Government", "Ciba Biotechnology"):
        assert partner in section
    assert "Granada, activities 1.2" in section


@pytest.mark.parametrize("city", ["granada", "kunming", "rome", "yantai"])
def test_what_was_signed_and_agreed_stands_once(seeded, db, client, city):
    page = client.get(f"/cities/{city}/")
    outcomes = list(page.context["outcomes"])
    concerned = {
        outcome.pk
        for outcome in Outcome.objects.prefetch_related("cities", "activity__cities")
        if city in {place.slug for place in outcome.cities.all() or outcome.activity.cities.all()}
    }
    assert len(outcomes) == len(concerned) > 0
    assert {outcome.pk for outcome in outcomes} == concerned


def test_which_event_all_five_tell_of_and_what_each_leaves_out(text):
    page = text("/activities/chinese-cities-mission-to-nice-granada-and-rome/")
    told = page[page.index("What this document says differently") : page.index("Editorial notes")]
    for summary in ("Culture", "Granada", "Haikou", "Kunming", "Life Sciences"):
        assert summary in told
    assert "eaves out" in told


def test_what_is_known_of_the_blockchain_webinars_and_who_pays_for_them(text):
    page = text("/pilots/blockchain-webinars/")
    assert "July – November 2020" in page
    assert "Funding" in page
    assert "IUC competitive fund" in page


def test_when_the_liuzhou_covid_exchange_was_according_to_whom(text):
    page = text("/activities/liuzhou-european-cities-covid19-exchange/")
    assert "The documents date it differently" in page
    told = page[page.index("What this document says differently") :]
    assert told.index("Granada") < told.index("March 2020") < told.index("Life Sciences")
    assert told.count("April 2020") >= 2


def test_an_empty_list_says_which_filter_to_lift_and_what_that_gives(text):
    page = text("/pilots/?city=granada&city=yantai&match=city&kind=office")
    assert "Nothing fits all of this together" in page
    assert "without City “Yantai” 2" in page


def test_every_place_that_an_abbreviation_points_to_shows_something(seeded, db, client):
    from ucap.across.abbreviations import ABBREVIATIONS

    for abbreviation in ABBREVIATIONS:
        if "?" in abbreviation.where:
            page = client.get(abbreviation.where).content.decode()
            assert not re.search(r'id="count"[^>]*>0 of', page), abbreviation.short


def test_a_reader_reports_a_mistake_with_the_address_of_the_record(seeded, db, client, settings):
    settings.OPERATOR_EMAIL = "desk@example.org"
    page = client.get("/pilots/blocklab-platform/").content.decode()
    (link,) = re.findall(r'href="(mailto:desk@example\.org[^"]*)"', page)
    assert "http%3A%2F%2Ftestserver%2Fpilots%2Fblocklab-platform%2F" in link.replace("/", "%2F")
    settings.OPERATOR_EMAIL = ""
    assert "mailto:desk" not in client.get("/pilots/blocklab-platform/").content.decode()


def test_a_summary_that_prints_a_goal_twice_stands_on_its_page_once(seeded, db, client):
    page = client.get("/sdgs/9/").content.decode()
    summaries = page[page.index('id="summaries"') : page.index('id="cities"')]
    assert summaries.count('<h3><a href="/summaries/haikou/">') == 1
    assert "printed “SDG 9&amp;11”" in summaries
    assert "printed “SGD 9, Industry" in summaries
