"""Doubles that somebody made are proposed, and what the documents tell apart is not."""

from datetime import date
from typing import Any

import pytest

from cities.models import City, Organisation
from pilots.models import Activity, ActivityRelation, PilotProject, PilotRelation
from ucap.desk.merge.doubles import Proposal, proposals, told_apart
from ucap.desk.merge.kinds import KINDS
from ucap.desk.merge.wording import REASONS, band, because, headline
from ucap.desk.models import Distinction

pytestmark = pytest.mark.usefixtures("seeded", "db")


def found(kind: str, one: Any, other: Any) -> Proposal | None:
    """The proposal of two records, if they are proposed."""
    pair = (min(one.pk, other.pk), max(one.pk, other.pk))
    proposed = {(p.left, p.right): p for p in proposals(KINDS[kind])}
    return proposed.get(pair)


def doubled(record: Any, slug: str, *links: str, **changes: Any) -> Any:
    """A copy of `record` with some of its links, and with `changes`."""
    copy = type(record).objects.get(pk=record.pk)
    copy.pk, copy.slug = None, slug
    for name, value in changes.items():
        setattr(copy, name, value)
    copy.save()
    for name in links:
        for link in getattr(record, name).all():
            link.pk = None
            setattr(link, getattr(record, name).field.name, copy)
            link.save()
    return copy


def test_nothing_in_the_documents_is_proposed_that_was_told_apart_when_reading_them() -> None:
    assert [proposal for kind in KINDS.values() for proposal in proposals(kind)] == []


def test_without_what_was_told_apart_only_what_people_had_to_tell_apart_is_proposed() -> None:
    apart = {kind: told_apart(KINDS[kind]) for kind in ("activity", "pilot")}
    ActivityRelation.objects.all().delete()
    PilotRelation.objects.all().delete()
    proposed = {kind: {(p.left, p.right) for p in proposals(KINDS[kind])} for kind in apart}
    assert proposed["activity"]
    assert proposed["activity"] <= apart["activity"]
    assert proposed["pilot"] <= apart["pilot"]


# Planted doubles, one after the other: what is written otherwise, and the least score it must have.

BODIES = [
    ("university-of-granada", "UGR", 80),
    ("university-of-granada", "Universidad de Granada", 80),
    ("university-of-granada", "Granada Univeristy", 80),
    ("setel", "The Setel Co. Ltd", 80),
    ("changyu-winery", "Changyou Winery", 65),
    ("luiss", "University Luiss, Rome", 80),
]
CITIES = [
    ("rome", "Roma Capitale", True),
    ("yantai", "Yentai", False),
    ("kunming", "昆明", False),
    ("granada", "Grenada", True),
    ("nice", "Nizza", True),
]
NOWHERE = {"latitude": None, "longitude": None}
ACTIVITIES: list[tuple[dict[str, Any], int]] = [
    ({}, 90),
    ({"title": "Second mision of Granada and Rome: Liuzhou, Yantai"}, 80),
    ({"title": "Misión a China: Roma y Granada", "description": ""}, 50),
    ({"start": date(2019, 10, 1)}, 80),
    ({"start": None, "end": None}, 65),
    ({"start": date(2019, 8, 1), "end": date(2019, 12, 1), "kind": "exchange"}, 75),
]
PILOTS = [
    "Smart and precision agriculture: a pilot in Yantai",
    "Pilot on precison and smart agricultur",
    "Precision agriculture pilot, Yantai",
]


def test_a_body_under_another_name_is_proposed() -> None:
    scores = {}
    for of, name, _least in BODIES:
        body = Organisation.objects.get(slug=of)
        other = doubled(body, "other", name=name, other_names="")
        proposal = found("organisation", body, other)
        scores[name] = proposal.scored.score if proposal else 0
        other.delete()
    assert [(name, scores[name]) for _of, name, least in BODIES if scores[name] < least] == []


