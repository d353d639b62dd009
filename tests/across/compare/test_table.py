"""What compared things share, worked out without a database."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ucap.across.compare.held import Held
from ucap.across.compare.overlap import NAMED, Addresses, needed, overlap
from ucap.across.compare.sentence import connection, without_others
from ucap.across.compare.table import CELL_LIMIT, facts, row, shared

columns = st.lists(st.lists(st.integers(0, 20), max_size=25), min_size=2, max_size=4)


@given(columns)
def test_a_value_is_marked_exactly_where_every_column_has_it(found):
    line = row("Themes", "f", found)
    for values, cell in zip(found, line.cells, strict=True):
        for marked in cell.values:
            assert marked.shared == all(marked.value in column for column in found)
            assert marked.value in values


@given(columns)
def test_a_cell_shows_each_value_once_up_to_a_limit_and_says_how_many_more(found):
    for values, cell in zip(found, row("Themes", "f", found).cells, strict=True):
        shown = [marked.value for marked in cell.values]
        assert len(set(shown)) == len(shown) <= CELL_LIMIT
        assert len(shown) + cell.more == len(set(values))


@given(columns)
def test_what_is_shared_comes_first_in_every_cell(found):
    for cell in row("Themes", "f", found).cells:
        flags = [marked.shared for marked in cell.values]
        assert flags == sorted(flags, reverse=True)


def test_shared_values_stand_in_the_order_of_the_first_column():
    assert shared([[3, 1, 2], [2, 3, 4], [2, 9, 3]]) == [3, 2]
    assert shared([]) == []


def test_facts_are_never_marked_and_an_empty_row_is_no_row():
    assert not facts("Population", "f", [[], []])
    line = facts("Pilots", "f", [[4], [4]])
    assert line
    assert not any(marked.shared for cell in line.cells for marked in cell.values)


helds = st.integers(2, 4).flatmap(
    lambda number: st.builds(
        Held,
        st.just(list(range(number))),
        st.dictionaries(
            st.integers(100, 160),
            st.frozensets(st.integers(0, number - 1), min_size=1),
            max_size=30,
        ),
    )
)


@given(helds)
def test_every_record_is_together_partly_together_or_with_one_and_only_one_of_it(held):
    piles = [held.together, held.partly, *(held.without_others(key) for key in held.keys)]
    every = [pk for pile in piles for pk in pile]
    assert sorted(every) == sorted(held.of)
    assert len(set(every)) == len(every)


@given(helds)
def test_pairs_count_what_two_have_whatever_the_others_have(held):
    assert len(held.pairs) == len(list(combinations(held.keys, 2)))
    for one, other, number in held.pairs:
        assert number == len([pk for pk, has in held.of.items() if one in has and other in has])
    numbers = [number for *_keys, number in held.pairs]
    assert numbers == sorted(numbers, reverse=True)


@pytest.mark.parametrize(("number", "more"), [(0, 0), (20, 0), (21, 1), (90, 70)])
def test_of_what_one_has_without_the_other_twenty_are_named_and_the_rest_counted(number, more):
    held = Held([1, 2], {pk: frozenset({1}) for pk in range(number)} | {99: frozenset({1, 2})})
    found = {pk: f"record {pk}" for pk in needed(held)}
    at = Addresses("pilots", "city", {1: "rome", 2: "yantai"})
    rome, yantai = overlap(held, found, {1: "Rome", 2: "Yantai"}, at).apart
    assert rome.without == "without Yantai"
    assert (rome.number, rome.total, rome.more) == (number, number + 1, more)
    assert rome.records == [f"record {pk}" for pk in range(min(number, NAMED))]
    assert (yantai.number, yantai.records, yantai.more) == (0, [], 0)


def test_of_two_the_other_is_named_and_of_more_they_are_the_others():
    assert without_others(1, {1: "Rome", 2: "Yantai"}) == "without Yantai"
    assert without_others(2, {1: "Rome", 2: "Yantai"}) == "without Rome"
    assert without_others(2, {1: "Rome", 2: "Yantai", 3: "Nice"}) == "without the others"


@pytest.mark.parametrize(
    ("kind", "names", "numbers", "told"),
    [
        (
            "city",
            ["Rome", "Yantai"],
            {"pilots": 3, "activities": 2, "summaries": 2},
            "Rome and Yantai: together in 3 pilots, 2 activities, 2 summaries",
        ),
        (
            "theme",
            ["A", "B", "C"],
            {"pilots": 1, "activities": 0, "summaries": 1},
            "A, B and C: all together in 1 pilot, no activity, 1 summary",
        ),
        (
            "summary",
            ["Granada", "Culture"],
            {"pilots": 0, "activities": 12},
            "Granada and Culture: both tell of no pilot, 12 activities",
        ),
        (
            "summary",
            ["A", "B", "C", "D"],
            {"pilots": 1, "activities": 1},
            "A, B, C and D: all tell of 1 pilot, 1 activity",
        ),
        (
            "city",
            ["Rome", "Nice"],
            {"pilots": 0, "activities": 0, "summaries": 0},
            "Rome and Nice have no pilot, activity or summary together. ",
        ),
        (
            "city",
            ["A", "B", "C"],
            {"pilots": 0, "activities": 0, "summaries": 0},
            "A, B and C have no pilot, activity or summary all together. ",
        ),
        (
            "summary",
            ["A", "B"],
            {"pilots": 0, "activities": 0},
            "A and B tell of no pilot and no activity in common. ",
        ),
    ],
)
def test_the_connection_is_told_in_one_sentence(kind, names, numbers, told):
    found = connection(kind, names, {name: (n, f"/{name}/") for name, n in numbers.items()})
    assert f"{found.opening} {', '.join(part.text for part in found.parts)}" == told
    for part, number in zip(found.parts, numbers.values(), strict=False):
        assert bool(part.url) == bool(number)
