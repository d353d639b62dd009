"""Links on a list change one thing and keep the rest: toggles, chips, pages, orders."""

from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from browse.querystring import QueryString
from pilots.models import Activity
from tests.universe import world
from tests.universe.lists import query
from tests.universe.oracle import Oracle
from tests.universe.page import Page


def asked(url: str) -> list[tuple[str, str]]:
    """What an address asks, in no order."""
    return sorted(parse_qsl(urlsplit(url).query, keep_blank_values=True))


QUERY = QueryString({"city": ["rome", "yantai"], "q": ["a b&c"], "sort": [], "match": ["city"]})


def test_it_writes_every_value_and_leaves_out_what_is_empty() -> None:
    assert asked(QUERY.replaced()) == [
        ("city", "rome"),
        ("city", "yantai"),
        ("match", "city"),
        ("q", "a b&c"),
    ]
    assert QueryString({"q": ["", "  "], "sort": []}).replaced() == "?"


def test_it_says_a_value_once_however_often_it_was_given() -> None:
    assert QueryString({"city": ["rome", " rome ", "rome"]}).replaced() == "?city=rome"


def test_toggling_adds_what_is_not_there_and_takes_away_what_is() -> None:
    added = QUERY.toggled("city", "nice")
    assert [value for name, value in asked(added) if name == "city"] == ["nice", "rome", "yantai"]
    taken = QUERY.toggled("city", "rome")
    assert [value for name, value in asked(taken) if name == "city"] == ["yantai"]
    assert [pair for pair in asked(taken) if pair[0] != "city"] == [
        pair for pair in asked(QUERY.replaced()) if pair[0] != "city"
    ]


def test_toggling_twice_gives_the_same_address() -> None:
    values = {name: parse_qs(QUERY.toggled("city", "nice")[1:])[name] for name in ("city", "q")}
    assert asked(QueryString(values).toggled("city", "nice")) == [
        pair for pair in asked(QUERY.replaced()) if pair[0] != "match"
    ]


def test_replacing_sets_one_value_or_drops_the_parameter() -> None:
    assert asked(QUERY.replaced(city="nice", match="", sort="-date")) == [
        ("city", "nice"),
        ("q", "a b&c"),
        ("sort", "-date"),
    ]


def test_it_never_changes_itself() -> None:
    before = QUERY.replaced()
    QUERY.toggled("city", "rome")
    QUERY.replaced(city="")
    assert QUERY.replaced() == before


@pytest.fixture
def oracle(db) -> Oracle:
    """What is true of a world with many pages of activities."""
    world.build(11, summaries=60)
    return Oracle()


QUESTION = {
    "theme": ["", ""],
    "match": ["sdg"],
    "q": ["a"],
    "from": ["2016-01"],
    "to": ["2030-12"],
    "sort": ["-title"],
    "role": ["venue"],
}


@pytest.fixture
def question(oracle: Oracle) -> dict[str, list[str]]:
    """Something of every kind asked of the activities."""
    counts = oracle.counts("activities", {})
    themes = sorted(counts["theme"], key=lambda slug: -counts["theme"][slug])[:2]
    cities = sorted(counts["city"], key=lambda slug: -counts["city"][slug])[:2]
    return {**QUESTION, "theme": themes, "city": cities}


def test_a_chip_lifts_exactly_one_filter(question: dict[str, list[str]]) -> None:
    whole = asked("?" + query(question))
    chips = Page(f"/activities/?{query(question)}").chips
    lifted = []
    for _text, url in chips:
        (gone,) = [pair for pair in whole if pair not in asked(url)]
        assert [pair for pair in whole if pair != gone] == asked(url)
        lifted.append(gone)
    assert sorted(lifted) == [pair for pair in whole if pair[0] not in ("match", "sort")]


def test_chips_say_what_they_lift(question: dict[str, list[str]]) -> None:
    text = " ".join(text for text, _url in Page(f"/activities/?{query(question)}").chips)
    for word in ("2016", "2030", "Hosts", "Theme", "City"):
        assert word in text


def test_the_links_to_other_pages_keep_every_filter(oracle: Oracle) -> None:
    most = oracle.counts("activities", {})["kind"]
    question = {"kind": sorted(most), "sort": ["-title"], "match": ["theme"], "from": ["2015-01"]}
    page = Page(f"/activities/?{query(question)}&page=2")
    (nav,) = page.root.find("nav", class_="pages")
    links = [link.attributes["href"] for link in nav.find("a")]
    assert len(links) >= 4
    for link in links:
        rest = [pair for pair in asked(link) if pair[0] != "page"]
        assert rest == asked("?" + query(question))
        number = int(parse_qs(urlsplit(link).query)["page"][0])
        expected = oracle.selected("activities", question)[25 * (number - 1) : 25 * number]
        assert Page(f"/activities/{link}").rows == expected


def test_many_pages_are_elided_around_the_one_shown(db) -> None:
    Activity.objects.bulk_create(
        Activity(title="A", slug=f"a-{n:03}", kind="meeting", status="published")
        for n in range(500)
    )
    (nav,) = Page("/activities/?page=10").root.find("nav", class_="pages")
    (current,) = nav.find("span", aria_current="page") or nav.find("", **{"aria-current": "page"})
    assert current.text == "10"
    numbers = [link.text.removeprefix("Page").strip() for link in nav.find("a")]
    shown = [int(number) for number in numbers if number.isdigit()]
    assert shown == [1, 2, 8, 9, 11, 12, 19, 20]
    assert nav.text.count("…") == 2


def test_another_choice_starts_on_the_first_page(oracle: Oracle) -> None:
    page = Page("/activities/?page=3")
    for values in page.facets().values():
        for _count, url, _chosen in values:
            assert "page" not in parse_qs(urlsplit(url).query)


def test_the_form_carries_along_what_it_does_not_ask(question: dict[str, list[str]]) -> None:
    page = Page(f"/activities/?{query(question)}&page=2")
    (form,) = page.root.find("form", class_="asking")
    hidden = [
        (field.attributes["name"], field.attributes["value"])
        for field in form.find("input", type="hidden")
    ]
    own = {"q", "from", "to", "sort", "role"}  # the role of the cities that are chosen
    assert sorted(hidden) == [p for p in asked("?" + query(question)) if p[0] not in own]
    fields = {node.attributes["name"]: node for node in form.find() if "name" in node.attributes}
    assert own <= set(fields)
    assert fields["q"].attributes["value"] == "a"
    assert fields["from"].attributes["value"] == "2016-01"
    for name, value in (("sort", "-title"), ("role", "venue")):
        (chosen,) = [o for o in fields[name].find("option") if "selected" in o.attributes]
        assert chosen.attributes["value"] == value
