"""What is marked as printed stands in the document, to the letter."""

import hashlib
import re

import pytest

from tests.data.transcript import by_slug, document, entries, plain, shared

SUMMARIES = by_slug("summaries.summary")
LABELS = {"summaries.summarytheme", "summaries.summarysdg", "summaries.summarytopic"}
FIGURES = {
    "6,67mio": 6670000,
    "21,473km²": 21473,
    "2,3million": 2300000,
    "3146km²": 3146,
    "236 000": 236000,
    "88 km²": 88,
    "N/A": None,
}


def squeezed(text: str) -> str:
    """Text without any space, so that a line break in a cell makes no difference."""
    return re.sub(r"\s|km2", "", plain(text).replace("km²", "km2"))


def test_no_label_is_empty():
    for entry in entries():
        if entry.model in LABELS:
            assert entry["label_printed"].strip(), entry


def test_no_cell_of_a_side_is_empty():
    for side in entries("summaries.summaryside"):
        for name in ("cities", "province", "country", "population", "size"):
            assert side[f"{name}_printed"].strip(), side


def test_every_figure_is_stored_beside_its_printed_form():
    for side in entries("summaries.summaryside"):
        assert FIGURES[side["population_printed"]] == side.get("population", None), side
        assert FIGURES[side["size_printed"]] == side.get("area_km2", None), side


def test_the_figures_of_a_city_are_those_of_its_own_summary():
    cities = by_slug("cities.city")
    with_figures = {slug for slug, city in cities.items() if city.get("population")}
    assert with_figures == {"kunming", "haikou", "granada"}
    for side in entries("summaries.summaryside"):
        if side.get("population"):
            city = cities[side["summary"][0]]
            assert (city["population"], city["area_km2"]) == (side["population"], side["area_km2"])
            assert side["population_printed"] in city["figures_source"]


def test_each_summary_has_two_sides_and_counts_its_cities_from_one():
    for slug in SUMMARIES:
        sides = [s["column"] for s in entries("summaries.summaryside") if s["summary"] == [slug]]
        assert sides == [1, 2]
        for column in sides:
            rows = [r for r in entries("summaries.summarycity") if r["side"] == [slug, column]]
            assert [row["position"] for row in rows] == list(range(1, len(rows) + 1))


def test_the_cities_of_a_side_are_those_printed_in_their_order():
    names = {slug: city["name"] for slug, city in by_slug("cities.city").items()}
    for side in entries("summaries.summaryside"):
        key = [side["summary"][0], side["column"]]
        linked = [names[r["city"][0]] for r in entries("summaries.summarycity") if r["side"] == key]
        assert re.findall("|".join(names.values()), side["cities_printed"]) == linked, side


@pytest.mark.parametrize("slug", SUMMARIES)
def test_the_checksum_is_that_of_the_document(slug):
    summary = SUMMARIES[slug]
    data = shared(f"summaries/{summary['document_name']}").read_bytes()
    assert hashlib.sha256(data).hexdigest() == summary["document_sha256"]


@pytest.mark.parametrize("slug", SUMMARIES)
def test_printed_text_stands_in_the_document(slug):
    text = squeezed(document(SUMMARIES[slug]))
    summary = SUMMARIES[slug]
    printed = [summary["period_printed"], summary["contact_printed"]]
    for entry in entries():
        if entry.get("summary") == [slug]:
            printed += [v for k, v in entry.fields.items() if k.endswith("_printed")]
            printed += [entry.get("heading"), entry.get("dates_told")]
            printed += entry.get("unnamed_groups").split(";")
    assert [piece for piece in printed if squeezed(piece) not in text] == []


def test_names_of_organisations_stand_in_a_document_that_cites_the_record():
    texts = {slug: squeezed(document(summary)) for slug, summary in SUMMARIES.items()}
    for kind in ("activity", "pilot"):
        for row in entries(f"pilots.{kind}organisation"):
            citing = [
                texts[citation["summary"][0]]
                for citation in entries(f"summaries.{kind}citation")
                if citation[kind] == row[kind]
            ]
            for piece in row["name_printed"].split(";"):
                assert any(squeezed(piece) in text for text in citing), row
