"""The page of a city: its figures, its terms, and who else is in what it did."""

from decimal import Decimal

import pytest

from cities.figures import restates
from cities.models import City
from pilots.models import Activity
from tests.universe import world
from tests.universe.oracle import Oracle
from tests.universe.page import Node, Page
from ucap.summaries.models import Summary, SummarySide


@pytest.mark.parametrize(
    ("printed", "number", "same"),
    [
        ("236 000", 236000, True),
        ("236,000", 236000, True),
        ("21,473km²", Decimal("21473.00"), True),
        ("88 km2", Decimal(88), True),
        ("3119.5 km²", Decimal("3119.50"), True),
        ("100", Decimal("100.00"), True),
        ("6,67mio", 6670000, False),
        ("2,3million", 2300000, False),
        ("2,147 km²", Decimal("2.147"), False),
        ("about 500 000", 500000, False),
        ("N/A", None, False),
        ("", 7, False),
    ],
)
def test_a_figure_restates_what_is_printed_where_only_spaces_commas_and_the_unit_differ(
    printed, number, same
):
    assert restates(printed, number) is same


def facts(page: Page) -> dict[str, Node]:
    """What stands beside each name in the list of facts at the top."""
    (box,) = page.root.find("dl", class_="record-facts")
    names = [name.text for name in box.find("dt")]
    return dict(zip(names, box.find("dd"), strict=True))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [1, 2])
def test_themes_and_goals_are_those_by_which_the_list_finds_the_city(seed):
    world.build(seed, summaries=8)
    seen = {"theme": 0, "sdg": 0}
    for row in Oracle().lists["cities"]:
        found = facts(Page(f"/cities/{row.slug}/"))
        for name, label in (
            ("theme", "Themes of its summaries, activities and pilots"),
            ("sdg", "SDGs of its summaries"),
        ):
            links = found[label].find("a") if label in found else []
            shown = [link.attributes["href"].rstrip("/").rpartition("/")[2] for link in links]
            assert len(set(shown)) == len(shown)
            assert set(shown) == {str(value) for value in row.values[name]}
            seen[name] += len(shown)
    assert all(seen.values())


def side_alone(**figures) -> SummarySide:
    """A side of a published summary on which one city stands alone, with these figures."""
    world.build(1, summaries=3)
    side = Summary.objects.published().earliest("pk").sides.get(column=1)
    side.city_links.all().delete()
    side.city_links.create(city=City.objects.earliest("pk"), position=1)
    SummarySide.objects.filter(pk=side.pk).update(**figures)
    return side


FIGURES = {
    "population": 2300000,
    "population_printed": "2,3million",
    "area_km2": 88,
    "size_printed": "88 km²",
}


@pytest.mark.django_db
def test_a_figure_is_read_first_and_printed_beside_it_only_where_that_says_it_otherwise():
    side = side_alone(**FIGURES)
    city, other = City.objects.earliest("pk"), City.objects.shown().latest("pk")
    whole = Page(f"/cities/{city.slug}/").html
    assert "2,300,000" in whole
    assert "printed “2,3million”" in whole
    assert "printed “88 km²”" not in whole
    table = Page(f"/compare/?city={city.slug}&city={other.slug}").root.find("table")[0]
    cells = {row.find("th")[0].text: row.find("td") for row in table.find("tr")[1:]}
    name = side.summary.short_title
    told = " ".join(cells["Population"][0].text.split())
    assert f"2,300,000 printed “2,3million” · {name}" in told
    assert f"88 km² {name}" in " ".join(cells["Area"][0].text.split())


@pytest.mark.django_db
def test_the_summary_says_how_a_figure_is_read_only_where_it_is_printed_otherwise():
    side = side_alone(**FIGURES)
    (table,) = Page(side.summary.get_absolute_url()).root.find("table", class_="sides")
    assert "2,3million = 2,300,000" in table.text
    assert "= 88" not in table.text


@pytest.mark.django_db
def test_a_source_that_ends_in_a_full_stop_has_no_second_one():
    side = side_alone(**FIGURES)
    side.summary.notes.create(slug="why", part="size", oddity="Odd.", source="They say so.")
    for url in (f"/cities/{City.objects.earliest('pk').slug}/", side.summary.get_absolute_url()):
        html = Page(url).html
        assert "Source: They say so." in html
        assert "so.." not in html


def told_beside(activity: Activity, city: City) -> str:
    """Which other cities are in `activity`, as the page of `city` says it."""
    (table,) = Page(f"/cities/{city.slug}/").root.find("table", class_="stacked")
    (row,) = [r for r in table.find("tr") if r.find("a", href=activity.get_absolute_url())]
    return " ".join(row.find("td")[-1].text.split())


@pytest.mark.django_db
def test_the_other_cities_in_an_activity_are_parted_by_commas():
    world.build(1, summaries=3)
    activity = Activity.objects.published().earliest("pk")
    activity.city_links.all().delete()
    first, second, third = City.objects.all()[:3]
    for city in (first, second, third):
        activity.city_links.create(city=city)
    for city in (first, second, third):
        others = [str(c) for c in (first, second, third) if c != city]
        assert sorted(told_beside(activity, city).split(", ")) == sorted(others)
    activity.city_links.exclude(city=first).delete()
    assert told_beside(activity, first) == "–"
