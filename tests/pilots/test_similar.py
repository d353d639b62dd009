"""The pilots most like another one: the rule, the reasons, and who is left out."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.text import slugify
from model_bakery import baker

from browse.publishing import Status
from cities.models import City, Country, Organisation, Theme
from pilots.models import PilotKind, PilotProject, PilotRelation
from pilots.similar import WITH, Common, reason, similar
from tests.universe import world
from tests.universe.oracle import Oracle, folded
from tests.universe.page import Page
from ucap.summaries.models import PilotCitation, Summary

pytestmark = pytest.mark.django_db


def pilot(title: str, *links: Any, kind: str = "other", status: str = Status.PUBLISHED) -> Any:
    """A pilot with cities, themes, organisations, and summaries that tell of it."""
    made = baker.make(PilotProject, title=title, slug=slugify(title), kind=kind, status=status)
    for place, other in enumerate(links, start=1):
        if isinstance(other, City):
            made.city_links.create(city=other)
        elif isinstance(other, Theme):
            made.theme_links.create(theme=other)
        elif isinstance(other, Organisation):
            made.organisation_links.create(organisation=other)
        else:
            PilotCitation.objects.create(pilot=made, summary=other, position=str(place))
    return made


def city(name: str) -> Any:
    country, _ = Country.objects.get_or_create(code="XX", defaults={"name": "X", "region": "asia"})
    return baker.make(City, name=name, slug=name.lower(), country=country)


def body(name: str, kind: str) -> Any:
    return baker.make(Organisation, name=name, slug=name.lower(), kind=kind, city=None)


def told(one: PilotProject) -> list[tuple[str, str]]:
    return [(alike.record.title, alike.reason) for alike in similar(one)]


def test_who_weighs_more_than_what_and_what_more_than_where() -> None:
    granada, kunming = city("Granada"), city("Kunming")
    health = baker.make(Theme, name="Health", slug="health")
    lab = body("Lab", "company")
    mine = pilot("Mine", granada, kunming, health, lab, kind="platform")
    pilot("Of the same kind", kind="platform")
    pilot("On the same theme", health)
    pilot("With the same body", lab)
    pilot("In the same city", granada)
    assert told(mine) == [
        ("With the same body", "Same organisation (Lab)"),
        ("On the same theme", "Same theme"),
        ("In the same city", "Same city (Granada)"),
    ]


def test_the_reason_names_all_that_they_have_in_common() -> None:
    granada, kunming = city("Granada"), city("Kunming")
    health = baker.make(Theme, name="Health", slug="health")
    summary = baker.make(Summary, short_title="Plan", slug="plan", status=Status.PUBLISHED)
    mine = pilot("Mine", granada, kunming, health, body("U", "university"), summary, kind="park")
    pilot("Other", kunming, granada, health, body("V", "university"), summary, kind="park")
    assert told(mine) == [
        (
            "Other",
            "Same theme, cities (Granada, Kunming) and kind; both with a university; "
            "both told in Plan",
        )
    ]


def test_a_common_body_is_not_told_again_as_one_of_the_same_kind() -> None:
    university = body("U", "university")
    mine = pilot("Mine", university)
    pilot("Other", university)
    assert told(mine) == [("Other", "Same organisation (U)")]


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (Common(["U", "V"], [], 2, False, [], []), "Same organisations (U, V) and themes"),
        (Common([], [], 0, True, [], []), "Same kind"),
        (Common([], [], 0, False, ["a company", "a park"], []), "Both with a company and a park"),
        (Common([], [], 0, False, [], ["A", "B", "C"]), "Both told in A, B and C"),
    ],
)
def test_reasons_have_their_plurals(what: Common, words: str) -> None:
    assert reason(what) == words


def test_other_is_no_kind_to_have_in_common() -> None:
    mine = pilot("Mine", body("A", "other"))
    pilot("Other", body("B", "other"))
    assert told(mine) == []
    assert "Most like it" not in Page(mine.get_absolute_url()).html


def test_neither_drafts_nor_what_is_related_already_is_named() -> None:
    granada = city("Granada")
    mine = pilot("Mine", granada)
    pilot("Draft", granada, status=Status.DRAFT)
    for title, forward in (("To", True), ("From", False)):
        other = pilot(title, granada)
        ends = (mine, other) if forward else (other, mine)
        PilotRelation.objects.create(source=ends[0], target=ends[1], reason="alike")
    assert told(mine) == []


def test_a_draft_that_tells_of_both_makes_them_no_more_alike() -> None:
    draft = baker.make(Summary, slug="draft", status=Status.DRAFT)
    mine = pilot("Mine", draft)
    pilot("Other", draft)
    assert told(mine) == []


def test_ties_go_by_title_and_then_by_address() -> None:
    granada = city("Granada")
    mine = pilot("Mine", granada)
    for slug, title in (("z", "Äpfel"), ("a", "Birnen"), ("b", "apfel"), ("c", "Äpfel")):
        PilotProject.objects.filter(pk=pilot(slug, granada).pk).update(title=title)
    assert [alike.record.slug for alike in similar(mine)] == ["b", "c", "z"]


# Any world


def slow(oracle: Oracle, one: PilotProject) -> list[tuple[int, str]]:
    """(likeness, slug) of the pilots most like `one`, by loops."""
    kinds = {pk: o.kind for pk, o in oracle.all_organisations.items() if o.kind in WITH}

    def values(links: list[tuple], pk: int) -> set[Any]:
        return {value for record, value in links if record == pk}

    def likeness(other: PilotProject) -> int:
        both = (one.pk, other.pk)
        bodies = [values(oracle.pilot_organisations, pk) for pk in both]
        of_kind = [{kinds[pk] for pk in pks if pk in kinds} for pks in bodies]
        themes = [values(oracle.pilot_themes, pk) for pk in both]
        cities = [values(oracle.pilot_cities, pk) for pk in both]
        citing = [{s for s, cited in oracle.pilot_citations if cited == pk} for pk in both]
        same_kind = one.kind == other.kind != PilotKind.OTHER
        return (
            4 * len(bodies[0] & bodies[1])
            + 3 * len(themes[0] & themes[1])
            + 2 * len(cities[0] & cities[1])
            + 2 * same_kind
            + len(of_kind[0] & of_kind[1])
            + len(citing[0] & citing[1])
        )

    related = {one.pk}
    for source, target in PilotRelation.objects.values_list("source_id", "target_id"):
        related |= {source, target} if one.pk in (source, target) else set()
    rows = [
        (-likeness(other), folded(other.title), other.slug)
        for other in oracle.pilots.values()
        if other.pk not in related
    ]
    return [(-score, slug) for score, _title, slug in sorted(rows)[:3] if score]


@pytest.mark.parametrize("seed", range(4))
def test_in_any_world_they_are_those_that_a_slow_computation_finds(seed: int) -> None:
    world.build(seed, summaries=12)
    oracle = Oracle()
    for one in oracle.pilots.values():
        found = similar(one)
        assert [(alike.record.likeness, alike.record.slug) for alike in found] == slow(oracle, one)
        assert all(alike.reason for alike in found)


@pytest.mark.parametrize("size", [5, 300])
def test_it_takes_five_queries_with_5_and_with_300_summaries(size: int) -> None:
    world.build(7, summaries=size)
    one = PilotProject.objects.published().filter(city_links__isnull=False).earliest("pk")
    with CaptureQueriesContext(connection) as captured:
        assert similar(one)
    assert len(captured) == 5
