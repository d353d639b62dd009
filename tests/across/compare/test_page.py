"""The comparison agrees with the lists, whatever is compared and whatever the address says."""

import re
from itertools import combinations
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from cities import around
from cities.models import City, Theme
from pilots.models import Activity, PilotProject
from tests.universe import world
from tests.universe.oracle import Oracle
from tests.universe.page import Node, Page
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db

KINDS = {"city": "cities", "theme": "themes", "summary": "summaries"}
LISTS = {
    "Pilots": "pilots",
    "Activities": "activities",
    "Summaries": "summaries",
    "Number of cities of its summaries, activities and pilots": "cities",
    "Number of cities on its sides, in its activities and pilots": "cities",
    "Organisations": "organisations",
}


def address(kind: str, slugs: list[str]) -> str:
    """The page that compares these."""
    return "/compare/?" + "&".join(f"{kind}={slug}" for slug in slugs)


def telling(oracle: Oracle, kind: str) -> list[str]:
    """The values of a kind, those in most activities and pilots first."""

    def size(slug: str) -> int:
        return sum(len(oracle.selected(name, {kind: [slug]})) for name in ("activities", "pilots"))

    known = oracle.known["activities"][kind] | oracle.known["pilots"][kind]
    return sorted(known, key=lambda slug: (-size(slug), slug))


def some(oracle: Oracle, kind: str) -> list[list[str]]:
    """Choices of two, three and four: those with much to tell, also together, and with little."""
    ranked = telling(oracle, kind)

    def together(pair: tuple[str, str]) -> int:
        both = {kind: list(pair), "match": [kind]}
        return sum(len(oracle.selected(name, both)) for name in ("activities", "pilots"))

    closest = max(combinations(ranked, 2), key=together)
    return [list(closest), ranked[:3], ranked[1:5], [ranked[0], ranked[-1]]]


def figures(page: Page) -> dict[str, list[tuple[int, str]]]:
    """(number, where it leads) of each column, under the label of its row."""
    found = {}
    for row in page.root.find("table", class_="compared")[0].find("tr"):
        label = row.find("th")[0].text
        cells = row.find("td")
        if label in LISTS and all(cell.text.isdigit() for cell in cells):
            found[label] = [
                (int(c.text), c.find("a")[0].attributes["href"] if c.find("a") else "")
                for c in cells
            ]
    return found


def slugs_in(node: Node) -> list[str]:
    """The slugs of the records that the headings in a part of a page lead to."""
    return [
        card.find("h3")[0].find("a")[0].attributes["href"].rstrip("/").rpartition("/")[2]
        for card in node.find("li", class_="row-card")
    ]


def section(page: Page, name: str) -> Node:
    """The part of the page under the heading with this id."""
    (found,) = page.root.find("section", aria_labelledby=name) or [
        s for s in page.root.find("section") if s.attributes.get("aria-labelledby") == name
    ]
    return found


SEEDS = [1, pytest.param(2, marks=pytest.mark.slow)]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", KINDS)
def test_figures_are_what_the_oracle_counts_and_lead_to_lists_of_that_length(seed, kind):
    world.build(seed, summaries=8)
    oracle = Oracle()
    for slugs in some(oracle, kind):
        rows = figures(Page(address(kind, slugs)))
        wanted = {
            label: name
            for label, name in LISTS.items()
            if kind in oracle.known[name] and label in rows
        }
        assert {"pilots", "activities", "organisations"} <= set(wanted.values())
        assert ("cities" in wanted.values()) == (kind != "city")
        for label, name in wanted.items():
            for slug, (number, href) in zip(slugs, rows[label], strict=True):
                assert number == len(oracle.selected(name, {kind: [slug]})), (label, slug)
                assert bool(href) == bool(number)
                assert not href or Page(href).counted[0] == number


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_together_and_apart_is_what_the_oracle_selects(seed, kind):
    world.build(seed, summaries=8)
    oracle = Oracle()
    seen = 0
    for slugs in some(oracle, kind):
        page = Page(address(kind, slugs))
        for name in ("pilots", "activities"):
            all_of = oracle.selected(name, {kind: slugs, "match": [kind]})
            part = section(page, name)
            assert slugs_in(part) == all_of
            assert part.find("span", class_="tally")[0].text == str(len(all_of))
            (box,) = part.find("div", class_="apart")
            sides = box.find("section")
            for slug, side in zip(slugs, sides, strict=True):
                own = set(oracle.selected(name, {kind: [slug]}))
                others = oracle.selected(name, {kind: [s for s in slugs if s != slug]})
                apart = own - set(others)
                assert side.find("span", class_="tally")[0].text == str(len(apart))
                links = [link for box in side.find("ul") for link in box.find("a")]
                named = {a.attributes["href"].rstrip("/").rpartition("/")[2] for a in links}
                assert named <= apart
                assert len(named) == len(links) == min(20, len(apart))
                assert bool(re.search(r"and \d+ more", side.text)) == (len(apart) > 20)
            seen += len(all_of)
    assert seen


