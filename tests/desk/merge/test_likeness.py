"""What makes two names alike: pure functions."""

import pytest

from ucap.desk.merge.blocking import LARGEST, pairs, pairs_with
from ucap.desk.merge.comparison import pieces
from ucap.desk.merge.likeness import Weights, abbreviations, acronym, slips, words
from ucap.desk.merge.scores import Reason, kilometres, total


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("University of Granada", "Granada University"),
        ("University of Granada", "Universidad de Granada"),
        ("The Setel Co. Ltd", "SETEL"),
        ("Málaga", "malaga"),
        ("Sapienza Università di Roma", "sapienza universita Roma"),
    ],
)
def test_names_that_differ_in_form_only_have_the_same_words(one: str, other: str) -> None:
    assert words(one) == words(other) != frozenset()


def test_names_in_other_scripts_have_words() -> None:
    assert words("昆明") == {"昆明"}
    assert words("Жизнь!") == {"жизнь"}
    assert words("— of the —") == frozenset()


def test_rare_words_weigh_more_than_common_ones() -> None:
    texts = [words(f"University of {name}") for name in ("Rome", "Nice", "Yantai", "Kunming")]
    weights = Weights([*texts, words("Institute of Yantai")])
    common, rare = words("University"), words("Nice")
    assert weights.of(rare) > weights.of(common)
    assert weights.alike(texts[0], texts[0]) == 1
    assert weights.alike(texts[0], texts[1]) < 0.5
    assert weights.alike(frozenset(), texts[0]) < 0.01


def test_a_slip_is_nearly_the_same_word_and_another_word_is_not() -> None:
    near = slips(["granada", "grenada", "garnada", "granadas", "rome", "roma", "2019x", "2020x"])
    assert near["granada"] == {"grenada", "garnada", "granadas"}
    assert "rome" not in near  # too short to tell
    weights = Weights([words("Granada"), words("Grenada"), words("Kunming")])
    assert 0.7 < weights.alike(words("Granada"), words("Grenada")) < 1


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("UGR", "Universidad de Granada"),
        ("UG", "University of Granada"),
        ("UdG", "Universidad de Granada"),
        ("NDRC", "National Development and Reform Commission"),
        ("GUST", "Guangxi University of Science and Technology"),
    ],
)
def test_a_name_is_known_by_its_acronym(short: str, name: str) -> None:
    assert acronym(short) in set(abbreviations(name))


@pytest.mark.parametrize("name", ["Setel", "Rome", "ugr", "U", "Yantai University", "WINERIES OF"])
def test_what_is_written_like_a_name_is_no_acronym(name: str) -> None:
    assert acronym(name) == ""


def test_pairs_stand_in_a_block_together_and_crowds_tell_nothing() -> None:
    keys = {1: ["a", "b"], 2: ["a"], 3: ["b", "c"], 4: ["c"], 5: []}
    assert pairs(keys) == {(1, 2), (1, 3), (3, 4)}
    assert pairs({pk: ["all"] for pk in range(LARGEST + 1)}) == set()
    assert pairs_with(2, [1, 2, 3]) == {(1, 2), (2, 3)}


def test_no_more_pairs_are_looked_at_than_there_is_time_for() -> None:
    keys = {pk: [pk // 10] for pk in range(1000)} | {5000: [-1], 5001: [-1]}
    found = pairs(keys, most=100)
    assert len(found) < 200
    assert (5000, 5001) in found  # the smallest block first


def test_a_score_lies_between_0_and_100_and_the_weightiest_reason_is_first() -> None:
    assert total([Reason("a", 80), Reason("b", 90)]).score == 100
    assert total([Reason("a", 5), Reason("b", -90)]).score == 0
    assert [r.name for r in total([Reason("a", 5), Reason("b", -90)]).reasons] == ["b", "a"]


def test_distances_are_those_of_the_globe() -> None:
    rome, nice = (41.9, 12.5), (43.7, 7.26)
    assert 440 < kilometres(rome, nice) < 490
    assert kilometres(rome, rome) == 0


def test_a_text_is_cut_into_what_the_other_says_and_what_it_does_not() -> None:
    one, other = "Rome and Granada met in May.", "Rome met in June."
    assert "".join(piece.text for piece in pieces(one, other)) == one
    assert [piece.text.strip() for piece in pieces(one, other) if piece.only_here] == [
        "and Granada",
        "May.",
    ]
    assert all(not piece.only_here for piece in pieces(one, one))
    assert pieces("", one) == []
