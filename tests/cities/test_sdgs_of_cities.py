"""In how many SDGs a city is: the column of the list, its order, and where the number leads."""

import pytest
from django.db import transaction

from tests.universe import world
from tests.universe.oracle import Oracle
from tests.universe.page import Page

pytestmark = pytest.mark.django_db


def column(page: Page) -> dict[str, tuple[int, str]]:
    """(number of SDGs, where it leads) of each city on the page."""
    found = {}
    for row in page.root.find("tbody")[0].find("tr"):
        (head,) = row.find("th", scope="row")
        cell = row.find("td", class_="num")[0]
        slug = head.find("a")[0].attributes["href"].split("/")[2]
        url = cell.find("a")[0].attributes["href"] if cell.find("a") else ""
        found[slug] = (int(cell.text), url)
    return found


@pytest.mark.parametrize("seed", [1, 2])
def test_it_is_how_many_the_published_summaries_print_and_leads_to_them(seed: int) -> None:
    with transaction.atomic():
        world.build(seed, summaries=10)
        rows = {row.slug: len(row.values["sdg"]) for row in Oracle().lists["cities"]}
        shown = column(Page("/cities/?sort=-sdgs"))
        assert {slug: number for slug, (number, _url) in shown.items()} == rows
        numbers = [number for number, _url in shown.values()]
        assert numbers == sorted(numbers, reverse=True)
        for slug, (number, url) in shown.items():
            assert bool(url) == bool(number)
            if url:
                (table,) = Page(url).root.find("table", class_="matrix")
                (row,) = table.find("tbody")[0].find("tr")
                assert row.find("a")[0].attributes["href"] == f"/cities/{slug}/"
                assert int(row.find("td")[-1].text) == number
        transaction.set_rollback(True)


def test_it_can_be_ordered_both_ways() -> None:
    labels = {option.text for option in Page("/cities/").root.find("option")}
    assert {"Fewest SDGs", "Most SDGs"} <= labels
