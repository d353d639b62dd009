"""The matrix as a pure function: order, shades, links; and what the sentences say of it."""

from collections.abc import Sequence

import pytest

from ucap.across.matrix.axes import VIEWS
from ucap.across.matrix.sentences import sentences
from ucap.across.matrix.table import LEVELS, Head, Table, Totals, foremost, shade, spread, table


def heads(*names: str) -> list[Head]:
    return [Head(name, name.lower(), name) for name in names]


def made(
    rows: Sequence[str], columns: Sequence[str], numbers: dict[tuple[str, str], int], **options
) -> Table:
    """A matrix of one-letter values without totals."""
    none = Totals({}, {}, 0)
    return table(
        heads(*rows),
        heads(*columns),
        numbers,
        none,
        lambda row, column: f"{row and row.key}/{column and column.key}",
        **options,
    )


def said(view: str, matrix: Table, name: str = "pilots") -> list[str]:
    return sentences(next(one for one in VIEWS if one.name == view), matrix, name)


def test_cells_stand_in_the_order_of_the_heads_and_gaps_are_not_linked() -> None:
    matrix = made("BA", "XY", {("A", "X"): 3, ("B", "Y"): 1})
    assert [[cell.count for cell in row.cells] for row in matrix.rows] == [[0, 1], [3, 0]]
    assert [[cell.url for cell in row.cells] for row in matrix.rows] == [["", "B/Y"], ["A/X", ""]]
    assert [row.spread for row in matrix.rows] == [1, 1]


def test_totals_lead_to_all_of_a_row_a_column_and_everything() -> None:
    totals = Totals({"A": 4}, {"X": 5}, 6)
    matrix = table(heads("A"), heads("X"), {}, totals, lambda row, column: f"{row}{column}" or "-")
    assert matrix.rows[0].total.count == 4
    assert matrix.columns[0].total.count == 5
    assert (matrix.total.count, matrix.total.url) == (6, "NoneNone")


@pytest.mark.parametrize("most", [1, 2, 3, 5, 9, 100])
def test_shades_grow_with_the_number_and_none_is_no_shade(most: int) -> None:
    levels = [shade(count, most) for count in range(most + 1)]
    assert levels == sorted(levels)
    assert levels[0] == 0
    assert levels[1] >= 1
    assert max(levels) <= LEVELS


def test_a_single_record_is_no_dark_cell() -> None:
    assert shade(1, 1) == 1
    assert shade(100, 100) == LEVELS


def test_what_a_value_has_with_itself_is_no_measure_for_the_others() -> None:
    numbers = {("A", "A"): 50, ("A", "B"): 2, ("B", "A"): 2, ("B", "B"): 9}
    matrix = made("AB", "AB", numbers, mirrored=True)
    (alone, shared), _second = (row.cells for row in matrix.rows)
    assert (alone.itself, alone.shade, alone.count) == (True, 0, 50)
    assert shared.shade == shade(2, 2)
    assert [(one.key, other.key, n) for one, other, n in matrix.pairs()] == [("A", "B", 2)]


def test_the_foremost_keep_their_order_or_stand_by_number_ties_in_order() -> None:
    ranks = [{"A": 1, "B": 3, "C": 3}]
    assert [h.key for h in foremost(heads(*"ABCD"), ranks, 3, reorder=True)] == ["B", "C", "A"]
    assert [h.key for h in foremost(heads(*"ABCD"), ranks, 3, reorder=False)] == ["A", "B", "C"]
    more = [*ranks, {"C": 1}]
    assert [h.key for h in foremost(heads(*"ABCD"), more, 2, reorder=True)] == ["C", "B"]


def test_spread_counts_the_columns_of_a_row() -> None:
    assert spread({("A", "X"): 3, ("A", "Y"): 1, ("B", "X"): 0}) == {"A": 2}


def test_it_says_which_two_have_most_in_common() -> None:
    assert said("city-city", made("AB", "XY", {("A", "X"): 9, ("B", "Y"): 1})) == [
        "Most in common (9 pilots): A with X.",
        "2 of 4 pairs have no pilot in common.",
    ]


def test_it_tells_ties_and_how_many_there_are_beyond_the_first_few() -> None:
    everywhere = {(row, column): 1 for row in "ABC" for column in "XY"}
    assert said("city-theme", made("ABC", "XY", everywhere), "activities") == [
        "Most in common (1 activity each): A with X; A with Y; B with X; B with Y; 2 more."
    ]


def test_it_says_in_which_year_a_theme_has_nothing() -> None:
    matrix = made("AB", ["2019", "2020"], {("A", "2019"): 2, ("B", "2020"): 1})
    assert said("theme-year", matrix, "activities") == [
        "No activity in 2019: B.",
        "No activity in 2020: A.",
        "Most (2 activities): A in 2019.",
    ]


def test_it_says_who_has_most_sdgs_with_ties() -> None:
    numbers = {("A", "X"): 2, ("A", "Y"): 1, ("B", "X"): 1, ("B", "Y"): 1, ("C", "X"): 1}
    assert said("city-sdg", made("ABC", "XY", numbers), "summaries") == [
        "Most SDGs (2 each): A; B.",
        "Most in common (2 summaries): A with X.",
        "1 of 6 pairs have no summary in common.",
    ]


def test_it_says_nothing_of_nothing() -> None:
    for view in VIEWS:
        assert said(view.name, made("AB", "XY", {})) == []
