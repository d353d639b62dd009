"""The cities of a side are those that its cell means, whatever is between them."""

import pytest

from tests.reading.records.world import ALBA, BREST, CADIZ, DALIAN, ENSHI, KNOWN, side
from ucap.reading.records import sides
from ucap.reading.records.known import Known, Named


@pytest.mark.parametrize(
    ("printed", "keys"),
    [
        ("Alba", [ALBA]),
        ("Alba, Brest, Cádiz", [ALBA, BREST, CADIZ]),
        ("Alba, Brest Cadiz", [ALBA, BREST, CADIZ]),
        ("Dalian (CN), Enshi (CN),", [DALIAN, ENSHI]),
        ("Alba,\nBrest", [ALBA, BREST]),
        ("Alba and Brest", [ALBA, BREST]),
        ("大连 Dalian", [DALIAN]),
        ("Dalian (大连) / Enshi", [DALIAN, ENSHI]),
        ("大连 Dalian, 恩施 Enshi", [DALIAN, ENSHI]),
        ("大连 Dalian 恩施 Enshi", [DALIAN, ENSHI]),
        ("大连 Dairen", [DALIAN]),
        ("Dalian, China", [DALIAN]),
        ("Alba, Alba Pompeia", [ALBA]),
        ("N/A", []),
        ("", []),
    ],
)
def test_known_cities_are_read(printed: str, keys: list[int]) -> None:
    found = sides.cities(printed, "", KNOWN)
    assert [city.key for city in found] == keys


def test_a_new_city_has_its_name_in_latin_letters_and_the_country_printed() -> None:
    new, other, known = sides.cities("濮阳 Puyang, Faro (PT), Dalian", "China", KNOWN)
    assert (new.printed, new.key, new.country) == ("Puyang", None, "CN")
    assert (other.printed, other.key, other.country) == ("Faro", None, "PT")
    assert (known.key, known.country) == (DALIAN, "CN")


def test_no_country_is_made_up_where_several_are_printed() -> None:
    (new,) = sides.cities("Faro", "Portugal, Spain", KNOWN)
    assert new.country == ""


@pytest.mark.parametrize(
    ("printed", "countries", "found"),
    [
        ("Wuhu (芜湖), China", "", [("Wuhu", "CN")]),
        ("Lens, Pau, France", "", [("Lens", "FR"), ("Pau", "FR")]),
        ("Lens, France / Ulm, Germany", "", [("Lens", "FR"), ("Ulm", "DE")]),
        ("Ulm (Germany) & Lens (France)", "", [("Ulm", "DE"), ("Lens", "FR")]),
        ("Faro, Portugal", "Portugal", [("Faro", "")]),
        ("China", "", [("China", "")]),  # with no city before it, it is all that there is
    ],
)
def test_a_country_behind_a_city_is_no_city(
    printed: str, countries: str, found: list[tuple[str, str]]
) -> None:
    new = sides.cities(printed, countries, KNOWN)
    assert [(city.printed, city.country) for city in new] == found


def test_the_country_in_brackets_tells_cities_of_one_name_apart() -> None:
    known = Known(
        cities=(Named(1, "a", "Brest", country="FR"), Named(2, "b", "Brest", country="BY"))
    )
    (city,) = sides.cities("Brest (BY)", "", known)
    assert sides.cities("Brest, BY", "", known) == [city]
    assert (city.key, city.others, city.sure) == (2, (1,), 1)


def test_figures_are_read() -> None:
    drafted = sides.side(side("Alba", population="31'000 (2018)", size="54,5 km²"), KNOWN)
    assert (drafted.population, drafted.area_km2) == (31_000, 54.5)


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("China", ["CN"]),
        ("P.R. China", ["CN"]),
        ("Italy, Spain and France", ["IT", "ES", "FR"]),
        ("Portugal", []),
    ],
)
def test_countries_are_read(printed: str, codes: list[str]) -> None:
    assert [country.country for country in sides.countries(printed, KNOWN)] == codes