def test_bodies_of_the_same_name_in_different_cities_are_not_as_likely_the_same() -> None:
    body = Organisation.objects.get(slug="haikou-city-government")
    other = doubled(body, "o", name="City Government", city=City.objects.get(slug="kunming"))
    assert found("organisation", body, other) is None


def test_a_city_under_another_name_is_proposed() -> None:
    missed = []
    for of, name, keeps_spot in CITIES:
        city = City.objects.get(slug=of)
        spot = {} if keeps_spot else NOWHERE
        other = doubled(city, "other", name=name, other_names="", **spot)
        if not found("city", city, other):
            missed.append(name)
        other.delete()
    assert missed == []


def test_an_activity_told_anew_is_the_first_to_be_proposed() -> None:
    activity = Activity.objects.get(slug="second-mission-of-rome-and-granada")
    missed = []
    for changes, least in ACTIVITIES:
        other = doubled(activity, "other", "city_links", **changes)
        proposal = found("activity", activity, other)
        if not (proposal and proposal.scored.score >= least):
            missed.append((changes, proposal))
        assert proposal == proposals(KINDS["activity"])[0]
        other.delete()
    assert missed == []


def test_an_activity_a_year_later_and_one_that_a_document_lists_beside_it_are_less_likely() -> None:
    activity = Activity.objects.get(slug="second-mission-of-rome-and-granada")
    beside = doubled(activity, "beside", "city_links", "citations")
    later = doubled(activity, "later", "city_links", start=date(2020, 9, 1))
    scores = {(p.left, p.right): p.scored.score for p in proposals(KINDS["activity"])}
    assert scores.get((activity.pk, beside.pk), 0) <= 80
    assert scores.get((activity.pk, later.pk), 0) < 65


def test_a_pilot_told_anew_is_the_first_to_be_proposed() -> None:
    pilot = PilotProject.objects.get(slug="precision-and-smart-agriculture-in-yantai")
    for title in PILOTS:
        changes = {"title": title, "description": "", "status": "draft"}
        other = doubled(pilot, "other", "city_links", **changes)
        assert found("pilot", pilot, other) == proposals(KINDS["pilot"])[0], title
        other.delete()


def test_what_is_related_part_of_it_or_told_apart_is_left_out() -> None:
    activity = Activity.objects.get(slug="second-mission-of-rome-and-granada")
    for how in ("relation", "part", "distinction"):
        other = doubled(activity, how, "city_links")
        assert found("activity", activity, other)
        if how == "relation":
            ActivityRelation.objects.create(source=other, target=activity, reason="Alike.")
        elif how == "part":
            Activity.objects.filter(pk=other.pk).update(part_of=activity)
        else:
            Distinction.objects.create(
                kind="activity", low=activity.pk, high=other.pk, reason="Two days."
            )
        assert found("activity", activity, other) is None
        other.delete()


def test_one_record_is_compared_with_all_others_and_the_most_alike_come_first() -> None:
    body = Organisation.objects.get(slug="luiss")
    alike = proposals(KINDS["organisation"], of=body.pk)
    assert alike
    assert all(body.pk in (p.left, p.right) for p in alike)
    assert [p.scored.score for p in alike] == sorted((p.scored.score for p in alike), reverse=True)
    assert proposals(KINDS["organisation"], of=0) == []


def test_every_reason_has_words() -> None:
    activity = Activity.objects.get(slug="second-mission-of-rome-and-granada")
    doubled(activity, "other", "city_links", "citations", start=date(2019, 10, 1))
    told = headline(proposals(KINDS["activity"])[0].scored.reasons)
    assert "both in Granada, Liuzhou, Rome and Yantai" in told
    assert "neighbouring months" in told.lower()
    for kind in KINDS.values():
        for proposal in proposals(kind, of=kind.model._base_manager.earliest("pk").pk):
            for reason in proposal.scored.reasons:
                assert because(reason)
                assert reason.name in REASONS
            assert band(proposal.scored.score).label
