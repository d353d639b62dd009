"""Whatever an address says, the portal answers in words: no 500, and no 4xx where a list is."""

import string
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.across.site import LISTS, PAGES, RECORDS
from tests.thorough import examples
from tests.universe import world
from tests.universe.oracle import REPEATABLE, SINGLE
from tests.universe.page import Page

pytestmark = pytest.mark.django_db

FUZZ = settings(
    max_examples=examples(60),
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
NAMES = sorted({"match", "sort", "page", *SINGLE["activities"]}.union(*REPEATABLE.values()))
UGLY = [
    *("%00", "kunming%00", "%FF%FE", "%ED%A0%80", "%C3%28", "%F4%90%80%80", "%", "%zz", "%25"),
    *("9" * 30, "-1", "1e9", "NaN", "inf", "0x10", "%D9%A3", "32768", "2147483648", "9" * 10_000),
    *("a" * 10_000, "%CC%81" * 2000, "a+" * 5000, "city[]", "[]", "%7B%7D", "null", "undefined"),
    *("%27%3B--", "%5C", "%25%25", "_", "<script>", "%3Cscript%3E", "..%2F..", "%0D%0Aa:b", "+"),
    *(
        "2020-04-01",
        "0000-01",
        "9999-12",
        "0001-01",
        "20-04",
        "2020-00",
        "2020-4",
        "%EF%BC%92020-04",
    ),
    *("all", "-", "--title", "-title", "title", "slug", "pk", "participant", "&", ";", "=", "?"),
]
text = st.text(max_size=30).map(lambda s: quote(s, safe="", errors="replace"))
raw = st.binary(max_size=12).map(quote)
values = st.one_of(st.sampled_from(UGLY), text, raw, st.integers().map(str))
names = st.one_of(st.sampled_from([*NAMES, *NAMES, *(f"{n}[]" for n in NAMES)]), text)
pairs = st.tuples(names, values).map(lambda pair: f"{pair[0]}={pair[1]}")
query_strings = st.one_of(st.lists(pairs, max_size=6).map("&".join), values, raw)


@pytest.fixture(autouse=True)
def some_world() -> None:
    """Something to ask about."""
    world.build(5, summaries=18)


def status(url: str, query: str = "") -> int:
    """What a request answers whose query string is taken as it is, byte for byte.

    If that has parameters that the page does not know, what it answers without them.
    """
    answer = Client(raise_request_exception=False).get(url, QUERY_STRING=query)
    if answer.status_code != 302:
        return answer.status_code
    path, _, known = answer["Location"].partition("?")
    assert path == url
    assert len(known) < len(query)
    return Client(raise_request_exception=False).get(url, QUERY_STRING=known).status_code


@FUZZ
@given(query=query_strings, page=st.sampled_from(PAGES))
def test_any_query_string_on_any_page_answers_200(query: str, page: str) -> None:
    assert status(page, query) == 200, (page, query[:200])


@pytest.mark.parametrize("list_", LISTS)
def test_every_repeatable_parameter_takes_every_ugly_value_at_once(list_: str) -> None:
    for name in [*sorted(REPEATABLE[list_]), "match"]:
        assert status(f"/{list_}/", "&".join(f"{name}={value[:300]}" for value in UGLY)) == 200


@pytest.mark.parametrize("name", [*sorted(SINGLE["activities"]), "sort", "page"])
def test_every_other_parameter_takes_every_ugly_value(name: str) -> None:
    wrong = [v[:60] for v in UGLY if status("/activities/", f"{name}={v}") != 200]
    assert wrong == []


@pytest.mark.parametrize("list_", LISTS)
def test_it_takes_ten_thousand_characters_and_hundreds_of_values(list_: str) -> None:
    long = "a" * 10_000
    for name in [*REPEATABLE[list_], *SINGLE[list_], "match", "sort", "page"]:
        assert status(f"/{list_}/", f"{name}={long}") == 200
    many = "&".join(f"theme=nothing-{number}" for number in range(800))
    assert status(f"/{list_}/", many) == 200
    match = "&".join(["match=theme"] * 900)
    assert status(f"/{list_}/", match) == 200


@FUZZ
@given(parts=st.lists(st.one_of(text, raw), min_size=1, max_size=3), root=st.sampled_from(PAGES))
def test_any_path_answers_without_a_500(parts: list[str], root: str) -> None:
    answered = status(root + "/".join(part.replace("/", "%2F") for part in parts))
    assert answered in (200, 301, 404)


@pytest.mark.parametrize("name", RECORDS)
def test_an_unknown_record_is_a_404_in_the_sites_own_look(name: str) -> None:
    for slug in ("atlantis", "0", "99", "a" * 300, "%00", "%FF", "Ünknown"):
        page = Page(f"/{name}/{slug}/")
        assert page.status == 404
        assert page.heading == "There is no such page"
        assert page.root.find("a", href="/pilots/")


def test_an_address_of_no_kind_is_a_404_in_the_sites_own_look() -> None:
    for url in ("/nothing/", "/cities/kunming/more/", "/wp-login.php", "/%00/", "/sdgs/01/"):
        assert Page(url).heading == "There is no such page"
        assert Page(url).status == 404


@pytest.mark.parametrize("list_", LISTS)
@pytest.mark.parametrize("number", ["0", "-1", "999999", "1e9", "9" * 40, "abc", "", "1.5", "%00"])
def test_a_page_out_of_range_or_no_number_shows_a_page(list_: str, number: str) -> None:
    page = Page(f"/{list_}/?page={number}")
    assert page.status == 200
    assert page.rows or not page.counted[1]


def test_a_page_out_of_range_shows_the_last_one() -> None:
    rows = Page("/activities/").counted[1]
    assert rows > 25
    last = Page(f"/activities/?page={1 + (rows - 1) // 25}")
    for number in ("999999", "0", "-1", "9" * 40):
        assert Page(f"/activities/?page={number}").rows == last.rows


def test_what_is_no_page_number_shows_the_first_page() -> None:
    for number in ("abc", "1e9", "", "%00"):
        assert Page(f"/activities/?page={number}").rows == Page("/activities/").rows


@pytest.mark.parametrize("list_", sorted(set(LISTS) - {"cities", "organisations"}))
def test_a_period_the_wrong_way_round_is_told(list_: str) -> None:
    page = Page(f"/{list_}/?from=2020-04&to=2018-04")
    assert page.counted[0] == 0
    assert any("from" in problem and "after" in problem for problem in page.problems)


BAD: dict[str, tuple[str, str]] = {
    "city": ("atlantis", "atlantis"),
    "country": ("XX", "XX"),
    "theme": ("atlantis", "atlantis"),
    "sdg": ("18", "18"),
    "topic": ("atlantis", "atlantis"),
    "organisation": ("atlantis", "atlantis"),
    "summary": ("atlantis", "atlantis"),
    "kind": ("atlantis", "atlantis"),
    "stage": ("atlantis", "atlantis"),
    "mode": ("atlantis", "atlantis"),
    "outcome": ("atlantis", "atlantis"),
    "year": ("abc", "abc"),
    "from": ("2020-13", "2020-13"),
    "to": ("April", "April"),
    "role": ("guest", ""),
    "match": ("atlantis", "atlantis"),
    "sort": ("atlantis", "atlantis"),
    "q": ("%00", ""),
}
"""Parameter: a value that means nothing, and what the page must repeat of it."""


@pytest.mark.parametrize("list_", LISTS)
def test_a_bad_value_is_told_selects_nothing_and_can_be_left_out(list_: str) -> None:
    for name in [*REPEATABLE[list_], *SINGLE[list_], "match", "sort"]:
        value, repeated = BAD[name]
        page = Page(f"/{list_}/?{name}={value}")
        assert page.counted == (0, Page(f"/{list_}/").counted[1]), name
        assert page.rows == []
        assert len(page.problems) == 1, (name, page.problems)
        assert repeated in page.problems[0]
        (box,) = page.root.find("div", class_="problems")
        (link,) = box.find("a")
        assert Page(f"/{list_}/{link.attributes['href']}").problems == []


@pytest.mark.parametrize("list_", LISTS)
def test_a_bad_value_is_told_with_the_name_of_its_parameter(list_: str) -> None:
    spoken = {"topic": "Urban Agenda", "q": "Words", "sort": "Order", "summary": "Told in"}
    for name in [*REPEATABLE[list_], *SINGLE[list_], "match", "sort"]:
        problem, *_others = Page(f"/{list_}/?{name}={BAD[name][0]}").problems
        wanted = {name, spoken.get(name, name), f"planned {name}", "planned for"}
        if (list_, name) == ("organisations", "city"):
            wanted.add("seat")
        assert any(word.lower() in problem.lower() for word in wanted), (name, problem)


@FUZZ
@given(slug=st.text(string.ascii_lowercase, min_size=1, max_size=20), data=st.data())
def test_an_unknown_value_beside_a_known_one_selects_nothing(slug: str, data: Any) -> None:
    list_ = data.draw(st.sampled_from(LISTS))
    (_count, url, _chosen), *_others = Page(f"/{list_}/").facets()["Theme"]
    page = Page(f"{url}&theme={slug}")
    assert page.counted[0] == 0
    assert len(page.problems) == 1
