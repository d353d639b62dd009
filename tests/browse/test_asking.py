"""What somebody types into a search box, taken apart and made into queries of Postgres."""

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from browse.asking import MOST_CHARACTERS, MOST_WORDS, ask, either, read


def texts(typed: str) -> list[str]:
    return [word.text for word in read(typed).words]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("kunming health", ["kunming", "health"]),
        ('"life sciences" rome', ["life sciences", "rome"]),
        ("“smart city” «wine»", ["smart city", "wine"]),
        ('"never closed', ["never closed"]),
        ("U-CAP R&D O’Brien Granada’s", ["U-CAP", "R&D", "O’Brien", "Granada"]),
        ("culture/tourism, wine;art", ["culture", "tourism", "wine", "art"]),
        ("Ma\u0301laga", ["Ma\u0301laga"]),
        ("rome rome", ["rome"]),
        ('- "" " \' & | ! ( ) :* <-> 😀 \0', []),
    ],
)
def test_words_and_phrases_are_told_apart(typed: str, words: list[str]) -> None:
    assert texts(typed) == words


def test_a_minus_negates_a_word_or_a_phrase_but_not_what_it_stands_within() -> None:
    words = {word.text: word for word in read('wine -tourism -"smart city" covid-19').words}
    assert [text for text, word in words.items() if word.negated] == ["tourism", "smart city"]
    assert words["smart city"].quoted
    assert not words["covid-19"].quoted


def test_or_joins_the_words_around_it() -> None:
    joined = [(w.text, w.alternative) for w in read("OR rome OR yantai wine or -OR").words]
    assert joined == [
        ("rome", True),
        ("yantai", True),
        ("wine", False),
        ("or", False),
        ("OR", False),
    ]


def test_too_many_words_and_too_long_a_text_are_cut_and_it_is_said() -> None:
    assert not read(" ".join(f"w{n}" for n in range(MOST_WORDS))).cut
    many = read(" ".join(f"w{n}" for n in range(MOST_WORDS + 1)))
    assert many.cut
    assert len(many.words) == MOST_WORDS
    long = read("a" * 10_000)
    assert long.cut
    assert long.text == "a" * MOST_CHARACTERS


def test_common_words_are_dropped_unless_nothing_else_is_wanted(db) -> None:
    kept = [form.word.text for form in ask("what do the cities have").looked_for]
    assert kept == ["cities"]
    assert [form.word.text for form in ask("what the").looked_for] == ["what", "the"]
    assert [form.word.text for form in ask('"the" cities').looked_for] == ["the", "cities"]
    assert not ask("wine -the").unwanted


def fits(text: str, query: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (to_tsvector('english', %s) || '''|'':1'::tsvector"
            " || to_tsvector('simple', %s)) @@ %s::tsquery",
            [text, text, query],
        )
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    ("typed", "text", "found"),
    [
        ("kunmi", "kunming", True),
        ("ku", "kunming", False),  # too short to be the beginning of others
        ("pilot", "pilots", True),
        ("pilots", "pilot", True),
        ('"pil"', "pilots", False),  # in quotes: no beginning
        ('"smart cities"', "smart city", True),
        ('"smart city"', "smart cities", True),
        ('"the city"', "a city", False),
        ('"city of rome"', "city of rome", True),
        ('"city of rome"', "city in rome", False),
        ("1", "sdg 11", False),  # a number is no beginning
        ("11", "sdg 11", True),
        ("covid-19", "covid 19", True),
        ("covid-19", "19 covid", False),
        ('"city smart"', "smart city", False),
        ("昆明", "昆 明 市", True),
        ("ＫＵＮＭＩＮＧ", "kunming", True),
        ("rome OR nice", "nice", True),
    ],
)
def test_a_word_fits_its_forms_and_what_begins_so(db, typed: str, text: str, found: bool) -> None:
    (term,) = ask(typed).wanted
    assert fits(text, term.query) is found


def test_a_negated_word_fits_its_forms_but_not_what_begins_so(db) -> None:
    (term,) = ask("-art").unwanted
    assert fits("arts", term.query)
    assert not fits("artists", term.query)


def test_nothing_typed_asks_no_query(db, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        assert ask(' - "" \0').wanted == ()
    with django_assert_num_queries(1):
        ask("rome yantai -nice")


@settings(max_examples=200, deadline=None, derandomize=True)
@given(typed=st.text(max_size=60))
def test_reading_never_raises_and_every_word_has_a_letter(typed: str) -> None:
    for word in read(typed).words:
        assert word.length >= 1


def test_either_leaves_out_nothings_and_doubles() -> None:
    assert either(["'a'", "", "'a'", "'b'"]) == "('a') | ('b')"
    assert either([]) == ""
