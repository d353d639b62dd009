"""Merging random pairs of random worlds loses nothing, doubles nothing and breaks no rule."""

from itertools import pairwise
from random import Random
from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from model_bakery import baker
from pghistory.models import Context, Event

from browse.history.changes import find
from browse.history.events import Key
from browse.history.restoring import undo
from browse.models import FormerSlug
from browse.publishing import Status
from cities.models import City, Country, Organisation
from pilots.models import (
    Activity,
    ActivityCity,
    ActivityOrganisation,
    ActivityRelation,
    ActivityTheme,
    Outcome,
    PilotCity,
    PilotProject,
)
from tests.browse.test_lists_agree_with_the_oracle import agree
from tests.desk.merge.worlds import dangling, ends, links, parts, texts
from tests.records import tables
from tests.thorough import examples
from tests.universe import world
from tests.universe.lists import VIEWS
from tests.universe.oracle import REPEATABLE, Oracle
from ucap.desk.merge.addresses import follow
from ucap.desk.merge.joining import JOINS, rule
from ucap.desk.merge.kinds import KINDS, Kind
from ucap.desk.merge.merging import (
    Changed,
    Decision,
    Gone,
    Merged,
    NotAllowed,
    fingerprint,
    merge,
    whole,
)
from ucap.desk.merge.relations import pointers, uniques
from ucap.desk.models import Distinction
from ucap.summaries.models import (
    ActivityCitation,
    EditorialNote,
    PilotCitation,
    Summary,
    SummaryCity,
)

pytestmark = pytest.mark.django_db

