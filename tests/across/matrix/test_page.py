"""The matrix as a page: what it understands, what it carries along, what it costs."""

from urllib.parse import parse_qs, urlsplit

import pytest

from cities.models import Country
from tests.across.matrix.reading import VIEWS, Matrix, address
from tests.universe import world
from tests.universe.oracle import Oracle
from tests.universe.page import Page, resolved

pytestmark = pytest.mark.django_db

MOST = 40


def tabs(page: Page) -> dict[str, str]:
    """The other matrices that a page offers, with their addresses."""
    navs = page.root.find("nav", class_="tabs")
    return {a.text: resolved(page.url, a.attributes["href"]) for n in navs for a in n.find("a")}


def current(page: Page) -> list[str]:
    """The tabs that are chosen."""
    navs = page.root.find("nav", class_="tabs")
    return [a.text for n in navs for a in n.find("a") if "aria-current" in a.attributes]


def asked(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


# What it understands


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("view=atlantis", ("View", "city-city", "theme-year", "summary-summary")),
        ("count=atlantis", ("Count", "pilots, activities")),
        ("view=city-theme&count=summaries", ("Count", "pilots, activities")),
        ("city=atlantis", ("City", "atlantis")),
        ("view=theme-sdg&sdg=18", ("SDG", "18")),
        ("view=theme-year&from=2020-13", ("From", "2020-13")),
        ("count=activities&role=guest", ("role", "participant, venue")),
    ],
)
def test_what_means_nothing_is_told_by_name_and_selects_nothing(
    query: str, words: tuple[str, ...]
) -> None:
    world.build(3, summaries=8)
    matrix = Matrix(f"/matrix/?{query}")
    (problem,) = matrix.page.problems
    assert all(word in problem for word in words), problem
    assert matrix.cells == {}
    assert matrix.page.counted[0] == 0
    (box,) = matrix.page.root.find("div", class_="problems")
    (link,) = box.find("a")
    assert Page(resolved(matrix.page.url, link.attributes["href"])).problems == []


def test_an_empty_portal_has_a_matrix_page() -> None:
    for view, counted in VIEWS:
        matrix = Matrix(address(view, counted, {}))
        assert matrix.cells == {}
        assert matrix.page.counted == (0, 0)


def test_a_side_that_has_nothing_to_stand_on_it_is_told() -> None:
    world.build(3, summaries=8)
    Country.objects.update(region="asia")
    page = Matrix("/matrix/").page
    assert page.counted[0] > 0
    assert "nothing to stand" in page.root.find("p", class_="empty")[0].text


# What it carries along


def test_another_matrix_keeps_the_filters_that_it_knows() -> None:
    world.build(3, summaries=8)
    oracle = Oracle()
    city, summary = (
        sorted(oracle.known["pilots"]["city"])[0],
        min(oracle.known["pilots"]["summary"]),
    )
    question = f"city={city}&summary={summary}&kind=park&sdg=3&sdg=4&match=sdg&match=summary"
    page = Page(f"/matrix/?{question}&q=a&sort=-date")
    links = tabs(page)
    assert current(page) == ["City × city", "Pilots"]
    same = {"city": [city], "summary": [summary], "sdg": ["3", "4"], "q": ["a"]}
    here = {**same, "kind": ["park"], "sort": ["-date"], "match": ["sdg", "summary"]}
    assert asked(links["City × theme"]) == {**here, "view": ["city-theme"]}
    shared = {**same, "match": ["sdg", "summary"]}
    assert asked(links["Activities"]) == {**shared, "count": ["activities"]}
    assert asked(links["Theme × year"]) == {**shared, "view": ["theme-year"]}
    del same["summary"]
    assert asked(links["City × SDG"]) == {**same, "match": ["sdg"], "view": ["city-sdg"]}
    for url in links.values():
        assert Page(url).problems == []


def test_activities_go_on_being_counted_where_that_makes_sense() -> None:
    world.build(3, summaries=8)
    page = Page("/matrix/?count=activities")
    assert current(page) == ["City × city", "Activities"]
    links = tabs(page)
    assert asked(links["City × theme"]) == {"view": ["city-theme"], "count": ["activities"]}
    assert asked(links["Theme × year"]) == {"view": ["theme-year"]}
    assert current(Page(links["Theme × year"])) == ["Theme × year"]


# Roles


def test_cities_count_where_they_take_part_unless_the_hosts_are_asked_for() -> None:
    world.build(4, summaries=12)
    taking_part, hosting = (
        Matrix(f"/matrix/?view=city-theme&count=activities{more}") for more in ("", "&role=venue")
    )
    assert taking_part.cells != hosting.cells
    for matrix, role in ((taking_part, "participant"), (hosting, "venue")):
        urls = [cell.url for cell in [*matrix.cells.values(), *matrix.rows.values()] if cell.url]
        assert urls
        assert all(asked(url)["role"] == [role] for url in urls)
    assert [text for text, _url in taking_part.page.chips] == []
    ((chip, url),) = hosting.page.chips
    assert "Hosts" in chip
    assert Matrix(url).cells == taking_part.cells


def test_the_role_stays_out_of_a_matrix_without_cities() -> None:
    world.build(4, summaries=12)
    matrix = Matrix("/matrix/?view=theme-year")
    assert not any("role" in asked(cell.url) for cell in matrix.cells.values() if cell.url)


# What is chosen of a side


def test_what_is_chosen_stands_alone_on_its_side_and_changes_no_number() -> None:
    world.build(4, summaries=12)
    whole = Matrix("/matrix/")
    row, column = next(pair for pair, cell in whole.cells.items() if cell.count)
    one = Matrix(f"/matrix/?city={row}")
    assert list(one.rows) == [row]
    assert one.columns.keys() == whole.columns.keys()
    both = Matrix(f"/matrix/?city={row}&city={column}")
    assert list(both.cells) == [(row, column)]
    for narrowed in (one, both):
        assert {pair: cell.count for pair, cell in narrowed.cells.items()} == {
            pair: whole.cells[pair].count for pair in narrowed.cells
        }
        assert narrowed.total.count == whole.total.count


def test_a_summary_chosen_stands_against_all_others() -> None:
    world.build(4, summaries=12)
    slug = min(Oracle().known["pilots"]["summary"])
    matrix = Matrix(f"/matrix/?view=summary-summary&summary={slug}")
    assert list(matrix.rows) == [slug]
    assert len(matrix.columns) > 3
    assert matrix.cells[slug, slug].count == matrix.rows[slug].count


# Size


def test_a_large_matrix_shows_the_most_frequent_and_says_what_it_leaves_out() -> None:
    world.build(7, summaries=150)
    oracle = Oracle()
    for view, side in (("summary-summary", "columns"), ("city-theme", "rows")):
        matrix = Matrix(f"/matrix/?view={view}")
        assert len(matrix.rows) == MOST
        shown = [total.count for total in getattr(matrix, side).values()]
        assert len(shown) == MOST
        assert shown == sorted(shown, reverse=True)
        parameter = view.split("-")[0]
        numbers = oracle.counts("pilots", {})[parameter]
        assert shown == sorted(numbers.values(), reverse=True)[:MOST]
        notes = matrix.page.root.find("div", class_="matrix-notes")[0].text
        assert "the 40 most frequent stand here" in notes
