"""The word in use that somebody meant who made a typing error."""

import pytest

from browse.spelling import nearest, vocabulary

KNOWN = vocabulary(
    names=["Kunming", "Kūnmíng", "Rome", "Granada", "Life Sciences"],
    texts=["kunming", "blockchain Blockchain blockchain", "granary", "art and wine", "mining 2020"],
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Kumning", "Kunming"),  # two letters that changed places are one error
        ("KUNMIGN", "Kunming"),
        ("blokchain", "blockchain"),  # as people write it most often
        ("Grenada", "Granada"),
        ("granarda", "Granada"),  # the name, as near as the other word is
        ("Scienses", "Sciences"),
        ("roem", "Rome"),
    ],
)
def test_an_error_is_put_right(typed: str, meant: str) -> None:
    assert nearest(typed, KNOWN) == meant


@pytest.mark.parametrize(
    "typed", ["", "ar", "2021", "atlantis", "wnei", "kunming", "kunmi", "Bloc"]
)
def test_what_is_too_short_too_far_or_in_use_has_no_better_word(typed: str) -> None:
    assert nearest(typed, KNOWN) == ""


def test_numbers_are_no_words_to_mean() -> None:
    assert "2020" not in KNOWN
