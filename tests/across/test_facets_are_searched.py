"""Beyond the most frequent values of a facet, there are the others, by a part of their name."""

import pytest
from django.test import Client

from browse import filtersets
from browse.index.keeping import KEEPER
from cities.models import City
from pilots.models import PilotProject
from pilots.views.pilots import PilotListView
from tests.universe import world
from tests.universe.page import Page

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def few_are_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A world of many cities, of which facets offer three."""
    world.build(7, summaries=12)
    monkeypatch.setattr(filtersets, "FACET_LIMIT", 3)


def cities(page: Page) -> dict[str, int]:
    """What the facet of cities offers: name and number."""
    return {
        link.find("span", class_="facet-label")[0].text.partition("(")[0]: int(
            link.find("span", class_="facet-count")[0].text
        )
        for link in page.root.find("details", id="facet-city")[0].find("a", class_="facet-value")
    }


@pytest.mark.parametrize("indexed", [False, True], ids=["by the database", "in memory"])
def test_a_part_of_a_name_finds_the_values_that_have_it(indexed: bool) -> None:
    counts = {
        city: PilotProject.objects.published().filter(city_links__city=city).distinct().count()
        for city in City.objects.all()
    }
    rare, number = min(
        ((city, n) for city, n in counts.items() if n), key=lambda pair: (pair[1], pair[0].pk)
    )
    City.objects.filter(pk=rare.pk).update(name="Qwertz", other_names="Überäll")
    if indexed:
        KEEPER.make(PilotListView)
    page = Page("/pilots/")
    assert len(cities(page)) == 3
    assert "Qwertz" not in cities(page)
    assert f"and {sum(map(bool, counts.values())) - 3} more" in page.root.text
    assert page.root.find("input", id="find-city")

    for text in ("QWER", "wertz", "uberall", "%C3%9CBER"):
        assert cities(Page(f"/pilots/?find-city={text}")) == {"Qwertz": number}


def test_what_is_chosen_stays_and_the_rest_of_the_address_is_kept() -> None:
    pilot = PilotProject.objects.published().filter(city_links__isnull=False).earliest("pk")
    city = pilot.city_links.earliest("pk").city
    page = Page(f"/pilots/?city={city.slug}&sort=-title&find-city=zzz")
    assert list(cities(page)) == [city.name]
    assert "None here has “zzz” in its name." in page.root.text
    (form,) = page.root.find("form", class_="facet-find")
    hidden = {
        (f.attributes["name"], f.attributes["value"]) for f in form.find("input", type="hidden")
    }
    assert hidden == {("city", city.slug), ("sort", "-title")}
    assert page.root.find("a", id="frequent-city")[0].attributes["href"] == (
        f"?city={city.slug}&sort=-title"
    )


@pytest.mark.parametrize("text", ["%00", "<script>", "%", "_", "a" * 5000, "", "%F0"])
def test_anything_may_be_looked_for(text: str) -> None:
    assert Client().get(f"/pilots/?find-city={text}&find-kind=x&find-year=x").status_code == 200
