"""An entry that tells of several records is parted where another one begins, and only there."""

import pytest

from tests.reading.records.world import KNOWN
from ucap.reading.records import splitting
from ucap.reading.records.mentions import Lexicon

LEXICON = Lexicon(KNOWN)


def events(text: str) -> list[str]:
    return [part.of(text) for part in splitting.activities(text, LEXICON.cities(text))]


@pytest.mark.parametrize(
    "marked",
    [
        "Mission of Alba to Enshi: a first one.| |Mission of Alba to Dalian: visit of the yard.",
        "Tide Forum in Brest|, |roundtable on dredging in Alba. Focus on money.",
        "Enshi visited Alba| and |attended the Tide Event in Brest.",
        "Alba speaks in Dalian at a forum|, and |goes on to Enshi for a workshop.",
        "Harbour Cluster Meeting| and |Tide meetings in Dalian|, |mission of Alba to Enshi: talks",
        "Participation of Enshi at a seminar in Dalian.| |First coordination meeting with Europe.",
        "Round table in Alba.| |Two days later webinar given by the University of Brest.",
        "Alba travels to Enshi.| |Brest comes to Enshi one week later and visits the yard.",
        "Alba visited Brest.| |Tide meetings took place in Brest on Wednesday 20th November.",
    ],
)
def test_several_events_are_parted(marked: str) -> None:
    """The marks stand around what joins two events."""
    assert events(marked.replace("|", "")) == marked.split("|")[::2]


@pytest.mark.parametrize(
    "text",
    [
        "Mission of Chinese cities to Alba and Brest. Workshop in Alba with universities. "
        "Meetings in Brest with growers.",
        "Mission to Enshi and Dalian. Signing of MoUs and follow-up of the mission to Europe.",
        "Start-up meeting in Dalian. Discussion of possible steps.",
        "Delegation of Alba at the Tide Fair in Brest. Meeting with the Brest University on walls.",
        "Alba invites to its Food Council; guests from Enshi see the market.",
        "Alba joins the forum in Brest and meets there the delegation of Enshi.",
        "Closing workshop in Enshi; the plan is handed over.",
        "",
    ],
)
def test_one_event_stays_one(text: str) -> None:
    assert events(text) == [text]


def test_an_event_during_which_something_took_place_is_an_occasion() -> None:
    text = "Meeting of Alba with Brest during the “World Forum on Harbours and Tides” in (Dalian)"
    whole, forum = splitting.activities(text, LEXICON.cities(text))
    assert (whole.of(text), whole.occasion) == (text, False)
    assert (forum.of(text), forum.occasion) == ("World Forum on Harbours and Tides", True)
    assert text[slice(*forum.place)] == "” in (Dalian"


def test_the_first_of_two_meetings_has_the_place_of_both() -> None:
    text = "Harbour Cluster Meeting and Tide meetings in Dalian"
    first, second = splitting.activities(text, LEXICON.cities(text))
    assert text[slice(*first.place)] == second.of(text) == "Tide meetings in Dalian"


def proposals(text: str) -> list[str]:
    return [part.of(text) for part in splitting.pilots(text, LEXICON.cities(text))]


def test_a_list_of_like_beginnings_is_parted() -> None:
    text = "Schools: Summer school on tides Alba, Summer school on kelp, Summer School on ice."
    assert proposals(text) == [
        "Schools: Summer school on tides Alba",
        "Summer school on kelp",
        "Summer School on ice.",
    ]


def test_exchanges_with_two_cities_are_parted_and_keep_what_is_said_of_both() -> None:
    text = (
        "Exchange of staff from University of Brest and Dalian in nursing and from University of "
        "Brest and Universities from Enshi."
    )
    assert proposals(text) == [
        "Exchange of staff from University of Brest and Dalian in nursing",
        "Exchange of staff from University of Brest and Universities from Enshi.",
    ]


def test_an_example_with_a_name_is_a_proposal() -> None:
    text = "A carnival in Dalian with Brest, and cooperation, e.g. Dalian Trade Office in Brest"
    assert proposals(text)[1] == "Dalian Trade Office in Brest"


@pytest.mark.parametrize(
    "text",
    [
        "Health events, e.g. forum, workshop and seminar, in Dalian",
        "Delegations from Alba and from Brest",
        "Institute of Alba and Brest involving partners (Foo from Alba and Bar from Brest).",
        "Open offices and organise an event",
    ],
)
def test_one_proposal_stays_one(text: str) -> None:
    assert proposals(text) == [text]
