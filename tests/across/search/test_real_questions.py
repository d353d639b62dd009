"""What people type into the box, asked of the five summaries."""

import pytest
from django.test import Client

from tests.across.search.asking import Results, every, suggested
from tests.universe.page import Page


@pytest.fixture(autouse=True)
def _data(seeded, db):
    """The five summaries."""


@pytest.mark.parametrize(
    ("typed", "city"),
    [
        *(("kunming", "kunming"), ("KUNMING", "kunming"), ("Kūnmíng", "kunming")),
        *(("昆明", "kunming"), ("kunmi", "kunming"), ("Roma", "rome"), ("Rom", "rome")),
        *(("Bruxelles", "brussels"), ("cote d'azur", "nice"), ("Côte d’Azur", "nice")),
        *(("yunnan", "kunming"), ("italy", "rome")),
    ],
)
def test_a_city_is_found_under_any_of_its_names(typed: str, city: str) -> None:
    results = Results(typed)
    assert city in results.slugs("cities")
    assert next(iter(results.groups)) == "cities"


@pytest.mark.parametrize(
    ("typed", "body"),
    [
        *(("PTS", "pts"), ("pts health park", "pts"), ("Parque Tecnologico", "pts")),
        *(("OnTech", "ongranada"), ("on tech granada", "ongranada"), ("NDRC", "ndrc")),
    ],
)
def test_an_organisation_is_found_under_any_spelling(typed: str, body: str) -> None:
    assert Results(typed).slugs("organisations")[0] == body


def test_names_come_before_texts_and_before_what_is_only_linked() -> None:
    slugs = every("blockchain", "pilots")
    assert slugs[0] == "blockchain-webinars"
    bodies = every("granada", "organisations")
    assert bodies.index("university-of-granada") < bodies.index("ongranada")


def test_words_may_stand_in_the_record_and_in_what_it_is_linked_with() -> None:
    # its title says blockchain; Granada is the city that it is linked with
    assert "blockchain-webinars" in every("blockchain Granada", "pilots")
    assert "Nothing has all of these words" in Results("blockchain Yantai").text


def test_two_cities_that_are_named_are_compared_and_what_involves_both_is_found() -> None:
    results = Results("Rome and Yantai")
    (line,) = results.page.root.find("p", class_="offer")
    assert line.text == "Rome and Yantai: what they have in common"
    assert line.find("a")[0].attributes["href"] == "/compare/?city=rome&city=yantai"
    listed = Page("/pilots/?city=rome&city=yantai&match=city").rows
    assert set(listed) <= set(every("Rome and Yantai", "pilots"))


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("roma 烟台", "Rome and Yantai"),
        ("Granada, Kunming, Nice and Rome", "Granada, Kunming, Nice and Rome"),
        ("rome", ""),
        ("rome roma", ""),
        ("Rome Yantai wine", ""),  # results have all of these words
        ("Rome -Yantai", ""),
        ("Rome Nice Granada Kunming Yantai", ""),
    ],
)
def test_only_two_to_four_cities_and_nothing_else_are_compared(typed: str, compared: str) -> None:
    text = " ".join(p.text for p in Results(typed).page.root.find("p", class_="offer"))
    assert text == (f"{compared}: what they have in common" if compared else "")


def test_a_question_finds_what_has_some_of_its_words_and_says_so() -> None:
    results = Results("what do Rome and Yantai have going")
    assert "Nothing has all of these words; these have some of them." in results.text
    assert "Rome and Yantai: what they have in common" in results.text
    both = set(Page("/pilots/?city=rome&city=yantai&match=city").rows)
    assert set(every("what do Rome and Yantai have going", "pilots")[: len(both)]) == both
    nothing = Results("blockchain atlantis")
    assert "Nothing has all of these words; these have some of them." in nothing.text
    assert nothing.counts == Results("blockchain").counts


def test_quotes_ask_for_words_one_behind_the_other() -> None:
    phrase = every('"smart city"', "pilots")
    words = every("smart city", "pilots")
    assert set(phrase) < set(words)
    assert Results('"city smart"').groups == {}
    assert "smart city" in {mark.lower() for mark in Results('"smart city"').marks}


def test_a_minus_leaves_out_what_has_a_word_itself_or_by_a_link() -> None:
    everything = set(every("kunming", "pilots"))
    without = set(every("kunming -tourism", "pilots"))
    assert everything - without == set(every("kunming tourism", "pilots"))
    assert everything > without > set()
    assert "-tourism" in Results("-tourism").page.heading
    assert "There is no word in this to look for." in Results("-tourism").text


def test_or_is_enough() -> None:
    either = set(every("blockchain OR wine", "pilots"))
    assert either == set(every("blockchain", "pilots")) | set(every("wine", "pilots"))


@pytest.mark.parametrize("typed", ["SDG 11", "sdg11", "11", "sustainable cities"])
def test_a_goal_is_found_by_number_and_by_title(typed: str) -> None:
    goals = Results(typed).slugs("sdgs")
    assert "11" in goals
    assert goals[0] == "11"


def test_a_goal_is_found_by_a_misprint_and_a_number_is_no_beginning() -> None:
    assert Results("SGD").slugs("sdgs") == ["4", "9"]
    assert "10" not in every("SDG 1", "sdgs")


def test_what_documents_say_of_a_theme_an_outcome_or_differently_is_found() -> None:
    assert Results("digital twin").groups
    memoranda = every("Ciba Biotechnology", "activities")
    assert memoranda
    # only a citation of it says so
    assert "ongranada-representative-offices" in every('"offices in kunming only"', "pilots")


