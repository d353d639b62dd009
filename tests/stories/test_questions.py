"""The questions that programme officers bring, each answered by a page with an address to share."""

import re

import pytest

from ucap.summaries.models import Summary

ROW = re.compile(r'<(?:h3|th scope="row")><a href="/[a-z]+/([^/"]+)/"')


@pytest.fixture
def ask(seeded, db, client):
    """Ask for a list: the slugs of its rows, and the count line must say as many."""

    def listed(address: str) -> list[str]:
        text = client.get(address).content.decode()
        results = text.partition('<aside class="narrow"')[0]
        slugs = ROW.findall(results)
        assert re.search(f'id="count" tabindex="-1">{len(slugs)} of ', text)
        return slugs

    return listed


def test_which_pilots_involve_granada_and_liuzhou(ask):
    assert ask("/pilots/?city=granada&city=liuzhou&match=city") == [
        "liuzhou-at-granada-international-forum",
        "liuzhou-artists-at-granada-festivals",
        "exchange-university-of-granada-liuzhou",
        "granada-chamber-office-in-liudong",
        "ongranada-representative-offices",
    ]


def test_what_happened_between_april_and_june_2020(ask):
    assert ask("/activities/?from=2020-04&to=2020-06") == [
        "granada-and-rome-pilot-development-meetings",
        "iuc-asia-covid19-response",
        "liuzhou-european-cities-covid19-exchange",
        "granada-delivers-its-u-cap",
        "liuzhou-briefing-by-iuc-experts",
        "yantai-rome-exchange-may-2020",
        "granada-delivers-its-concept-note",
        "yantai-rome-exchange-june-2020",
    ]


def test_which_proposals_stand_both_in_the_granada_summary_and_in_the_life_sciences_cluster(ask):
    both = "summary=granada&summary=life-sciences-and-healthy-city&match=summary"
    assert set(ask(f"/pilots/?{both}")) == {
        "ciba-biotechnology-town-and-kangmei-health-city",
        "eu-china-biomedicine-and-biotechnology-forum",
        "exchange-university-of-granada-kunming",
        "exchange-university-of-granada-liuzhou",
        "ongranada-representative-offices",
    }


def test_which_events_all_five_tell_of(ask):
    slugs = Summary.objects.values_list("slug", flat=True)
    assert len(slugs) == 5
    every = "&".join(f"summary={slug}" for slug in slugs)
    assert ask(f"/activities/?{every}&match=summary") == [
        "chinese-cities-mission-to-nice-granada-and-rome"
    ]


def test_which_companies_are_named_and_where(ask, client):
    address = "/organisations/?kind=company"
    assert ask(address) == [
        "alan-advantage",
        "changyu-winery",
        "chengang-group",
        "italian-life-style",
        "setel",
    ]
    text = client.get(address).content.decode()
    for seat in ("Rome", "Yantai", "Zhengzhou"):
        assert f">{seat}</a>" in text


def test_which_proposals_name_nice(ask):
    assert set(ask("/pilots/?city=nice")) == {
        "haikou-representative-office-in-nice",
        "nice-carnival-in-haikou",
        "sino-european-biotechnology-center",
        "sino-european-health-care-cluster",
        "smart-city-projects-with-cloud-town",
        "university-cooperation-with-kunming",
    }


def test_where_memoranda_were_signed(ask, client):
    address = "/activities/?outcome=memorandum"
    assert ask(address) == [
        "eu-cities-mission-to-china",
        "chinese-cities-mission-to-nice-granada-and-rome",
        "european-cities-mission-to-yantai-and-kunming",
        "second-mission-of-rome-and-granada",
    ]
    assert ask(f"{address}&city=kunming&role=venue") == [
        "european-cities-mission-to-yantai-and-kunming"
    ]


def test_which_summaries_aim_at_sdg_9(ask):
    assert set(ask("/summaries/?sdg=9")) == {"granada", "haikou", "kunming"}


def test_what_rome_and_yantai_have_going(ask):
    together = "city=rome&city=yantai&match=city"
    assert set(ask(f"/pilots/?{together}")) == {
        "precision-and-smart-agriculture-in-yantai",
        "sino-italian-institute-of-vine-and-wine-science",
        "summer-school-on-precision-agriculture",
        "yantai-sapienza-urban-heritage-exchange",
    }
    assert ask(f"/activities/?{together}") == [
        "second-mission-of-rome-and-granada",
        "yantai-rome-exchange-may-2020",
        "yantai-rome-exchange-june-2020",
    ]


def test_which_pilots_involve_granada_and_a_chinese_university(ask):
    assert set(ask("/pilots/?city=granada&country=cn&q=universit&kind=education")) == {
        "exchange-university-of-granada-kunming",
        "exchange-university-of-granada-liuzhou",
        "university-cooperation-with-kunming",
    }
