"""A draft has everything that a document says, and no document breaks it."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from browse.when import When
from tests.reading.records.world import (
    BREST,
    DALIAN,
    ENSHI,
    KNOWN,
    document,
    entry,
    side,
    span,
)
from ucap.reading.records import propose
from ucap.reading.records.draft import Name
from ucap.reading.understood import Span, Understood
from ucap.summaries.models import SummaryKind


def test_the_plan_of_a_city() -> None:
    draft = propose(document(contact="Write to OFFICE_mail@brest.example."), KNOWN)
    assert draft.title == "Brest with Dalian and Enshi"
    assert draft.short_title == "Brest"
    assert draft.kind == SummaryKind.CITY_PLAN
    assert draft.period == When(date(2018, 4, 1), date(2019, 12, 1))
    assert draft.email == "mail@brest.example"
    assert [[city.key for city in one.cities] for one in draft.sides] == [[BREST], [DALIAN, ENSHI]]


def test_a_cluster_is_called_by_its_theme() -> None:
    draft = propose(
        document(sides=(side("Alba, Brest"), side("Dalian, Enshi")), themes=("Sea and Coast",)),
        KNOWN,
    )
    assert (draft.title, draft.short_title) == ("Sea and Coast", "Sea")
    assert draft.kind == SummaryKind.CLUSTER
    assert draft.themes[0].keys == (31,)


@pytest.mark.parametrize(
    "printed", ["mail (at) brest.example", "mail[at]brest.example", "mail@brest.example"]
)
def test_a_mail_address_may_be_written_against_gatherers(printed: str) -> None:
    assert propose(Understood(contact=span(f"Ask Ms Kerr, {printed}")), KNOWN).email == (
        "mail@brest.example"
    )


def test_one_city_with_its_country_has_a_plan_with_several() -> None:
    draft = propose(document(sides=(side("Wuhu, China"), side("Alba (Italy) & Brest"))), KNOWN)
    assert draft.kind == SummaryKind.CITY_PLAN
    assert draft.title == "Wuhu with Alba and Brest"


def test_labels_are_told_with_their_places() -> None:
    line = Span("SDG 9&14; Urban Mobility", (3,), 10, 34)
    draft = propose(Understood(terms=(line,)), KNOWN)
    assert [(one.printed, one.keys) for one in draft.goals] == [
        (Span("SDG 9&14", (3,), 10, 18), (109, 114))
    ]
    assert [(one.printed, one.keys) for one in draft.topics] == [
        (Span("Urban Mobility", (3,), 20, 34), (41,))
    ]


def test_a_label_that_is_not_plain_means_nothing_for_certain() -> None:
    draft = propose(Understood(terms=(span("SDG 14: Climate Action"), span("Mobility"))), KNOWN)
    assert (draft.goals[0].keys, draft.goals[0].possible) == ((), (114, 113))
    assert (draft.topics[0].keys, draft.topics[0].possible) == ((), (41,))


def test_a_city_is_named_by_the_heading_or_meant_by_the_plan() -> None:
    draft = propose(
        document(
            results=(
                entry("1", "Wells and pumps", heading="Enshi:"),
                entry("2", "Wells of Dalian", heading="Enshi:"),
                entry("3", "Wells of Brest"),
            )
        ),
        KNOWN,
    )
    lead = Name("Brest", BREST, 1, country="FR", implied=True)
    assert draft.pilots[0].cities == (Name("Enshi", ENSHI, 1, country="CN"), lead)
    assert draft.pilots[1].cities == (Name("Dalian", DALIAN, 1, country="CN"), lead)
    assert draft.pilots[2].cities == (Name("Brest", BREST, 1, country="FR"),)


def test_parts_of_an_entry_have_their_own_places() -> None:
    text = "Tide Forum in Brest, roundtable on kelp in Enshi."
    told = entry("1", text, "May 2018")
    draft = propose(document(activities=(told,)), KNOWN)
    assert [one.span.text for one in draft.activities] == [
        "Tide Forum in Brest",
        "roundtable on kelp in Enshi.",
    ]
    assert all(text[one.span.start : one.span.end] == one.span.text for one in draft.activities)
    assert [one.when for one in draft.activities] == [When(date(2018, 5, 1))] * 2


def test_an_empty_document_is_an_empty_draft() -> None:
    draft = propose(Understood(), KNOWN)
    assert (draft.title, draft.activities, draft.pilots, draft.notes) == ("", (), (), ())


WORDS = (
    "Alba and Brest Forum in from between University of e.g. visited mission , . : ; ( ) “ – 大连",
    "20th November 2019 Mission Summer school SDG SGD 9 N/A 6,67mio Dalian (CN) Enshi & the EU",
)
TEXT = st.text(max_size=80) | st.lists(
    st.sampled_from([word for line in WORDS for word in line.split()]), max_size=20
).map(" ".join)


@given(TEXT, TEXT, TEXT, TEXT, TEXT)
def test_no_text_breaks_it(one: str, two: str, three: str, four: str, five: str) -> None:
    understood = document(
        sides=(
            side(one, two, province=three, population=four, size=five),
            side(two, three, province=one, population=five, size=four),
        ),
        activities=(entry("1", one, two, three), entry("1.1", four, five), entry("2", five, one)),
        results=(entry("1", two, one, five), entry("1.1", three), entry("2", four)),
        period=three,
        terms=(four, one),
        themes=(five, two),
        contact=one,
    )
    draft = propose(understood, KNOWN)
    positions = [float(one.position) for one in draft.activities]
    assert positions == sorted(positions)
    assert {1, 1.1, 2} == set(positions)
    assert all(0 <= match.score <= 1 for one in draft.activities for match in one.matches)


@pytest.mark.parametrize(
    "word", ["a" * 9, "Alba and ", "and from ", "Aa Bb ", ". ", "3, ", "(A", "A@"]
)
def test_time_grows_no_faster_than_an_odd_text(word: str) -> None:
    # ten times the text would take a hundred times as long if each word were held against each
    assert seconds_for(word * 10_000) < 40 * seconds_for(word * 1_000)


def seconds_for(text: str) -> float:
    """The time of the processor that proposing takes where all of a document is `text`."""
    told = entry("1", text, "May 2018", text)
    whole = document(activities=(told, entry("1.1", text)), results=(told,), contact=text)
    began = process_time()
    propose(whole, KNOWN)
    return process_time() - began
