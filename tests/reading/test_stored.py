"""What was read survives being stored, and what is stored otherwise is not guessed at."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ucap.reading.blocks import Document
from ucap.reading.records.draft import Draft
from ucap.reading.stored import Outdated, Read, dump, load
from ucap.reading.understood import Span, Understood

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))

READ = st.builds(Read, st.from_type(Document), st.from_type(Understood), st.from_type(Draft))


@settings(max_examples=60)
@given(READ)
def test_what_is_stored_is_read_back_as_it_was(read: Read) -> None:
    assert load(json.loads(json.dumps(dump(read)))) == read


def test_what_postgres_takes_in_no_text_is_replaced() -> None:
    read = Read(Document("a\0b", "text", ()), Understood(period=Span("c\ud800d")), Draft())
    stored = load(dump(read))
    assert stored.document.name == "a�b"
    assert stored.understood.period.text == "c?d"


@pytest.mark.parametrize(
    "change",
    [
        lambda stored: stored | {"version": 0},
        lambda stored: stored | {"document": None},
        lambda stored: stored | {"draft": stored["draft"] | {"price": 7}},
        lambda stored: stored | {"draft": stored["draft"] | {"title": 7}},
        lambda stored: stored | {"understood": stored["understood"] | {"unused": ["one"]}},
        lambda stored: stored | {"understood": stored["understood"] | {"sides": "two"}},
        lambda stored: {key: value for key, value in stored.items() if key != "draft"},
        lambda stored: [stored],
        lambda stored: None,
    ],
)
def test_what_is_stored_otherwise_is_outdated(change: Any) -> None:
    stored = dump(Read(Document("a", "text", ()), Understood(), Draft()))
    with pytest.raises(Outdated):
        load(change(stored))


def test_a_field_that_was_added_since_has_its_default() -> None:
    stored = dump(Read(Document("a", "text", ()), Understood(), Draft()))
    del stored["draft"]["email"]
    assert load(stored).draft == Draft()