@pytest.mark.parametrize("kind", KINDS)
def test_the_sentence_and_the_pairs_lead_to_lists_of_the_numbers_that_they_say(kind):
    world.build(3, summaries=8)
    oracle = Oracle()
    followed = 0
    for slugs in some(oracle, kind):
        page = Page(address(kind, slugs))
        (lead,) = page.root.find("p", id="telling")
        for link in lead.find("a"):
            href = link.attributes["href"]
            name = urlsplit(href).path.strip("/")
            wanted = oracle.selected(name, {kind: slugs, "match": [kind]})
            assert parse_qs(urlsplit(href).query) == {kind: slugs, "match": [kind]}
            assert link.text.split()[0] == str(len(wanted)) == str(Page(href).counted[0])
            followed += 1
        for name in ("pilots", "activities"):
            found = section(page, name).find("ul", class_="pairs")
            assert bool(found) == (len(slugs) > 2)
            for box in found:
                numbers = sorted(
                    int(item.text.split(": ")[1].split()[0]) for item in box.find("li")
                )
                assert numbers == sorted(
                    len(oracle.selected(name, {kind: list(pair), "match": [kind]}))
                    for pair in combinations(slugs, 2)
                )
                for link in box.find("a"):
                    assert Page(link.attributes["href"]).counted[0] == int(link.text.split()[0])
                    followed += 1
    assert followed > 5


def test_themes_goals_and_topics_of_a_city_are_those_by_which_the_list_finds_it():
    world.build(2, summaries=8)
    oracle = Oracle()
    slugs = telling(oracle, "city")[:3]
    page = Page(address("city", slugs))
    rows = {row.find("th")[0].text: row.find("td") for row in page.root.find("tr")[1:]}
    values = {row.slug: row.values for row in oracle.lists["cities"]}
    for label, name in (
        ("Themes of its summaries, activities and pilots", "theme"),
        ("SDGs of its summaries", "sdg"),
        ("EU Urban Agenda topics of its summaries", "topic"),
    ):
        common = set.intersection(*(values[slug][name] for slug in slugs))
        for slug, cell in zip(slugs, rows[label], strict=True):
            items = [item for item in cell.find("li") if item.find("a")]
            shown = {
                i.find("a")[0].attributes["href"].rstrip("/").rpartition("/")[2]: i for i in items
            }
            assert set(shown) == values[slug][name]
            for value, item in shown.items():
                assert ("✓ all 3" in item.text) == (value in common)


@pytest.mark.parametrize("kind", KINDS)
def test_the_time_line_has_every_dated_activity_of_any_of_them_once(kind):
    world.build(2, summaries=8)
    oracle = Oracle()
    for slugs in some(oracle, kind):
        page = Page(address(kind, slugs))
        any_of = set(oracle.selected("activities", {kind: slugs}))
        dated = {a.slug for a in oracle.activities.values() if a.start and a.slug in any_of}
        marks = [
            mark.attributes["href"].rstrip("/").rpartition("/")[2]
            for mark in page.root.find("a", class_="mark")
        ]
        assert sorted(marks) == sorted(dated)
        numbers = [int(text.text) for text in page.root.find("text", class_="lane-number")]
        assert not dated or sum(numbers) == len(any_of)


@pytest.mark.parametrize("kind", KINDS)
def test_one_alone_is_offered_those_that_share_most_first_and_all_others(kind):
    world.build(4, summaries=8)
    oracle = Oracle()
    slug = telling(oracle, kind)[0]
    page = Page(address(kind, [slug]))
    offered = [
        parse_qs(urlsplit(link.attributes["href"]).query)[kind]
        for box in page.root.find("ul", class_="offers")
        for link in box.find("a")
    ]
    assert all(first == slug for first, _other in offered)

    def together(other: str) -> int:
        names = [name for name in ("activities", "pilots", "summaries")
                 if kind in oracle.known[name]]  # fmt: skip
        both = {kind: [slug, other], "match": [kind]}
        return sum(len(oracle.selected(name, both)) for name in names)

    groups = {
        section.find("h2")[0].text: [
            parse_qs(urlsplit(link.attributes["href"]).query)[kind][1]
            for link in section.find("ul", class_="offers")[0].find("a")
        ]
        for section in page.root.find("section")
        if section.find("ul", class_="offers")
    }
    for heading, others in groups.items():
        sizes = [together(other) for other in others]
        assert sizes == sorted(sizes, reverse=True)
        assert (max(sizes) == 0) == (" share no " in heading)
        assert all(sizes) == any(sizes)
    partners = [o for heading, others in groups.items() if "other side" in heading for o in others]
    if kind == "city":
        city = City.objects.get(slug=slug)
        assert set(partners) == {c.slug for c in around.partners(city)}
        assert all(
            City.objects.get(
                slug=item.find("a")[0].attributes["href"].rpartition("=")[2]
            ).country.name
            in item.text
            for box in page.root.find("ul", class_="offers")
            for item in box.find("li")
        )
    public = {"city": oracle.cities, "theme": oracle.themes, "summary": oracle.summaries}[kind]
    assert len(offered) == len(public) - 1
    for link in page.root.find("ul", class_="offers")[0].find("a")[:2]:
        assert Page(link.attributes["href"]).root.find("table", class_="compared")


