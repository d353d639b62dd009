"""What two people's changes to one form come to, whatever they changed."""

from hypothesis import given
from hypothesis import strategies as st

from ucap.desk.conflicts.threeway import Difference, Key, Merged, Rows, merge

NAMES = st.sampled_from("abc")
VALUES = st.integers(0, 3)
KEYS = st.builds(Key, st.sampled_from(["", "cities", "themes"]), st.sampled_from("1234"))
NEW_KEYS = st.builds(Key, st.sampled_from(["cities", "themes"]), st.sampled_from(["+0", "+1"]))
ROW = st.fixed_dictionaries(dict.fromkeys("abc", VALUES))
FORMS = st.dictionaries(KEYS, ROW, max_size=6)
MINE = st.builds(lambda old, new: {**old, **new}, FORMS, st.dictionaries(NEW_KEYS, ROW))

ONE = Key("cities", "1")


def at(merged: Merged, place: tuple[Key, str | None]) -> list[Difference]:
    """What is told of a place."""
    return [one for one in [*merged.taken, *merged.conflicts] if one.place == place]


@given(base=FORMS, mine=MINE)
def test_if_they_changed_nothing_my_version_stands(base: Rows, mine: Rows) -> None:
    mine = {key: row for key, row in mine.items() if key in base or key.row.startswith("+")}
    merged = merge(base, mine, base)
    assert merged.rows == mine
    assert merged.is_mine


@given(base=FORMS, theirs=FORMS)
def test_if_i_changed_nothing_theirs_stands(base: Rows, theirs: Rows) -> None:
    merged = merge(base, base, theirs)
    assert merged.rows == theirs
    assert merged.conflicts == []
    assert merged.is_mine == (base == theirs)


@given(base=FORMS, theirs=FORMS)
def test_if_both_did_the_same_there_is_nothing_to_tell(base: Rows, theirs: Rows) -> None:
    merged = merge(base, theirs, theirs)
    assert merged.rows == theirs
    assert merged.is_mine


@given(base=FORMS, mine=MINE, theirs=FORMS)
def test_nothing_of_theirs_is_overwritten_without_a_choice(
    base: Rows, mine: Rows, theirs: Rows
) -> None:
    merged = merge(base, mine, theirs)
    for key, row in theirs.items():
        if row == base.get(key):
            continue
        if key not in merged.rows:
            assert at(merged, (key, None)) == [Difference(key, None, None, row)]
            continue
        for name, value in row.items():
            if value != base.get(key, {}).get(name) and merged.rows[key][name] != value:
                assert Difference(key, name, mine[key][name], value) in merged.conflicts
    for key in base.keys() - theirs.keys():
        if key in merged.rows:
            assert Difference(key, None, mine[key], None) in merged.conflicts


@given(base=FORMS, mine=MINE, theirs=FORMS)
def test_nothing_of_mine_is_lost_without_being_told(base: Rows, mine: Rows, theirs: Rows) -> None:
    merged = merge(base, mine, theirs)
    for key, row in mine.items():
        if key not in merged.rows:
            untouched = row == base.get(key) and at(merged, (key, None))
            twin = any(other.group == key.group and theirs[other] == row for other in theirs)
            assert untouched or twin
            continue
        for name, value in row.items():
            if value != base.get(key, {}).get(name):
                assert merged.rows[key][name] == value
    for key in base.keys() - mine.keys():
        assert key not in merged.rows


@given(base=FORMS, mine=MINE, theirs=FORMS)
def test_rows_that_i_have_added_stay_or_are_there_already(
    base: Rows, mine: Rows, theirs: Rows
) -> None:
    merged = merge(base, mine, theirs)
    for key in mine:
        if key.row.startswith("+") and key not in merged.rows:
            added = [other for other in theirs if other.group == key.group and other not in base]
            assert mine[key] in [theirs[other] for other in added]


@given(base=FORMS, one=FORMS, other=FORMS)
def test_both_sides_are_asked_the_same(base: Rows, one: Rows, other: Rows) -> None:
    there = {each.place: (each.mine, each.theirs) for each in merge(base, one, other).conflicts}
    back = {each.place: (each.theirs, each.mine) for each in merge(base, other, one).conflicts}
    in_both = one.keys() & other.keys()
    for place in there.keys() | back.keys():
        if place[0] in in_both or place[0] in base:
            assert there[place] == back[place]


@given(base=FORMS, mine=MINE, theirs=FORMS)
def test_what_has_been_merged_does_not_ask_again(base: Rows, mine: Rows, theirs: Rows) -> None:
    once = merge(base, mine, theirs)
    rows = {key: row for key, row in once.rows.items() if key in theirs or key.row.startswith("+")}
    again = merge(theirs, rows, theirs)
    assert again.is_mine
    assert again.rows == rows


@given(mine=FORMS, theirs=FORMS)
def test_without_a_base_every_difference_is_a_choice(mine: Rows, theirs: Rows) -> None:
    merged = merge({key: {} for key in mine}, mine, theirs)
    for key in mine.keys() & theirs.keys():
        differing = {name for name in mine[key] if mine[key][name] != theirs[key][name]}
        assert {one.name for one in merged.conflicts if one.key == key} == differing
        assert merged.rows[key] == mine[key]
    for key in mine.keys() - theirs.keys():
        assert Difference(key, None, mine[key], None) in merged.conflicts
    assert {one.key for one in merged.taken} == theirs.keys() - mine.keys()


def test_a_value_that_both_changed_is_asked_and_stays_mine() -> None:
    merged = merge({ONE: {"a": 1, "b": 1}}, {ONE: {"a": 2, "b": 1}}, {ONE: {"a": 3, "b": 4}})
    assert merged.rows == {ONE: {"a": 2, "b": 4}}
    assert merged.conflicts == [Difference(ONE, "a", 2, 3)]
    assert merged.taken == [Difference(ONE, "b", 1, 4)]


def test_a_row_removed_by_them_and_changed_by_me_is_asked_and_so_the_other_way_round() -> None:
    base: Rows = {ONE: {"a": 1}}
    changed: Rows = {ONE: {"a": 2}}
    assert merge(base, changed, {}).conflicts == [Difference(ONE, None, {"a": 2}, None)]
    assert merge(base, {}, changed).conflicts == [Difference(ONE, None, None, {"a": 2})]


def test_a_row_that_both_added_is_there_once_and_a_second_one_like_it_stays() -> None:
    row = {"a": 1}
    mine = {Key("cities", "+0"): row, Key("cities", "+1"): row}
    merged = merge({}, mine, {ONE: row})
    assert list(merged.rows) == [ONE, Key("cities", "+1")]
    assert merged.is_mine
    elsewhere = merge({}, {Key("themes", "+0"): row}, {ONE: row})
    assert list(elsewhere.rows) == [ONE, Key("themes", "+0")]
