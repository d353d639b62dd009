"""The matrix of a world that nobody wrote by hand is what a slow count gives, drafts left out."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.across.matrix.reading import VIEWS, Matrix, address, sides, together
from tests.thorough import examples
from tests.universe import world
from tests.universe.oracle import Oracle

WORLDS = settings(
    max_examples=examples(4),
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)


def questions(oracle: Oracle, counted: str, parameters: tuple[str, str]) -> st.SearchStrategy:
    """Filters that are no axis of the matrix, mostly none."""
    names = sorted({"country", "sdg", "theme", "topic"} - set(parameters))

    def values(name: str) -> st.SearchStrategy:
        known = sorted(oracle.known[counted][name])
        return st.lists(st.sampled_from(known), min_size=1, max_size=2, unique=True)

    return st.sampled_from(names).flatmap(
        lambda name: st.one_of(st.just({}), st.fixed_dictionaries({name: values(name)}))
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("view", "counted"), VIEWS)
@WORLDS
@given(seed=st.integers(0, 10_000), data=st.data())
def test_the_numbers_and_the_sides_are_what_a_slow_count_gives(
    view: str, counted: str, seed: int, data: Any
) -> None:
    with transaction.atomic():
        world.build(seed, summaries=7)
        oracle = Oracle()
        parameters = VIEWS[view, counted]
        question = data.draw(questions(oracle, counted, parameters))
        matrix = Matrix(address(view, counted, question))
        whole = len(oracle.selected(counted, together(counted, parameters, question, "", "")))
        rows, columns = sides(oracle, view, counted, question)
        if not (whole and rows and columns):
            assert not matrix.cells
        else:
            assert matrix.total.count == whole
            assert (set(matrix.rows), set(matrix.columns)) == (rows, columns)
            ends = {**matrix.cells}
            ends |= {(row, ""): total for row, total in matrix.rows.items()}
            ends |= {("", column): total for column, total in matrix.columns.items()}
            for (row, column), cell in ends.items():
                asked = together(counted, parameters, question, row, column)
                assert cell.count == len(oracle.selected(counted, asked)), (row, column)
        transaction.set_rollback(True)
