"""Every entry of every document is cited, under its number."""

from collections import defaultdict

import pytest

from tests.data.transcript import by_slug, entries

# Counted in the documents: the entries among the activities, with the number of sub-points
# of those that have any, and the entries among the results.
COUNTED = {
    "kunming": (5, {3: 2}, 5),
    "life-sciences-and-healthy-city": (12, {}, 8),
    "haikou": (6, {2: 2, 4: 2}, 6),
    "culture-tourism-and-education": (13, {}, 11),
    "granada": (11, {1: 2}, 16),
}
# Headings within the results, with the entries that stand under them.
HEADINGS = {
    "culture-tourism-and-education": {
        "Education": range(1, 6),
        "Culture": range(6, 8),
        "Tourism": range(8, 12),
    },
    "granada": {
        "With all interested Chinese and European cities from the Circular Economy and Smart City"
        " clusters": range(1, 4),
        "Kunming": range(4, 10),
        "Liuzhou": range(10, 15),
        "Haikou": range(15, 16),
        "Zhengzhou": range(16, 17),
    },
}
ACTIVITY, PILOT = "summaries.activitycitation", "summaries.pilotcitation"


def expected(count: int, subpoints: dict[int, int]) -> set[str]:
    numbers = {str(n) for n in range(1, count + 1)}
    return numbers | {f"{n}.{sub}" for n, last in subpoints.items() for sub in range(1, last + 1)}


def cited(model: str, summary: str) -> dict[str, list]:
    found = defaultdict(list)
    for citation in entries(model):
        if citation["summary"] == [summary]:
            found[citation["position"]].append(citation)
    return found


def test_the_table_counts_every_summary():
    assert set(COUNTED) == set(by_slug("summaries.summary"))


@pytest.mark.parametrize("summary", COUNTED)
def test_every_activity_entry_is_cited_and_no_other(summary):
    count, subpoints, _ = COUNTED[summary]
    assert set(cited(ACTIVITY, summary)) == expected(count, subpoints)


@pytest.mark.parametrize("summary", COUNTED)
def test_every_result_entry_is_cited_and_no_other(summary):
    assert set(cited(PILOT, summary)) == expected(COUNTED[summary][2], {})


@pytest.mark.parametrize("model", [ACTIVITY, PILOT])
def test_citations_stand_in_the_order_of_the_document(model):
    for summary in COUNTED:
        positions = [
            [int(number) for number in citation["position"].split(".")]
            for citation in entries(model)
            if citation["summary"] == [summary]
        ]
        assert positions == sorted(positions), summary


def test_a_sub_point_is_about_the_record_of_its_entry():
    for summary in COUNTED:
        found = cited(ACTIVITY, summary)
        for position, citations in found.items():
            entry, dot, _ = position.partition(".")
            if dot:
                above = {citation["activity"][0] for citation in found[entry]}
                assert {citation["activity"][0] for citation in citations} <= above, position


def test_results_stand_under_their_headings():
    for summary in COUNTED:
        under = {
            str(number): heading
            for heading, numbers in HEADINGS.get(summary, {}).items()
            for number in numbers
        }
        for position, citations in cited(PILOT, summary).items():
            assert {c.get("heading") for c in citations} == {under.get(position, "")}, position


def test_every_dated_entry_keeps_the_date_as_told():
    for citation in entries(ACTIVITY):
        assert bool(citation.get("dates_told")) == ("." not in citation["position"]), citation
