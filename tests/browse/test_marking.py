"""What was found is marked in texts as they are printed, and everything is escaped."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from browse.asking import WORD, ask
from browse.marking import PASSAGE, found, marked, passage, spans

texts = st.text(alphabet=st.sampled_from("ab <>&\"'é昆\u0301_-1\n"), max_size=80)
founds = st.frozensets(st.sampled_from(["a", "b", "ab", "a b", "é", "昆", "1", "b a a"]))


def test_words_are_marked_with_their_case_and_accents() -> None:
    assert marked("Kūnmíng, kunming", frozenset({"Kūnmíng", "kunming"})) == (
        "<mark>Kūnmíng</mark>, <mark>kunming</mark>"
    )


def test_markup_in_a_text_or_in_a_word_is_escaped() -> None:
    text = "<script>alert('x')</script> & <b>"
    assert marked(text, frozenset({"script", "b"})) == (
        "&lt;<mark>script</mark>&gt;alert(&#x27;x&#x27;)&lt;/<mark>script</mark>&gt;"
        " &amp; &lt;<mark>b</mark>&gt;"
    )
    assert "<script>" not in passage([text], frozenset({"script"}))


def test_a_phrase_is_marked_as_one_and_the_longest_wins() -> None:
    said = marked("The smart, city. Smart city", frozenset({"smart city", "smart", "Smart"}))
    assert said == "The <mark>smart, city</mark>. <mark>Smart</mark> city"


def test_nothing_found_changes_nothing() -> None:
    assert marked("a < b", frozenset()) == "a &lt; b"
    assert passage(["a < b"], frozenset()) == ""


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=texts, words=founds)
def test_without_its_marks_a_text_is_what_it_was(text: str, words: frozenset[str]) -> None:
    said = marked(text, words)
    assert html.unescape(re.sub("</?mark>", "", said)) == text
    assert not re.search(r"<(?!/?mark>)", said)
    for inside in re.findall("<mark>(.*?)</mark>", said, re.DOTALL):
        assert " ".join(WORD.findall(html.unescape(inside))) in words


@settings(max_examples=300, deadline=None, derandomize=True)
@given(text=texts, words=founds, size=st.integers(1, 9))
def test_a_passage_is_a_stretch_of_the_text_with_something_found(
    text: str, words: frozenset[str], size: int
) -> None:
    said = html.unescape(re.sub("</?mark>", "", passage([text], words, size=size)))
    if not spans(text, words):
        assert said == ""
        return
    bare = said.removeprefix("… ").removesuffix(" …")
    assert bare in text
    assert len(WORD.findall(bare)) <= max(size, max(w.count(" ") + 1 for w in words))


def test_a_passage_is_where_most_is_found_and_says_what_is_left_out() -> None:
    filler = " ".join(f"w{n}" for n in range(100))
    text = f"wine {filler} wine and rome. {filler}"
    said = passage(["wine", text], frozenset({"wine", "rome"}))
    assert said.startswith("… w9")
    assert said.endswith(" …")
    assert "<mark>wine</mark> and <mark>rome</mark>" in said
    assert len(WORD.findall(said.replace("mark", ""))) == PASSAGE


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("kunmi", "Kūnmíng", {"Kūnmíng"}),
        ("study", "Studies in studios", {"Studies"}),
        ('"smart city"', "a Smart  CITY, a city", {"Smart CITY"}),
        ("昆明", "昆明 昆", {"昆明"}),
        ("the wine", "the wines", {"wines"}),
    ],
)
def test_the_database_says_what_is_found(db, typed: str, text: str, expected: set[str]) -> None:
    assert found(ask(typed).looked_for, [text]) == expected


def test_all_texts_of_a_page_take_one_query(db, django_assert_num_queries) -> None:
    forms = ask('wine "smart city"').looked_for
    with django_assert_num_queries(1):
        found(forms, [f"text {n} of wine and smart city" for n in range(50)])
    with django_assert_num_queries(0):
        found(forms, [])
