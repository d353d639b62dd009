"""How a page asks to be cited."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.universe.page import Page
from ucap.api.linked.citing import Cited
from ucap.api.linked.texts import LONGEST, shortened

PILOT = Cited(
    title="Offices & parks",
    list_="pilots",
    slug="offices",
    address="https://example.org/pilots/offices/",
    changed=datetime(2024, 5, 3, 22, tzinfo=UTC),
    operator="The Institute",
)
FIELD = re.compile(r"  ([a-z]+) = \{(.*)\},?")
COMMANDS = re.compile(r"\\text[a-z]+\{\}|\\[%&#_$]")


def fields(entry: str) -> dict[str, str]:
    """The fields of an entry of BibTeX that has one to a line."""
    first, *lines, last = entry.split("\n")
    assert re.fullmatch(r"@misc\{[a-z0-9-]+,", first)
    assert last == "}"
    matches = [FIELD.fullmatch(line) for line in lines]
    return {match[1]: match[2] for match in matches if match}


def test_a_citation_says_what_where_and_when():
    assert PILOT.text == (
        "Offices & parks. U-CAP portal (The Institute). Last changed 3 May 2024. "
        "https://example.org/pilots/offices/"
    )


def test_an_entry_has_a_key_that_lasts_and_the_year_of_the_last_change():
    assert PILOT.bibtex.startswith("@misc{ucap-pilots-offices,\n")
    assert fields(PILOT.bibtex) == {
        "title": r"{Offices \& parks}",
        "howpublished": "U-CAP portal",
        "publisher": "The Institute",
        "year": "2024",
        "note": "Last changed 3 May 2024",
        "url": "https://example.org/pilots/offices/",
    }


def test_what_nobody_knows_is_left_out():
    bare = Cited("A", "pilots", "a", "https://example.org/pilots/a/")
    assert bare.text == "A. U-CAP portal. https://example.org/pilots/a/"
    assert set(fields(bare.bibtex)) == {"title", "howpublished", "url"}


@given(title=st.text(min_size=1, max_size=60), operator=st.text(max_size=30))
def test_whatever_a_title_says_the_entry_is_one(title: str, operator: str) -> None:
    entry = Cited(title, "pilots", "a", "https://example.org/a/", operator=operator).bibtex
    depth = 0
    for sign in entry:
        depth += (sign == "{") - (sign == "}")
        assert depth > 0 or sign in "@misc}"
    assert depth == 0
    for value in re.findall(r"= \{(.*)\}", entry)[:2]:
        assert not set(COMMANDS.sub("", value).strip("{}")) & set("{}%&#_$\\~^")


def test_the_box_on_a_page_names_its_permanent_address(seeded, db, settings):
    settings.OPERATOR_NAME = "The Institute"
    page = Page("/pilots/ongranada-representative-offices/?from=mail")
    (box,) = page.root.find("details", class_="cite")
    (entry,) = box.find("pre")
    assert "url = {http://testserver/pilots/ongranada-representative-offices/}" in entry.text
    assert "publisher = {The Institute}" in entry.text
    assert "http://testserver/pilots/ongranada-representative-offices/" in box.find("p")[0].text


@pytest.mark.parametrize("path", ["/sdgs/11/", "/urban-agenda/urban-mobility/", "/cities/rome/"])
def test_every_kind_of_record_has_the_box_and_its_changes_have_none(seeded, db, path):
    assert Page(path).root.find("details", class_="cite")
    assert not Page(f"{path}changes/").root.find("details", class_="cite")


@given(text=st.text(alphabet="ab ,.", max_size=500))
def test_a_text_is_shortened_at_a_word(text: str) -> None:
    plain = " ".join(text.split())
    short = shortened(plain)
    assert len(short) <= LONGEST
    if len(plain) <= LONGEST:
        assert short == plain
    else:
        assert plain.startswith(short.removesuffix("…"))