WORLDS = settings(
    max_examples=examples(5),
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def merged(kind: str, kept: Any, gone: Any, **values: Any) -> Merged:
    """`gone` merged into `kept` by somebody who may publish."""
    return merge(KINDS[kind], Decision(kept.pk, gone.pk, values), may_publish=True)


def prose() -> dict[str, set[str]]:
    """What citations say, kind by kind."""
    names = ("heading", "dates_told", "unnamed_groups", "difference")
    return {
        "activities": set(texts(ActivityCitation, *names)),
        "pilots": set(texts(PilotCitation, *names)),
    }


def citations(model: Any, record: str, renamed: dict[int, int]) -> set[tuple]:
    """(summary, position, record) of all citations, as if records had been renamed already."""
    rows = model.objects.values_list("summary", "position", record)
    return {(summary, position, renamed.get(pk, pk)) for summary, position, pk in rows}


def public(oracle: Oracle, renamed: dict[str, str]) -> set[tuple]:
    """(list, record, parameter, value) of all that the public sees, under the new addresses."""

    def now(slug: str) -> str:
        return renamed.get(slug, slug)

    return {
        (name, now(row.slug), parameter, now(value))
        for name, rows in oracle.lists.items()
        for row in rows
        for parameter, values in row.values.items()
        for value in values
        if parameter not in ("kind", "stage", "mode", "year")
    }


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
@WORLDS
@given(seed=st.integers(0, 10_000), size=st.integers(2, 6))
def test_merging_loses_nothing_that_was_told(kind: Kind, seed: int, size: int) -> None:
    with transaction.atomic():
        world.build(seed, summaries=size)
        chosen = Random(seed).sample(list(kind.model._base_manager.all()), 3)  # noqa: S311
        for gone, kept in pairwise(chosen):  # what was merged into is merged on
            one_merge(kind, kept, gone)
        oracle = Oracle()
        for name in VIEWS:
            agree(oracle, name, {})
            parameter = sorted(REPEATABLE[name] & {"city", "organisation", "summary"})[0]
            agree(oracle, name, {parameter: sorted(oracle.known[name][parameter])[:2]})
        transaction.set_rollback(True)


def one_merge(kind: Kind, kept: Any, gone: Any) -> None:
    """Merge two and compare the world before with the world after."""
    same = {f.name: getattr(kept, f.name) for f in ends(kind.model) if f.name != "part_of"}
    if same:  # which seat and country stay is a choice, and not what this is about
        kind.model._base_manager.filter(pk=gone.pk).update(**same)
    kept.refresh_from_db()
    gone.refresh_from_db()
    renamed = {gone.pk: kept.pk}
    keyed = {(kind.model, gone.pk): kept.pk}
    of = {ActivityCitation: "activity", PilotCitation: "pilot"}
    told_before = {
        model: citations(model, name, renamed if of[model] == kind.name else {})
        for model, name in of.items()
    }
    notes = texts(EditorialNote, "slug", "oddity")
    outcomes = set(texts(Outcome, "text"))
    facts = links(keyed)
    said = prose()
    wholes = parts(kind.model, renamed)
    seen = public(Oracle(), {gone.slug: kept.slug})

    merged(kind.name, kept, gone)

    assert not kind.model._base_manager.filter(pk=gone.pk).exists()
    assert dangling() == []
    for model, name in of.items():
        assert citations(model, name, {}) == told_before[model]
    assert texts(EditorialNote, "slug", "oddity") == notes
    assert set(texts(Outcome, "text")) == outcomes
    # joined rows have other numbers, so what points at rows is compared where rows stay
    rows_stay = {m.__name__ for m in tables()}
    rows_stay -= {"EditorialNote", "Outcome_cities", "Outcome_organisations", "Organisation"}
    rows_stay -= {"ActivityCitation_outcomes"}
    before = {fact for fact in facts if fact[0] in rows_stay and not is_to_itself(fact)}
    after = {fact for fact in links({}) if fact[0] in rows_stay}
    assert after == before
    others = {(pk, whole) for pk, whole in wholes if pk not in (kept.pk, gone.pk)}
    assert parts(kind.model, {}) >= others
    for name, lost in said.items():
        now = " | ".join(prose()[name])
        assert [text for text in lost if text not in now] == []
    assert seen - public(Oracle(), {}) == set()


def is_to_itself(fact: tuple[str, tuple]) -> bool:
    """Whether a fact is a relation of the merged record to itself."""
    return fact[0].endswith("Relation") and fact[1][0] == fact[1][1]


# The rules of joining


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_every_row_that_could_be_there_twice_has_a_rule(kind: Kind) -> None:
    seen, waiting = set(), [kind.model]
    while waiting:
        model = waiting.pop()
        for pointer in pointers(model):
            rule(pointer)
            if uniques(pointer) and pointer.model not in seen:
                seen.add(pointer.model)
                waiting.append(pointer.model)  # joined rows hand on what points at them
    assert {model._meta.label_lower for model in seen} <= JOINS.keys()


def test_every_rule_is_of_a_row_that_a_merge_can_meet() -> None:
    met, waiting = set(), [kind.model for kind in KINDS.values()]
    while waiting:
        for pointer in pointers(waiting.pop()):
            if pointer.model not in met:
                met.add(pointer.model)
                waiting.append(pointer.model)
    assert JOINS.keys() <= {model._meta.label_lower for model in met}


def test_no_foreign_key_to_a_record_is_overlooked() -> None:
    everything = {
        (model, field.name)
        for model in tables()
        for field in model._meta.local_concrete_fields
        if field.is_relation
    }
    for kind in KINDS.values():
        here = {(m, n) for m, n in everything if m._meta.get_field(n).related_model is kind.model}
        assert {(p.model, p.field) for p in pointers(kind.model)} >= here


def city(name: str, **fields: Any) -> Any:
    country, _ = Country.objects.get_or_create(code="XX", defaults={"name": "X", "region": "asia"})
    return baker.make(City, name=name, slug=name.lower(), country=country, **fields)


def activity(title: str, status: str = Status.PUBLISHED, **fields: Any) -> Any:
    return baker.make(Activity, title=title, slug=title.lower(), status=status, **fields)


def summary(title: str = "S") -> Any:
    return baker.make(Summary, title=title, short_title=title, slug=title.lower())


def test_who_takes_part_here_and_hosts_there_does_both_and_named_beats_implied() -> None:
    one, other, place = activity("One"), activity("Other"), city("Nice")
    one.city_links.create(city=place, role="participant", basis="implied")
    other.city_links.create(city=place, role="venue", basis="named")
    merged("activity", one, other)
    link = ActivityCity.objects.get()
    assert (link.activity, link.role, link.basis) == (one, "both", "named")


def test_a_printed_theme_beats_an_editors_and_a_printed_name_is_kept() -> None:
    one, other = activity("One"), activity("Other")
    theme: Any = baker.make("cities.Theme")
    body: Any = baker.make("cities.Organisation", city=None)
    one.theme_links.create(theme=theme, basis="editor")
    other.theme_links.create(theme=theme, basis="printed")
    one.organisation_links.create(organisation=body, role="leads", name_printed="")
    other.organisation_links.create(organisation=body, role="leads", name_printed="UGR")
    merged("activity", one, other)
    assert ActivityTheme.objects.get().basis == "printed"
    assert ActivityOrganisation.objects.get().name_printed == "UGR"


def test_two_citations_of_one_place_become_one_with_both_texts_and_all_notes() -> None:
    one, other, document = activity("One"), activity("Other"), summary()
    for record, text in ((one, "Says May."), (other, "Says June.")):
        cited = ActivityCitation.objects.create(
            summary=document,
            activity=record,
            position="4.1",
            difference=text,
            heading="Missions",
            dates_told=f"{text} {'long ' * 15}".strip(),
        )
        EditorialNote.objects.create(
            slug=f"n{record.pk}",
            summary=document,
            part="activities",
            oddity="Odd.",
            activity_citation=cited,
        )
    merged("activity", one, other)
    cited = ActivityCitation.objects.get()
    assert cited.heading == "Missions"
    assert cited.dates_told.startswith("Says May.")
    assert cited.difference.startswith("Says May.; Says June.; Says June. long")
    assert cited.notes.count() == 2


def test_the_same_outcome_is_one_and_others_follow() -> None:
    one, other, place, document = activity("One"), activity("Other"), city("Nice"), summary()
    one.outcomes.create(position=1, kind="other", text="A plan.")
    same = other.outcomes.create(position=1, kind="other", text="A plan.")
    same.cities.add(place)
    cited = ActivityCitation.objects.create(summary=document, activity=other, position="1")
    cited.outcomes.add(same)
    other.outcomes.create(position=2, kind="memorandum", text="A memorandum.")
    merged("activity", one, other)
    told = [(o.position, o.text) for o in one.outcomes.all()]
    assert told == [(1, "A plan."), (2, "A memorandum.")]
    assert list(one.outcomes.get(position=1).cities.all()) == [place]
    assert list(cited.outcomes.all()) == [one.outcomes.get(position=1)]


def test_relations_of_both_are_joined_and_none_leads_to_the_record_itself() -> None:
    one, other, third = activity("One"), activity("Other"), activity("Third")
    ActivityRelation.objects.create(source=one, target=other, reason="Alike.")
    ActivityRelation.objects.create(source=third, target=one, reason="Same month.")
    ActivityRelation.objects.create(source=other, target=third, reason="Same city.")
    merged("activity", one, other)
    left = ActivityRelation.objects.get()
    assert {left.source, left.target} == {one, third}
    assert left.reason == "Same month.; Same city."


def test_a_city_twice_on_a_side_stands_where_it_was_printed_first() -> None:
    one, other = city("Rome"), city("Roma")
    side: Any = baker.make("summaries.SummarySide", column=1)
    SummaryCity.objects.create(side=side, city=other, position=1)
    SummaryCity.objects.create(side=side, city=one, position=3)
    merged("city", one, other)
    assert [(link.city, link.position) for link in side.city_links.all()] == [(one, 1)]


def test_what_is_part_of_either_is_part_of_the_result_and_nothing_of_itself() -> None:
    top = activity("Top")
    one, other = activity("One", part_of=top), activity("Other")
    part = activity("Part", part_of=other)
    Activity.objects.filter(pk=top.pk).update(part_of=other)
    merged("activity", one, other)
    part.refresh_from_db()
    one.refresh_from_db()
    assert part.part_of == one
    assert one.part_of is None  # it was part of what is part of it now
    assert whole(None, {1}) is None


def test_the_name_of_the_one_that_goes_is_kept_among_the_others() -> None:
    one = city("Rome", other_names="Roma")
    other = city("Urbs", other_names="Roma\nRom")
    merged("city", one, other)
    one.refresh_from_db()
    assert one.other_names == "Roma\nUrbs"  # other names of the other are a choice like any field
    assert one.names == ["Roma", "Urbs"]


def test_choosing_the_other_ones_name_keeps_ones_own() -> None:
    one, other = city("Rome"), city("Roma")
    merged("city", one, other, name="Roma")
    one.refresh_from_db()
    assert (one.name, one.other_names) == ("Roma", "Rome")


# Draft and published


@pytest.mark.parametrize("kept", [Status.DRAFT, Status.PUBLISHED])
def test_what_was_published_stays_published(kept: str) -> None:
    states = [kept, Status.PUBLISHED if kept == Status.DRAFT else Status.DRAFT]
    one, other = activity("One", states[0]), activity("Other", states[1])
    merged("activity", one, other)
    one.refresh_from_db()
    assert one.status == Status.PUBLISHED


def test_who_may_not_publish_cannot_publish_a_draft_by_merging() -> None:
    one, other = activity("One", Status.DRAFT), activity("Other")
    with pytest.raises(NotAllowed):
        merge(KINDS["activity"], Decision(one.pk, other.pk, {}), may_publish=False)
    assert Activity.objects.count() == 2
    Activity.objects.update(status=Status.PUBLISHED)
    merge(KINDS["activity"], Decision(one.pk, other.pk, {}), may_publish=False)
    assert Activity.objects.count() == 1


# What goes wrong leaves everything as it was


def test_a_value_that_breaks_a_rule_is_told_and_nothing_changes() -> None:
    one, other = city("Rome"), city("Roma")
    other.organisations.create(name="Lab", slug="lab", kind="other")
    with pytest.raises(ValidationError) as error:
        merged("city", one, other, name="")
    assert set(error.value.message_dict) == {"name"}
    with pytest.raises(ValidationError):
        merged("city", one, other, latitude=None, longitude=3)
    assert City.objects.count() == 2
    assert other.organisations.count() == 1
    assert not FormerSlug.objects.exists()


def test_the_second_of_two_editors_is_told() -> None:
    one, other, third = (activity(title) for title in ("One", "Other", "Third"))
    seen = fingerprint(one, other)
    assert seen == fingerprint(other, one)
    merged("activity", one, other)
    with pytest.raises(Gone):
        merged("activity", third, other)
    with pytest.raises(Gone):
        merged("activity", other, one)


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_once_one_merges_and_the_other_is_told() -> None:
    one, other = activity("One"), activity("Other")
    said = []

    def merging(kept: Any, gone: Any) -> None:
        try:
            merged("activity", kept, gone)
            said.append("merged")
        except Gone:
            said.append("gone")
        finally:
            connection.close()

    # each wants to keep another one: locked in the order of their wishes, they would block
    editors = [Thread(target=merging, args=pair) for pair in ((one, other), (other, one))]
    for editor in editors:
        editor.start()
    for editor in editors:
        editor.join(60)
    assert sorted(said) == ["gone", "merged"]
    assert Activity.objects.count() == 1


def test_what_was_changed_since_it_was_looked_at_is_not_merged() -> None:
    one, other = activity("One"), activity("Other")
    seen = fingerprint(one, other)
    Activity.objects.filter(pk=other.pk).update(title="Another")
    with pytest.raises(Changed):
        merge(KINDS["activity"], Decision(one.pk, other.pk, {}, seen=seen), may_publish=True)
    assert Activity.objects.count() == 2


# History


def test_a_merge_is_one_change_set_that_says_what_and_why() -> None:
    one, other = activity("One"), activity("Other")
    other.city_links.create(city=city("Nice"))
    told = merge(
        KINDS["activity"], Decision(one.pk, other.pk, {}, reason="One event."), may_publish=True
    )
    context = Context.objects.get(pk=told.change_set)
    assert context.metadata == {
        "action": "merge",
        "kind": "activity",
        "kept": one.pk,
        "gone": other.pk,
        "reason": "One event.",
        "slugs": ["other"],
    }
    history: Any = Activity.pgh_event_model  # type: ignore[attr-defined]
    deleted = history.objects.get(pgh_context=context, pgh_label="delete")
    assert (deleted.id, deleted.title) == (other.pk, "Other")


def rows_of_everything() -> dict[str, list[dict]]:
    """All that stands in the tables of the portal's record, but what the database makes itself."""
    return {
        model.__name__: list(
            model._base_manager.order_by("pk").values(
                *(f.attname for f in model._meta.concrete_fields if not f.generated)
            )
        )
        for model in tables()
    }


def replayed_backwards(change_set: str) -> None:
    """Undo a change set by its events alone, the last one first."""
    histories = [m for m in Event.__subclasses__() if not m._meta.abstract and m._meta.managed]
    events: list[Any] = [e for m in histories for e in m.objects.filter(pgh_context=change_set)]
    # each history counts for itself: rows come back before what points at them can be checked
    order = {"delete": 0, "update": 1, "insert": 2}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    for event in sorted(events, key=lambda e: (order[e.pgh_label], -e.pgh_id)):
        model: Any = event._meta.get_field("pgh_obj").related_model
        values = {
            f.attname: getattr(event, f.attname)
            for f in event._meta.concrete_fields
            if not f.name.startswith("pgh_") and f.attname != "id"
        }
        rows = model._base_manager.filter(pk=event.id)
        if event.pgh_label == "delete":
            model._base_manager.bulk_create([model(pk=event.id, **values)])
        elif event.pgh_label == "update":
            before = type(event).objects.filter(id=event.id, pgh_id__lt=event.pgh_id)
            last = before.latest("pgh_id")
            rows.update(**{name: getattr(last, name) for name in values})
        else:
            rows.delete()


def test_all_that_a_merge_changes_is_in_the_history_but_for_addresses() -> None:
    world.build(5, summaries=5)
    for kind in KINDS.values():
        one, other = kind.model._base_manager.order_by("pk")[1:3]
        before = rows_of_everything()
        told = merged(kind.name, one, other)
        assert rows_of_everything() != before
        replayed_backwards(told.change_set)
        assert rows_of_everything() == before


def test_addresses_follow_when_a_merge_is_undone_and_done_again() -> None:
    one, other = activity("One"), activity("Other")
    Activity.objects.filter(pk=other.pk).update(slug="older")
    Activity.objects.filter(pk=other.pk).update(slug="old")

    def followed(key: Key) -> dict[str, int]:
        undone = find(key)
        assert undone
        follow(undone)
        return dict(FormerSlug.objects.values_list("slug", "record"))

    merge = Key.parse(merged("activity", one, other).change_set)
    merged_away = dict.fromkeys(("old", "older", "other"), one.pk)
    assert dict(FormerSlug.objects.values_list("slug", "record")) == merged_away
    undoing = undo(merge)
    assert followed(merge) == {"older": other.pk, "other": other.pk}
    undo(undoing)
    assert followed(undoing) == merged_away


def test_addresses_stay_when_the_record_that_went_is_not_brought_back() -> None:
    one, other = activity("One"), activity("Other")
    told = merged("activity", one, other)
    undone = find(Key.parse(told.change_set))
    assert undone
    follow(undone)  # as after undoing only what nothing stood in the way of
    assert dict(FormerSlug.objects.values_list("slug", "record")) == {"other": one.pk}


# Told apart


def test_what_was_told_apart_from_the_one_that_goes_is_told_apart_from_the_result() -> None:
    one, other, third = (activity(title) for title in ("One", "Other", "Third"))
    for low, high in ((one, other), (other, third)):
        Distinction.objects.create(kind="activity", low=low.pk, high=high.pk, reason="Look.")
    merged("activity", one, other)
    left = Distinction.objects.get()
    assert (left.low, left.high) == (one.pk, third.pk)


def test_two_that_share_everything_are_merged_without_a_doubled_row() -> None:
    one = baker.make(PilotProject, slug="a", status=Status.PUBLISHED)
    other = baker.make(PilotProject, slug="b", status=Status.PUBLISHED)
    place = city("Nice")
    happening = activity("One")
    for pilot in (one, other):
        pilot.city_links.create(city=place)
        happening.pilots.add(pilot)
    merged("pilot", one, other)
    assert PilotCity.objects.count() == 1
    assert list(happening.pilots.all()) == [one]
    with pytest.raises(IntegrityError), transaction.atomic():
        one.city_links.create(city=place)


def test_organisations_with_parts_and_seats_are_merged() -> None:
    place = city("Granada")
    one = baker.make(Organisation, slug="u", name="University of Granada", city=place)
    other = baker.make(Organisation, slug="ugr", name="UGR", city=None)
    lab = baker.make(Organisation, slug="lab", name="Lab", city=place, part_of=other)
    merged("organisation", one, other)
    lab.refresh_from_db()
    assert lab.part_of == one