def test_editorial_notes_are_found_and_lead_to_the_place_that_they_are_about() -> None:
    results = Results("underscore")
    assert list(results.groups) == ["notes"]
    assert "/summaries/granada/#notes" in results.urls("notes")
    urls = every("granada", "notes")
    assert len(urls) > 25
    for url in set(Results("granada").urls("notes")):
        path, _, anchor = url.partition("#")
        assert Page(path).root.find(id=anchor), url


def test_notes_need_a_word_of_their_own() -> None:
    """Not every note on the summary of Kunming is about Kunming."""
    notes = Results("kunming").counts["notes"]
    assert notes < Page("/notes/?summary=kunming").counted[0] + 20
    results = Results("granada underscore")
    assert 1 <= len(results.urls("notes")) < 5
    assert "Only editorial notes have all of these words" in results.text
    assert next(iter(results.groups)) == "notes"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Kumning", "Kunming"),
        ("blokchain", "blockchain"),
        ("Grenada blokchain", "Granada blockchain"),
        ("Kumning -tourism", "Kunming -tourism"),
        ("atlantis", ""),
        ("kunming", ""),
    ],
)
def test_a_typing_error_is_asked_about(typed: str, meant: str) -> None:
    results = Results(typed)
    assert results.meant == meant
    if meant:
        (link,) = results.page.root.find("p", class_="meant")[0].find("a")
        assert Results(meant).groups
        assert Client().get(link.attributes["href"]).context["search_words"] == meant


def test_what_is_not_there_is_told_with_ways_on() -> None:
    results = Results("atlantis")
    assert "Nothing has been found." in results.text
    assert {"/cities/", "/pilots/", "/abbreviations/"} <= results.page.links


def test_an_empty_box_tells_what_can_be_searched_by_examples_that_find_something() -> None:
    page = Page("/search/")
    assert page.heading == "Search"
    examples = [a.attributes["href"] for a in page.root.find("main")[0].find("a", class_="chip")]
    assert len(examples) >= 4
    for example in examples:
        assert Page(example).root.find("section", class_="found"), example


def test_the_page_says_how_many_of_how_many_kinds_and_leads_to_all_of_one() -> None:
    results = Results("kunming")
    total, kinds = sum(results.counts.values()), len(results.counts)
    assert f"{total} results in {kinds} kinds" in results.text
    (title,) = results.page.root.find("title")
    assert title.text.startswith("kunming – search")
    assert results.page.root.find("meta", name="robots", content="noindex")
    for kind, count in results.counts.items():
        assert results.page.root.find("a", href=f"#{kind}")
        more = f"/search/?q=kunming&kind={kind}"
        assert bool(results.page.root.find("a", href=more)) is (count > 5), kind
        slugs = every("kunming", kind)
        assert len(slugs) == count
        assert kind == "notes" or len(set(slugs)) == count


def test_a_page_of_one_kind_has_25_rows_and_out_of_range_shows_the_last() -> None:
    first = Results("kunming", kind="notes")
    assert len(first.urls("notes")) == 25
    last = Results("kunming", kind="notes", page=2).urls("notes")
    assert len(last) == first.counts["notes"] - 25
    for number in ("3", "0", "-1", "9" * 30):
        assert Results("kunming", kind="notes", page=number).urls("notes") == last
    assert Results("kunming", kind="notes", page="x").urls("notes") == first.urls("notes")


def test_an_unknown_kind_is_told_and_selects_nothing() -> None:
    results = Results("kunming", kind="<b>planets")
    assert "There is no kind “<b>planets”, so nothing is selected." in results.text
    assert results.groups == {}
    assert {"/search/?q=kunming", "/search/?q=kunming&kind=pilots"} <= results.page.links
    empty = Results("underscore", kind="pilots")
    assert "Nothing of this kind has been found." in empty.text


def test_too_long_a_search_says_that_it_was_cut() -> None:
    assert "too long" in Results("kunming " + "x" * 10_000).text
    assert "too long" in Results(" ".join(f"word{n}" for n in range(30))).text
    assert "too long" not in Results("kunming").text


def test_marks_keep_accents_and_stand_in_other_names() -> None:
    assert {"Kunming", "Kūnmíng"} <= Results("kunming").marks
    assert "昆明" in Results("昆明").marks
    assert "Côte" in Results("cote d'azur").marks


def test_results_come_in_the_same_order_each_time() -> None:
    assert Results("granada").page.html == Results("granada").page.html


@pytest.mark.parametrize(
    ("typed", "label", "also"),
    [
        *(("kun", "Kunming", ""), ("昆明", "Kunming", "昆明"), ("roma", "Rome", "Roma")),
        *(("bruxel", "Brussels", "Bruxelles"), ("pts", "Health and Technology Sci", "PTS")),
        *(("life sci", "Life Sciences and Healthy City", ""), ("lazio", "Rome", "Lazio")),
        *(("sdg 11", "SDG 11: Sustainable Cities", ""), ("urban mob", "Urban Mobility", "")),
    ],
)
def test_the_box_suggests_names_by_the_beginning_of_any_word(
    typed: str, label: str, also: str
) -> None:
    first = suggested(typed)[0]
    assert first["label"].startswith(label)
    assert first["also"] == also
    assert Page(first["url"]).heading == first["label"]


def test_the_box_suggests_eight_at_most_cities_first_and_nothing_for_too_little() -> None:
    found = suggested("kun")
    assert found[0] == {
        "kind": "city",
        "noun": "City",
        "label": "Kunming",
        "also": "",
        "url": "/cities/kunming/",
    }
    assert len(found) == 8
    assert suggested("ku") == suggested("昆") == suggested("") == suggested("':*") == []
    assert suggested("atlantis") == []