def test_with_nothing_chosen_it_offers_all_three_kinds():
    world.build(1, summaries=5)
    page = Page("/compare/")
    names = {box.attributes["name"] for box in page.root.find("input", type="checkbox")}
    assert names == set(KINDS)
    boxes = page.root.find("input", type="checkbox", name="theme")
    assert {box.attributes["value"] for box in boxes} == set(Oracle().themes.values())


def test_an_empty_portal_has_nothing_to_compare_and_says_so():
    assert Page("/compare/").status == 200
    assert "Nothing has been published here yet" in Page("/compare/").html


def problems(url: str) -> list[str]:
    """What the page says that it did not understand."""
    return Page(url).problems


@pytest.fixture
def known() -> list[str]:
    """Six cities of a small world."""
    world.build(1, summaries=8)
    return telling(Oracle(), "city")[:6]


def test_an_unknown_slug_is_told_with_what_looks_like_it_and_the_rest_is_compared(known):
    url = address("city", [known[0], known[1][:-1] + "y"])
    (problem,) = problems(url)
    assert problem.startswith("no city “")
    assert "did you mean" in problem
    assert Page(url).heading.startswith("Compare ")


def test_one_named_twice_is_told_and_compared_once(known):
    url = address("city", [known[0], known[1], known[0]])
    assert len(problems(url)) == 1
    assert "twice" in problems(url)[0]
    assert len(Page(url).root.find("a", class_="remove")) == 2


def test_more_than_four_are_told_and_the_first_four_compared(known):
    (problem,) = problems(address("city", known))
    assert "At most 4" in problem
    page = Page(address("city", known))
    assert len(page.root.find("a", class_="remove")) == 4
    assert not page.root.find("select", id="add")


def test_of_two_kinds_the_first_that_is_understood_counts(known):
    theme = next(iter(Oracle().themes.values()))
    url = f"/compare/?city=atlantis&theme={theme}&city={known[0]}&city={known[1]}"
    told = problems(url)
    assert len(told) == 2
    assert any("with each other only" in text for text in told)
    assert len(Page(url).root.find("a", class_="remove")) == 2
    (problem,) = problems(f"/compare/?city=atlantis&theme={theme}&summary=")
    assert "with each other only" in problem


def test_drafts_are_as_unknown_as_nothing(known):
    draft = Summary.objects.exclude(status="published").earliest("pk")
    (problem,) = problems(f"/compare/?summary={draft.slug}")
    assert problem.startswith("no summary “")


@pytest.mark.parametrize(
    "query",
    [
        "city=",
        "city=%00",
        "city=%FF",
        "city=<script>alert(1)</script>",
        "city=" + "a" * 5000,
        "&".join(f"city=x{number}" for number in range(200)),
        "city[]=rome",
        "theme=0&summary=0&city=0",
        "compare=rome",
        quote("city=a&city=b"),
    ],
)
def test_nonsense_is_answered_with_the_pickers(known, query):
    page = Page(f"/compare/?{query}")
    assert page.status == 200
    assert page.root.find("input", type="checkbox")
    assert "<script>" not in page.html


def test_the_way_out_of_a_problem_leads_to_a_page_without_it(known):
    for url in (
        address("city", [*known, known[0], "atlantis"]),
        address("city", ["atlantis"]),
        address("city", [known[0], "atlantis"]) + "&theme=x",
    ):
        (box,) = Page(url).root.find("div", class_="problems")
        assert problems(box.find("a")[0].attributes["href"]) == []


def test_removing_and_adding_change_the_address_only(known):
    page = Page(address("city", known[:3]))
    for slug, link in zip(known, page.root.find("a", class_="remove"), strict=False):
        left = parse_qs(urlsplit(link.attributes["href"]).query)["city"]
        assert left == [s for s in known[:3] if s != slug]
    (form,) = [f for f in page.root.find("form") if f.find("select", id="add")]
    kept = [box.attributes["value"] for box in form.find("input", type="hidden")]
    assert kept == known[:3]
    added = {o.attributes["value"] for o in form.find("option")}
    assert not added & set(kept)


def test_nothing_that_only_drafts_say_stands_on_the_page():
    world.build(6, summaries=8)
    hidden: list[Any] = [
        *City.objects.exclude(pk__in=City.objects.shown()),
        *Theme.objects.exclude(pk__in=Theme.objects.shown()),
        *Activity.objects.exclude(status="published"),
        *PilotProject.objects.exclude(status="published"),
        *Summary.objects.exclude(status="published"),
    ]
    oracle = Oracle()
    for kind in KINDS:
        for slugs in ([], telling(oracle, kind)[:1], telling(oracle, kind)[:4]):
            page = Page(address(kind, slugs))
            assert [r.slug for r in hidden if f"/{r.slug}/" in page.html] == []
