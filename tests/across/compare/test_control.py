"""What is put aside to compare stays in the address of the list, through everything one does."""

from itertools import chain
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.universe import world
from tests.universe.page import Page, resolved

pytestmark = pytest.mark.django_db

LISTS = {"cities": "city", "themes": "theme", "summaries": "summary"}


@pytest.fixture(autouse=True)
def some_world() -> None:
    """Enough cities and summaries for two pages of a list."""
    world.build(1, summaries=45)


def toggles(page: Page) -> dict[str, str]:
    """Where the link at the end of each row leads, by the slug of its record."""
    return {
        link.attributes["id"].removeprefix("compare-"): resolved(page.url, link.attributes["href"])
        for link in page.root.find("a", class_="compare-toggle")
    }


def aside(url: str) -> list[str]:
    """What an address says is put aside."""
    return parse_qs(urlsplit(url).query).get("compare", [])


def bar(page: Page) -> list[str]:
    """The names in the bar above the list."""
    return [
        item.text.removeprefix("Do not compare").removesuffix("×").strip()
        for box in page.root.find("div", class_="comparing")
        for item in box.find("li")
    ]


@pytest.mark.parametrize("list_", LISTS)
def test_rows_put_up_to_four_aside_and_take_them_back(list_):
    page = Page(f"/{list_}/")
    assert not bar(page)
    chosen: list[str] = []
    for slug in list(toggles(page))[:4]:
        page = Page(toggles(page)[slug])
        chosen.append(slug)
        assert aside(page.url) == chosen
        assert len(bar(page)) == len(chosen)
    assert set(toggles(page)) == set(chosen), "a fifth one is offered"
    for link in page.root.find("a", class_="compare-toggle"):
        assert "✓ chosen" in link.text
    page = Page(toggles(page)[chosen[0]])
    assert aside(page.url) == chosen[1:]
    assert len(toggles(page)) > 4


@pytest.mark.parametrize(("list_", "kind"), LISTS.items())
def test_the_bar_leads_to_the_comparison_takes_back_and_clears(list_, kind):
    slugs = list(toggles(Page(f"/{list_}/")))[:3]
    page = Page(f"/{list_}/?" + "&".join(f"compare={slug}" for slug in slugs))
    (box,) = page.root.find("div", class_="comparing")
    *lifting, go, clear = (resolved(page.url, a.attributes["href"]) for a in box.find("a"))
    assert [aside(url) for url in lifting] == [
        [other for other in slugs if other != slug] for slug in slugs
    ]
    assert parse_qs(urlsplit(go).query) == {kind: slugs}
    assert len(Page(go).root.find("a", class_="remove")) == 3
    assert aside(clear) == []
    assert not bar(Page(clear))


@pytest.mark.parametrize("list_", ["cities", "summaries"])
def test_facets_chips_sorting_paging_and_the_form_keep_it_and_nothing_else_does(list_):
    slugs = list(toggles(Page(f"/{list_}/")))[:2]
    query = "&".join(f"compare={slug}" for slug in slugs)
    page = Page(f"/{list_}/?{query}&country=CN&sort=-{'pilots' if list_ == 'cities' else 'date'}")
    facets = [url for values in page.facets().values() for _count, url, _chosen in values]
    chips = [url for _text, url in page.chips]
    assert len(facets) > 10
    assert len(chips) == 1, "what is put aside is no filter"
    for url in chain(facets, chips):
        assert aside(url) == slugs
    (form,) = page.root.find("form", class_="asking")
    kept = [box.attributes["value"] for box in form.find("input", type="hidden", name="compare")]
    assert kept == slugs
    (clear,) = page.root.find("a", class_="clear")
    assert aside(clear.attributes["href"]) == slugs
    paged = Page(f"/{list_}/?{query}")
    (following,) = paged.root.find("a", rel="next")
    assert aside(following.attributes["href"]) == slugs


@pytest.mark.parametrize("list_", ["cities", "summaries"])
def test_it_narrows_nothing_and_is_no_filter(list_):
    whole = Page(f"/{list_}/")
    slugs = list(toggles(whole))[:2]
    page = Page(f"/{list_}/?" + "&".join(f"compare={slug}" for slug in slugs))
    assert page.counted == whole.counted
    assert page.rows == whole.rows
    assert page.problems == []
    assert {label: [v[0] for v in values] for label, values in page.facets().items()} == {
        label: [v[0] for v in values] for label, values in whole.facets().items()
    }


@pytest.mark.parametrize("list_", LISTS)
def test_what_is_unknown_is_left_out_and_the_first_four_count(list_):
    slugs = list(toggles(Page(f"/{list_}/")))[:6]
    ugly = ["atlantis", "%00", "%FF", "", "a" * 3000, slugs[0]]
    query = "&".join(f"compare={value}" for value in [*ugly, *slugs, slugs[1]])
    page = Page(f"/{list_}/?{query}")
    assert page.status == 200
    assert page.problems == []
    assert len(bar(page)) == 4
    assert set(toggles(page)) == set(slugs[:4])
    many = "&".join(f"compare=x{number}" for number in range(900))
    assert Page(f"/{list_}/?{many}").status == 200


def test_lists_and_pages_of_what_is_not_compared_have_no_such_links():
    slug = next(iter(toggles(Page("/summaries/"))))
    city = next(iter(toggles(Page("/cities/"))))
    for url in ("/", "/pilots/", "/activities/", "/organisations/", "/sdgs/", "/urban-agenda/",
                f"/summaries/{slug}/", f"/cities/{city}/"):  # fmt: skip
        page = Page(f"{url}?compare={slug}")
        assert not toggles(page), url
        assert not bar(page), url


@pytest.mark.parametrize(("list_", "kind"), LISTS.items())
def test_the_page_of_a_record_leads_to_what_it_can_be_compared_with(list_, kind):
    slug = next(iter(toggles(Page(f"/{list_}/"))))
    page = Page(f"/{list_}/{slug}/")
    assert f"/compare/?{kind}={slug}" in page.links


@pytest.mark.parametrize(("list_", "more"), [("cities", 1), ("themes", 1), ("summaries", 1)])
def test_what_is_put_aside_costs_one_query(list_, more):
    def queries(url: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            Client().get(url)
        return len(captured)

    slugs = list(toggles(Page(f"/{list_}/")))[:4]
    plain = queries(f"/{list_}/")
    for number in (1, 4):
        query = "&".join(f"compare={slug}" for slug in slugs[:number])
        assert queries(f"/{list_}/?{query}") == plain + more
