"""What the database knows is read in so many queries, and one summary can be left out of it."""

from collections import defaultdict

import pytest

from pilots.models import Activity, PilotProject
from ucap.reading.records.knowing import known
from ucap.reading.records.known import Known, Told
from ucap.summaries.models import ActivityCitation, PilotCitation, Summary

pytestmark = pytest.mark.usefixtures("seeded", "db")

QUERIES = 15


def cited_by(citations, record: str) -> dict[int, set[int]]:
    """{record: the summaries that tell of it}."""
    found: dict[int, set[int]] = defaultdict(set)
    for pk, summary in citations.objects.values_list(f"{record}_id", "summary_id"):
        found[pk].add(summary)
    return found


def records(read: Known) -> list[Told]:
    return [*read.activities, *read.pilots]


def test_everything_is_read_in_a_fixed_number_of_queries(django_assert_num_queries) -> None:
    with django_assert_num_queries(QUERIES):
        read = known()
    assert len(read.activities) == Activity.objects.count()
    assert len(read.pilots) == PilotProject.objects.count()
    told = {one.slug: one for one in read.activities}["haikou-visit-to-nice"]
    slugs = {city.key: city.slug for city in read.cities}
    assert {slugs[key] for key in told.cities} == {"haikou", "nice"}
    assert told.when.start
    assert "Innovative City fair" in told.texts
    assert len(told.summaries) == 2


def test_names_come_with_what_tells_them_apart() -> None:
    read = known()
    cities = {city.slug: city for city in read.cities}
    assert cities["rome"].others == ("Roma",)
    assert (cities["granada"].country, cities["granada"].population) == ("ES", 236_000)
    assert cities["granada"].area_km2 == 88.0
    assert {country.country for country in read.countries} >= {"CN", "ES"}
    assert {goal.slug for goal in read.goals} == {str(number) for number in range(1, 18)}


def test_what_one_summary_alone_tells_of_is_left_out(django_assert_num_queries) -> None:
    by_activity, by_pilot = cited_by(ActivityCitation, "activity"), cited_by(PilotCitation, "pilot")
    for summary in Summary.objects.all():
        with django_assert_num_queries(QUERIES):
            read = known(without=summary)
        assert {one.key for one in read.activities} == {
            pk for pk in by_activity if by_activity[pk] != {summary.pk}
        }
        assert {one.key for one in read.pilots} == {
            pk for pk in by_pilot if by_pilot[pk] != {summary.pk}
        }
        assert all(summary.pk not in one.summaries for one in records(read))


def test_no_word_of_that_summary_is_told() -> None:
    """Of a shared record, nothing is told that any text of this summary's could be in."""
    for summary in Summary.objects.all():
        own = {
            text
            for citation in [
                *summary.activity_citations.all(),
                *summary.pilot_citations.all(),
            ]
            for text in (citation.unnamed_groups, citation.heading)
            if text
        }
        others = {
            text
            for model in (ActivityCitation, PilotCitation)
            for citation in model.objects.exclude(summary=summary)
            for text in (citation.unnamed_groups, citation.heading)
        }
        shared = {
            record.description
            for model in (Activity, PilotProject)
            for record in model.objects.filter(citations__summary=summary)
        }
        told = {text for one in records(known(without=summary)) for text in one.texts}
        assert not told & (own - others)
        assert not told & shared


def test_a_body_that_only_it_names_is_left_out() -> None:
    summary = Summary.objects.get(slug="kunming")
    slugs = {body.slug for body in known(without=summary).organisations}
    assert "cloud-town-incubation-center" not in slugs
    assert {"pts", "ndrc", "iuc"} <= slugs
