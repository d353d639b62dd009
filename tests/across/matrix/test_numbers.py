"""Every number of the matrix is the length of the list that it leads to, gaps included."""

import re
from functools import cache
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from tests.across.matrix.reading import VIEWS, Matrix, address, same_question, together

COUNT = re.compile(r'id="count" tabindex="-1">(\d+) of ')
OF_PARTICIPANTS = ("city-theme", "activities")
COMBINATIONS: list[dict[str, list[str]]] = [
    {},
    {"theme": ["culture-tourism-and-education"], "country": ["ES", "IT"], "match": ["country"]},
    {"city": ["granada", "kunming"], "match": ["city", "sdg"], "sdg": ["3", "11"]},
]


@pytest.fixture(scope="module")
def length(seeded: None, django_db_blocker: Any) -> Any:
    """How long the list at an address is; each is asked for once."""

    @cache
    def asked(url: str) -> int:
        found = COUNT.search(Client().get(url).content.decode())
        assert found, url
        return int(found[1])

    return asked


@pytest.mark.parametrize(
    "question",
    [COMBINATIONS[0], *(pytest.param(one, marks=pytest.mark.slow) for one in COMBINATIONS[1:])],
)
@pytest.mark.parametrize(("view", "counted"), VIEWS)
def test_every_cell_and_total_leads_to_as_many_records_as_it_says(
    view: str, counted: str, question: dict, length: Any, db: None
) -> None:
    parameters = VIEWS[view, counted]
    matrix = Matrix(address(view, counted, question))
    assert matrix.cells
    ends = [(row, column, cell) for (row, column), cell in matrix.cells.items()]
    ends += [(row, "", total) for row, total in matrix.rows.items()]
    ends += [("", column, total) for column, total in matrix.columns.items()]
    for row, column, cell in [*ends, ("", "", matrix.total)]:
        asked = together(counted, parameters, question, row, column)
        assert bool(cell.url) == bool(cell.count)
        if cell.url:
            assert same_question(cell.url, counted, asked), cell.url
        url = cell.url or f"/{counted}/?{urlencode(asked, doseq=True)}"
        assert cell.count == length(url), url
    asked = question | {"role": ["participant"]} if (view, counted) == OF_PARTICIPANTS else question
    assert matrix.page.counted[0] == length(f"/{counted}/?{urlencode(asked, doseq=True)}")


def test_in_the_matrix_of_sdgs_a_row_says_in_how_many_it_stands_most_first(
    seeded: None, db: None
) -> None:
    matrix = Matrix("/matrix/?view=city-sdg")
    for row, spread in matrix.spread.items():
        assert spread == sum(
            1 for (name, _goal), n in matrix.cells.items() if name == row and n.count
        )
    assert list(matrix.spread.values()) == sorted(matrix.spread.values(), reverse=True)
    assert matrix.spread["granada"] == 4


def test_cities_that_are_partners_stand_there_without_a_number(seeded: None, db: None) -> None:
    matrix = Matrix("/matrix/?view=city-theme&theme=technology-innovation&q=incubation")
    assert matrix.rows["haikou"].count == 1
    assert {row for row, total in matrix.rows.items() if not total.count} >= {"nanjing", "yantai"}


def test_the_years_have_no_holes(seeded: None, db: None) -> None:
    matrix = Matrix("/matrix/?view=theme-year&theme=culture-tourism-and-education")
    years = [int(year) for year in matrix.columns]
    assert years == list(range(years[0], years[-1] + 1))
    assert list(matrix.rows) == ["culture-tourism-and-education"]
