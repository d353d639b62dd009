"""Several names in one field are read as they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ucap.desk.entry.tokens import Token, joined, parse

MARKS = ("hosts", "takes part and hosts", "implied")


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Granada", [Token("Granada")]),
        (" Granada ;; Nice; ", [Token("Granada"), Token("Nice")]),
        ("Granada\nNice", [Token("Granada"), Token("Nice")]),
        ("Kunming (Hosts)", [Token("Kunming", marks=("hosts",))]),
        ("Kunming (hosts, implied)", [Token("Kunming", marks=("hosts", "implied"))]),
        ("Yantai (CN)", [Token("Yantai", country="CN")]),
        ("Yantai (CN) (hosts)", [Token("Yantai", marks=("hosts",), country="CN")]),
        ("NEW: Viterbo (it)", [Token("Viterbo", new=True, country="IT")]),
        ("Park (PTS, old)", [Token("Park (PTS, old)")]),
        ("IUC (as “IUC team, Asia”)", [Token("IUC", printed="IUC team, Asia")]),
        ('IUC (hosts, as "IUC")', [Token("IUC", marks=("hosts",), printed="IUC")]),
        ("(hosts)", [Token("(hosts)")]),
        ("", []),
    ],
)
def test_names_are_parted_and_their_marks_are_read(text: str, tokens: list[Token]) -> None:
    assert parse(text, MARKS) == tokens


NAMES = st.text("abcÄé '-昆", min_size=1).map(str.strip).filter(bool)
TOKENS = st.builds(
    Token,
    name=NAMES,
    new=st.booleans(),
    marks=st.lists(st.sampled_from(MARKS), unique=True).map(tuple),
    printed=st.just("") | NAMES,
    country=st.sampled_from(["", "CN", "IT"]),
)


@given(st.lists(TOKENS, max_size=5))
def test_what_is_written_is_read_as_what_it_was_written_from(tokens: list[Token]) -> None:
    assert parse(joined(tokens), MARKS) == tokens


@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    assert all(isinstance(token.name, str) for token in parse(text, MARKS))
