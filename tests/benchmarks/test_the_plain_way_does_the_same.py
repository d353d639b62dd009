"""What the portal is measured against answers with the same records and the same numbers."""

import pytest
from django.test import override_settings

from benchmarks.world import SOUGHT
from tests.universe.page import Page

pytestmark = pytest.mark.usefixtures("small_world", "db")

ADDRESSES = [
    "/pilots/",
    "/pilots/?page=2",
    "/pilots/?theme=term-0",
    "/pilots/?theme=term-0&city=city-0",
    "/pilots/?city=city-1&kind=park&kind=office&kind=event",
    "/pilots/?country=CN&sdg=1",
    "/pilots/?summary=summary-0&topic=term-0",
    "/pilots/?organisation=organisation-0&year=2019&year=2020&year=2021",
    f"/pilots/?q={SOUGHT}",
    "/pilots/?q=green+city&sort=-title",  # by date it leaves open what comes first of one day
]


def numbers(page: Page) -> dict[str, str]:
    """What stands beside each value of each facet that any record has."""
    values = page.root.find("a", class_="facet-value")
    counts = {value.attributes["id"]: value.find(class_="facet-count")[0].text for value in values}
    return {name: count for name, count in counts.items() if count != "0"}


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_shows_the_rows_and_the_numbers_of_the_portal(address: str) -> None:
    ours = Page(address)
    with override_settings(ROOT_URLCONF="benchmarks.plain.urls"):
        plain = Page(address)
    assert type(plain.response.context["view"]) is not type(ours.response.context["view"])
    assert ours.rows
    assert plain.rows == ours.rows
    assert plain.counted == ours.counted
    assert numbers(plain) == numbers(ours)
