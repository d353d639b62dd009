"""What the pages of records tell programs, in the words of schema.org."""

from decimal import Decimal

import pytest
from rdflib import RDF

from cities.models import SDG, City
from tests.api.linked.reading import HOST, SCHEMA, blocks, graph, paths, text, thing
from tests.universe.page import Page
from ucap.summaries.models import Summary


@pytest.fixture
def told(seeded, db):
    """The triples of the page at a path."""
    return lambda path: graph(Page(path))


def test_a_city_says_where_it_is_and_what_else_it_is_called(told):
    found = told("/cities/kunming/")
    city = thing("/cities/kunming/")
    assert found.value(city, RDF.type) == SCHEMA.City
    assert "昆明" in map(str, found.objects(city, SCHEMA.alternateName))
    place = found.value(city, SCHEMA.geo)
    record = City.objects.get(slug="kunming")
    for name in ("latitude", "longitude"):
        assert Decimal(str(found.value(place, SCHEMA[name]))) == getattr(record, name)
    country = found.value(city, SCHEMA.containedInPlace)
    assert str(found.value(country, SCHEMA.identifier)) == "CN"


def test_a_university_is_one_and_its_seat_is_known(told):
    path = "/organisations/university-of-granada/"
    found = told(path)
    assert found.value(thing(path), RDF.type) == SCHEMA.CollegeOrUniversity
    assert paths(found.objects(thing(path), SCHEMA.location)) == {"/cities/granada/"}


def test_every_record_says_which_summaries_it_is_taken_from(told):
    for path in (
        "/cities/granada/",
        "/pilots/ongranada-representative-offices/",
        "/themes/life-sciences-and-healthy-city/",
        "/sdgs/11/",
    ):
        found = told(path)
        assert "/summaries/granada/" in paths(found.objects(thing(path), SCHEMA.subjectOf)), path
        page = thing(f"{path}#page")
        assert "/summaries/granada/" in paths(found.objects(page, SCHEMA.isBasedOn)), path
        assert paths(found.objects(page, SCHEMA.mainEntity)) == {path}


def test_a_summary_is_a_report_on_its_period_its_cities_and_its_terms(told):
    path = "/summaries/granada/"
    found, record = told(path), Summary.objects.get(slug="granada")
    assert found.value(thing(path), RDF.type) == SCHEMA.Report
    months = [f"{day:%Y-%m}" for day in (record.period_start, record.period_end)]
    assert text(found, path, "temporalCoverage") == "/".join(months)
    assert "/cities/granada/" in paths(found.objects(thing(path), SCHEMA.spatialCoverage))
    terms = paths(found.objects(thing(path), SCHEMA.about))
    assert {f"/sdgs/{goal.number}/" for goal in record.sdgs.all()} <= terms


def test_a_goal_is_a_term_of_its_list_under_its_number(told):
    found = told("/sdgs/11/")
    assert text(found, "/sdgs/11/", "termCode") == "11"
    assert text(found, "/sdgs/11/", "name") == SDG.objects.get(number=11).title
    whole = found.value(thing("/sdgs/11/"), SCHEMA.inDefinedTermSet)
    assert found.value(whole, SCHEMA.url, any=False).endswith("/sdgs/")


def test_every_record_stands_below_its_list(told):
    document = blocks(Page("/pilots/ongranada-representative-offices/"))[0]
    (way,) = (node for node in document["@graph"] if node["@type"] == "BreadcrumbList")
    steps = [(step["position"], step["item"]) for step in way["itemListElement"]]
    assert steps == [
        (1, f"{HOST}/"),
        (2, f"{HOST}/pilots/"),
        (3, f"{HOST}/pilots/ongranada-representative-offices/"),
    ]
