"""Entries repeat the records that agree with them in time, place, bodies and rare words."""

import pytest

from tests.reading.records.world import KNOWN, document, entry, side
from ucap.reading.records import propose
from ucap.reading.records.draft import LIKELY, Match, Proposal
from ucap.reading.records.repeats import settled

SLUGS = {one.key: one.slug for one in (*KNOWN.activities, *KNOWN.pilots)}


def repeated(proposals: tuple[Proposal, ...]) -> list[str]:
    return [SLUGS[one.repeats.key] if one.repeats else "" for one in proposals]


@pytest.mark.parametrize(
    ("dates", "text", "slug"),
    [
        ("April 2018", "Kick-off of the programme in Dalian, with Alba and others.", "kick-off"),
        ("Sept 2018", "Brest opens its forum on harbours and tides.", "harbour-forum"),
        ("June 2019", "Mission of Brest and Alba to Enshi", "mission-to-enshi"),
        ("June 2019", "Alba and Brest travel to Dalian and see its shipyard.", "mission-to-dalian"),
        ("March 2020", "Alba-Enshi exchange on floods", "exchange-on-floods"),
        ("June 2021", "Mission of Brest and Alba to Enshi", ""),
        ("April 2018", "Cádiz meets growers from Pine.", ""),
        ("June 2019", "Pine shows its woods.", ""),
    ],
)
def test_activities(dates: str, text: str, slug: str) -> None:
    draft = propose(document(activities=(entry("1", text, dates),)), KNOWN)
    assert repeated(draft.activities) == [slug]


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        (
            "Institute for seaweed science, by growers and Brest University",
            "seaweed-institute",
        ),
        ("Exchange of nurses from Brest University and Dalian", "exchange-brest-dalian"),
        ("Exchange of nurses from Brest University and Enshi", "exchange-brest-enshi"),
        ("Exchange of nurses of Alba and Cádiz", ""),
        ("Cooperation between cities in Brest and Dalian", ""),
    ],
)
def test_pilots(text: str, slug: str) -> None:
    draft = propose(document(results=(entry("1", text),)), KNOWN)
    assert repeated(draft.pilots) == [slug]


def test_the_reasons_are_said_in_words() -> None:
    draft = propose(
        document(activities=(entry("1", "Forum on tides at Brest University", "September 2018"),)),
        KNOWN,
    )
    repeats = draft.activities[0].repeats
    assert repeats
    assert repeats.reasons == (
        "same month (September 2018)",
        "shares Brest, University of Brest",
        "both say forum, tide",
    )


def test_a_record_is_repeated_by_the_entry_that_tells_of_it_most_plainly() -> None:
    plain = entry("1", "Mission of Alba and Brest to Enshi", "June 2019")
    vague = entry("2", "Brest visits Enshi", "June 2019")
    draft = propose(document(activities=(vague, plain)), KNOWN)
    assert repeated(draft.activities) == ["", "mission-to-enshi"]


def test_a_taken_record_is_still_listed_as_possible() -> None:
    first, second = settled([[Match(1, 0.9), Match(2, 0.8)], [Match(1, 0.7)]])
    assert [one.key for one in first if one.score >= LIKELY] == [1, 2]
    assert second[0].key == 1
    assert second[0].score < LIKELY


def test_what_took_place_during_a_known_event_is_not_that_event() -> None:
    text = "Meeting of Brest and Alba during the World Forum on Harbours and Tides"
    draft = propose(document(activities=(entry("1", text, "September 2018"),)), KNOWN)
    assert repeated(draft.activities) == ["", "harbour-forum"]


def test_an_unknown_event_during_which_something_took_place_is_no_record() -> None:
    text = "Meeting of Brest and Alba during the Pine Wood Congress"
    draft = propose(document(activities=(entry("1", text, "May 2018"),)), KNOWN)
    assert repeated(draft.activities) == [""]


def test_points_below_tell_of_the_same_record() -> None:
    draft = propose(
        document(
            activities=(
                entry("1", "Mission of Alba and Brest to Enshi", "June 2019"),
                entry("1.1", "Memorandum with the Enshi Harbour Bureau"),
            )
        ),
        KNOWN,
    )
    assert repeated(draft.activities) == ["mission-to-enshi"] * 2
    below = draft.activities[1]
    assert [body.printed for body in below.organisations] == ["Enshi Harbour Bureau"]
    assert below.when == draft.activities[0].when


def test_points_below_an_introduction_are_proposals_themselves() -> None:
    draft = propose(
        document(
            results=(
                entry("1", "Summer schools:"),
                entry("1.1", "kelp, in Brest"),
                entry("1.2", "ice, in Enshi"),
            )
        ),
        KNOWN,
    )
    assert [one.position for one in draft.pilots] == ["1.1", "1.2"]
    assert [one.title for one in draft.pilots] == ["Kelp, in Brest", "Ice, in Enshi"]


def test_nothing_is_repeated_where_nothing_is_known() -> None:
    draft = propose(
        document(sides=(side("Faro"), side("Puyang, Enshi")), activities=(entry("1", "Faro"),)),
        type(KNOWN)(),
    )
    assert repeated(draft.activities) == [""]
