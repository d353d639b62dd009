"""A perfect reading has everything right; each mistake lowers its own number, and no other."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from benchmarks.reading.paper import documents
from benchmarks.reading.scoring.fields import fields
from benchmarks.reading.scoring.reading import Reading
from benchmarks.reading.scoring.records import records
from benchmarks.reading.scoring.score import GROUPS, MEASURES, Score, together
from benchmarks.reading.truth import fixtures, invented
from benchmarks.reading.truth.rows import Rows
from benchmarks.reading.truth.stretches import stretches
from benchmarks.reading.truth.values import Truth
from tests.benchmarks.reading.perfect import perfect, portal
from ucap.reading.records.draft import Draft, Match, Name
from ucap.reading.records.known import Known
from ucap.reading.understood import Span, Understood

ROWS = Rows.of_fixtures()
SUMMARIES = {row["slug"]: row for row in ROWS.all("summaries.summary")}
KNOWN = portal(ROWS)


def as_words(tree: dict[str, Any]) -> dict[str, Any]:
    """The stretches with their ends in place of the whole, as if nothing stood between."""
    return {
        str(key): as_words(value) if isinstance(value, dict) else " ".join(value)
        for key, value in tree.items()
    }


def transcribed(slug: str) -> Truth:
    return fixtures.truth(ROWS, SUMMARIES[slug], as_words(stretches()[slug]))


def score(truth: Truth, reading: Reading) -> Score:
    return Score(truth.name, fields(truth, reading), records(truth, reading))


def numbers(scored: Score) -> dict[str, float | None]:
    """Every number of a score by its name."""
    found = {group: scored.share(group) for group in GROUPS}
    for name in MEASURES:
        counted = scored.records.of(name)
        found |= {f"{name} precision": counted.precision, f"{name} recall": counted.recall}
    return found


TRUTHS = [
    *map(transcribed, SUMMARIES),
    *(invented.truth(one.name, one.truth, ROWS) for one in documents()),
]
TRUTH = transcribed("kunming")
READING = perfect(TRUTH, KNOWN)
BEST = numbers(score(TRUTH, READING))


@pytest.mark.parametrize("truth", TRUTHS, ids=lambda truth: truth.name)
def test_a_perfect_reading_has_everything_right(truth: Truth) -> None:
    scored = score(truth, perfect(truth, KNOWN))
    assert not scored.misses()
    assert scored.share() == 1
    assert {value for value in numbers(scored).values() if value is not None} == {1.0}
    assert scored.good_enough()


def test_a_reading_of_nothing_has_nothing_right() -> None:
    scored = score(TRUTH, Reading(Understood(), Draft(), KNOWN))
    assert scored.share() == 0
    assert {scored.records.of(name).recall for name in MEASURES} == {0}
    assert not scored.good_enough()


def in_side(reading: Reading, **changed: Any) -> Reading:
    first, *others = reading.understood.sides
    return understood(reading, sides=(replace(first, **changed), *others))


def in_drafted_side(reading: Reading, **changed: Any) -> Reading:
    *others, last = reading.draft.sides
    return drafted(reading, sides=(*others, replace(last, **changed)))


def understood(reading: Reading, **changed: Any) -> Reading:
    return replace(reading, understood=replace(reading.understood, **changed))


def drafted(reading: Reading, **changed: Any) -> Reading:
    return replace(reading, draft=replace(reading.draft, **changed))


def in_list(what: str, place: int, **changed: Any) -> Callable[[Reading], Reading]:
    """A mistake in one of a list: `what` is the list, in what was understood or proposed."""

    def mistake(reading: Reading) -> Reading:
        part, name = what.split(".")
        whole = list(getattr(getattr(reading, part), name))
        whole[place] = replace(whole[place], **changed)
        holder = understood if part == "understood" else drafted
        return holder(reading, **{name: tuple(whole)})

    return mistake


def without(what: str, place: int) -> Callable[[Reading], Reading]:
    def mistake(reading: Reading) -> Reading:
        part, name = what.split(".")
        whole = list(getattr(getattr(reading, part), name))
        del whole[place]
        holder = understood if part == "understood" else drafted
        return holder(reading, **{name: tuple(whole)})

    return mistake


def cut_short(what: str, place: int) -> Callable[[Reading], Reading]:
    def mistake(reading: Reading) -> Reading:
        words = getattr(reading.understood, what.split(".")[1])[place].text.text
        return in_list(what, place, text=Span(words.rpartition(" ")[0]))(reading)

    return mistake


def test_a_heading_that_the_truth_does_not_tell_is_not_asked_for() -> None:
    first, *others = TRUTH.activities
    truth = replace(TRUTH, activities=(replace(first, heading=None), *others))
    reading = in_list("understood.activities", 0, heading=Span("2019"))(perfect(TRUTH, KNOWN))
    names = [one.name for one in fields(truth, reading) if not one.right]
    assert names == []
    assert "activities 1 heading" in [one.name for one in fields(TRUTH, reading) if not one.right]


GRANADA = next(one.key for one in KNOWN.cities if one.slug == "granada")
KUNMING = next(one.key for one in KNOWN.cities if one.slug == "kunming")
SETEL = next(one.key for one in KNOWN.organisations if one.slug == "setel")
SEMINAR = next(
    one.key for one in KNOWN.activities if one.slug == "eu-china-high-level-seminar-zhengzhou"
)
FIRST, MEETING_AT, MISSION_AT = 0, 2, 3
"""Where the proposals of some activities stand."""


@pytest.mark.parametrize(
    ("mistake", "lowered"),
    [
        (lambda r: in_side(r, cities=Span("Kunming City")), {"sides"}),
        (lambda r: in_side(r, province=Span("")), {"sides"}),
        (lambda r: in_side(r, country=Span("china")), {"sides"}),
        (lambda r: in_side(r, population=Span("6,67")), {"sides"}),
        (lambda r: in_side(r, size=Span("21.473km²")), {"sides"}),
        (lambda r: in_drafted_side(r, population=3_000), {"sides"}),
        (lambda r: in_drafted_side(r, area_km2=21.473), {"sides"}),
        (lambda r: in_drafted_side(r, cities=()), {"sides"}),
        (lambda r: understood(r, sides=(*r.understood.sides, *r.understood.sides)), {"sides"}),
        (lambda r: understood(r, period=Span("July 2018")), {"period"}),
        (lambda r: drafted(r, period=replace(r.draft.period, end=None)), {"period"}),
        (in_list("understood.themes", 0, label=Span("Health Care")), {"themes"}),
        (in_list("draft.themes", 0, keys=()), {"themes"}),
        (in_list("understood.themes", 1, description=Span("promote")), {"prose"}),
        (in_list("understood.themes", 1, focus=Span("of another")), {"prose"}),
        (without("draft.goals", 1), {"terms"}),
        (in_list("draft.goals", 1, printed=Span("SGD 4")), {"terms"}),
        (in_list("draft.topics", 0, keys=(1,)), {"terms"}),
        (lambda r: drafted(r, topics=(*r.draft.topics, *r.draft.topics)), {"terms"}),
        (lambda r: understood(r, focus=Span("")), {"prose"}),
        (
            lambda r: understood(r, challenges=Span(f"{r.understood.challenges.text} More")),
            {"prose"},
        ),
        (lambda r: understood(r, objectives=r.understood.focus), {"prose"}),
        (cut_short("understood.activities", 4), {"prose"}),
        (cut_short("understood.results", 0), {"prose"}),
        (in_list("understood.activities", 0, dates=Span("May 2018")), {"dates"}),
        (in_list("understood.results", 2, heading=Span("Tourism")), {"entries"}),
        (in_list("draft.activities", FIRST, when=perfect(TRUTH, KNOWN).draft.period), {"dates"}),
        (lambda r: understood(r, contact=Span("IUC-ASIA")), {"others"}),
        (lambda r: drafted(r, email=""), {"others"}),
        (lambda r: drafted(r, kind="thematic-cluster"), {"others"}),
        (
            in_list("draft.activities", MISSION_AT, cities=()),
            {"cities recall"},
        ),
        (
            in_list("draft.activities", FIRST, organisations=(Name("Setel", SETEL),)),
            {"organisations precision", "organisations recall"},
        ),
        (
            in_list("draft.activities", FIRST, matches=()),
            {"matches recall"},
        ),
        (
            in_list("draft.activities", FIRST, matches=(Match(SEMINAR, 0.9),)),
            {"matches precision", "matches recall"},
        ),
        (
            in_list("draft.activities", MEETING_AT, matches=(Match(1, 0.8),)),
            {"matches precision"},
        ),
        (
            lambda r: drafted(
                r,
                activities=(
                    *r.draft.activities,
                    replace(r.draft.activities[FIRST], cities=(), organisations=(), matches=()),
                ),
            ),
            {"activities precision"},
        ),
        (
            lambda r: drafted(
                r, pilots=(*r.draft.pilots, replace(r.draft.pilots[0], position="9"))
            ),
            {"pilots precision"},
        ),
        (without("draft.activities", MEETING_AT), {"activities recall", "dates"}),
        (without("draft.pilots", 0), {"pilots recall"}),
    ],
)
def test_a_mistake_lowers_its_own_number_and_no_other(
    mistake: Callable[[Reading], Reading], lowered: set[str]
) -> None:
    scored = score(TRUTH, mistake(READING))
    found = numbers(scored)
    assert {name for name, value in found.items() if value != BEST[name]} == lowered
    assert all((found[name] or 0) < (BEST[name] or 0) for name in lowered)
    assert scored.misses()


def test_a_city_that_the_record_has_from_elsewhere_may_be_proposed() -> None:
    also = (*READING.draft.activities[FIRST].cities, Name("Kunming", KUNMING))
    scored = score(TRUTH, in_list("draft.activities", FIRST, cities=also)(READING))
    assert not scored.misses()
    wrong = (*READING.draft.activities[FIRST].cities, Name("Granada", GRANADA))
    scored = score(TRUTH, in_list("draft.activities", FIRST, cities=wrong)(READING))
    assert [miss.got for miss in scored.misses()] == ["Granada"]


def test_entries_that_are_counted_wrongly_have_wrong_positions_and_nothing_else() -> None:
    def shifted(one: Any) -> Any:
        return replace(one, position=str(1 + int(one.position)))

    results = tuple(map(shifted, READING.understood.results))
    pilots = tuple(map(shifted, READING.draft.pilots))
    scored = score(TRUTH, drafted(understood(READING, results=results), pilots=pilots))
    assert {miss.where for miss in scored.misses()} == {
        f"results {number} position" for number in range(1, len(results) + 1)
    }


def test_an_entry_that_is_missing_has_all_its_fields_wrong() -> None:
    scored = score(TRUTH, without("understood.activities", 0)(READING))
    assert {one.name for one in scored.fields if not one.right} == {
        "activities 1 position",
        "activities 1 dates",
        "activities 1 months of start-up-meeting-beijing",
        "activities 1 text",
    }
    assert scored.records.of("activities").recall < 1


def test_a_theme_that_the_portal_does_not_know_means_none() -> None:
    truth = transcribed("haikou")
    themes = tuple(one for one in KNOWN.themes if one.slug != "technology-innovation")
    known = Known(**{**vars(KNOWN), "themes": themes})
    assert not score(truth, perfect(truth, known)).misses()


def test_of_several_documents_each_field_and_each_record_counts_alike() -> None:
    wrong = score(TRUTH, without("draft.pilots", 0)(READING))
    every = together("all", [score(TRUTH, READING), wrong, wrong])
    pilots = every.records.of("pilots")
    assert (pilots.right, pilots.proposed, pilots.expected) == (13, 13, 15)
    assert len(every.fields) == 3 * len(wrong.fields)
    assert len(every.misses()) == 2
