"""Lists of the machine interface give what the pages give, and say what was wrong."""

from typing import Any

import pytest
from django.http import QueryDict

from tests.api.v1.asking import answer, everything
from ucap.api.listings import LISTINGS
from ucap.api.v1.records import KINDS

pytestmark = pytest.mark.usefixtures("seeded", "db")

ASKED = [
    *(f"{name}/" for name in KINDS),
    "pilots/?city=granada&city=kunming&match=city",
    "pilots/?theme=life-sciences-and-healthy-city&sort=-citations",
    "activities/?from=2020-04&to=2020-04",
    "activities/?city=kunming&role=venue&sort=-date&page_size=3",
    "organisations/?kind=university&country=es",
    "summaries/?sdg=11&kind=thematic-cluster",
    "cities/?organisation=university-of-granada",
    "themes/?sort=-name",
]


@pytest.mark.parametrize("url", ASKED)
def test_a_list_gives_the_records_of_its_page_in_its_order(url: str) -> None:
    name, _slash, rest = url.partition("/")
    listing = LISTINGS[name]
    filterset = listing.filterset(QueryDict(rest.removeprefix("?")))
    expected = [str(getattr(record, listing.key)) for record in filterset.qs]
    found = everything(url)
    assert [record["slug"] for record in found] == expected
    assert answer(url)["count"] == len(expected) > 0
    for record in found:
        assert record["url"].startswith("http://testserver/")
        assert record.get("title") or record["name"]
        assert record["last_modified"]


@pytest.mark.parametrize("name", ["pilots", "activities", "summaries", "cities", "organisations"])
def test_facets_are_those_of_the_page(name: str) -> None:
    asked = "country=ES"
    told = answer(f"{name}/?{asked}&facets=1")["facets"]
    facets = LISTINGS[name].filterset(QueryDict(asked)).facets
    assert {facet.name for facet in facets} == set(told)
    for facet in facets:
        shown = [(v.value, v.label, v.count, v.selected) for v in facet.values]
        assert [tuple(value.values()) for value in told[facet.name]["values"]] == shown
        assert told[facet.name]["more"] == facet.more
    assert any(v["selected"] for v in told["country"]["values"])


def test_there_are_no_facets_unless_asked_for() -> None:
    assert "facets" not in answer("pilots/")
    assert "facets" not in answer("pilots/?facets=0")


def test_pages_lead_on_and_back() -> None:
    first = answer("pilots/?page_size=10&city=granada")
    assert first["previous"] is None
    assert "city=granada" in first["next"]
    second = answer(first["next"].removeprefix("http://testserver/api/v1/"))
    assert second["results"][0]["slug"] not in {record["slug"] for record in first["results"]}
    assert second["next"] is None
    assert answer("pilots/?q=nosuchword") == {
        "count": 0,
        "next": None,
        "previous": None,
        "results": [],
    }


@pytest.mark.parametrize(
    "asked", ["fields=slug,title,cities", "fields=slug&fields=title&fields=cities,slug"]
)
def test_fields_leaves_out_all_others(asked: str) -> None:
    for record in answer(f"pilots/?{asked}")["results"]:
        assert set(record) == {"slug", "title", "cities"}


@pytest.mark.parametrize(
    ("url", "parameter", "nearest"),
    [
        ("pilots/?city=granda", "city", "granada"),
        ("pilots/?city=atlantis", "city", None),
        ("pilots/?theme=xyz", "theme", None),
        ("activities/?kind=meting", "kind", "meeting"),
        ("activities/?year=20", "year", ""),
        ("activities/?from=2020-13", "from", ""),
        ("activities/?from=2020-05&to=2020-04", "from", ""),
        ("activities/?role=guest", "role", "venue"),
        ("cities/?country=XX", "country", None),
        ("cities/?sdg=18", "sdg", None),
        ("pilots/?sort=price", "sort", "-title"),
        ("pilots/?match=town", "match", "city"),
        ("pilots/?citty=granada", "citty", "city"),
        ("pilots/?compare=granada", "compare", None),
        ("pilots/?format=xml", "format", None),
        ("themes/?q=x", "q", None),
        ("pilots/?page=0", "page", "1"),
        ("pilots/?page=x", "page", "1"),
        ("pilots/?page=77", "page", "2"),
        ("pilots/?page_size=1000", "page_size", "100"),
        ("pilots/?facets=yes", "facets", "1"),
        ("pilots/?fields=slug,titel", "fields", "title"),
        ("cities/granada/?city=x", "city", "fields"),
    ],
)
def test_what_is_not_understood_is_refused_with_what_would_be(
    url: str, parameter: str, nearest: str | None
) -> None:
    (mistake,) = answer(url, 400)["errors"][parameter]
    assert mistake["message"]
    if nearest is None:
        assert mistake["nearest"]
    elif nearest:
        assert nearest in mistake["nearest"]
    else:
        assert mistake["nearest"] == []


def test_all_that_is_wrong_is_told_at_once() -> None:
    told: dict[str, Any] = answer("pilots/?city=granda&city=romme&year=x&planet=mars", 400)
    assert set(told["errors"]) == {"city", "year", "planet"}
    assert len(told["errors"]["city"]) == 2
