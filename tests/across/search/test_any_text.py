"""Whatever is typed, the search answers with a page in order, and the box with JSON."""

from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.across.search.asking import Results
from tests.across.test_bad_input import UGLY
from tests.thorough import examples
from tests.universe import world
from tests.universe.page import Page
from ucap.across.search.kinds import KINDS

pytestmark = pytest.mark.django_db
FUZZ = settings(
    max_examples=examples(80),
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
OPERATORS = ["&", "|", "!", "(", ")", ":*", "<->", "'", '"', "\\", "-", "OR", "malaga", "*", "%"]
pieces = st.one_of(st.sampled_from(OPERATORS), st.text(max_size=8), st.characters(max_codepoint=40))
typed = st.lists(pieces, max_size=8).map("".join) | st.text(max_size=40)
kinds = st.sampled_from(["", "pilots", "notes", "nothing", "\0"])


@pytest.fixture(autouse=True)
def some_world() -> None:
    """Something to look for."""
    world.build(5, summaries=4)


def query(**values: str) -> str:
    return "&".join(f"{name}={quote(value, errors='replace')}" for name, value in values.items())


@FUZZ
@given(words=typed, kind=kinds)
def test_any_text_gives_a_page_whose_tags_are_in_order(words: str, kind: str) -> None:
    page = Page(f"/search/?{query(q=words, kind=kind, page=words)}")
    assert page.status == 200
    assert page.root.find("h1")


@FUZZ
@given(words=typed)
def test_any_text_gives_suggestions(words: str) -> None:
    response = Client().get(f"/search/suggest/?{query(q=words)}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json"
    assert len(response.json()["suggestions"]) <= 8


@pytest.mark.parametrize("address", ["/search/", "/search/suggest/"])
def test_it_takes_every_ugly_address(address: str) -> None:
    client = Client(raise_request_exception=False)
    for value in UGLY:
        for asked in (f"q={value}", f"q=malaga&kind={value}", f"q=malaga&page={value}", value):
            answer = client.get(address, QUERY_STRING=asked)
            if answer.status_code == 302:  # it has a parameter that there is not
                answer = client.get(answer["Location"])
            assert answer.status_code == 200, asked[:80]


@pytest.mark.parametrize(
    "words", ["😀" * 1000, "a " * 3500, '"' * 5000, "-" * 10_000, "x" * 10_000, "OR " * 3000]
)
def test_thousands_of_characters_are_cut(words: str) -> None:
    assert Page(f"/search/?{query(q=words)}").status == 200
    assert "too long" in Results(words).text


def test_what_is_typed_is_shown_escaped() -> None:
    ugly = "<script>alert(1)</script>\"'><img>"
    page = Page(f"/search/?{query(q=ugly)}")
    assert page.heading == f"Results for “{ugly}”"
    assert "<script>alert" not in page.html
    (box,) = page.root.find("input", id="search-words")
    assert box.attributes["value"] == ugly


def test_every_kind_can_be_asked_for() -> None:
    for kind in KINDS:
        assert Page(f"/search/?q=malaga&kind={kind.name}").status == 200


def test_only_get_and_head_are_answered() -> None:
    for address in ("/search/", "/search/suggest/"):
        assert Client().post(address, {"q": "malaga"}).status_code == 405
        assert Client().head(address, {"q": "malaga"}).status_code == 200
