"""Whatever a fixture names is in the fixtures, once, and told by a document."""

from collections import Counter

import pytest
from django.apps import apps

from tests.data.transcript import Entry, entries


def key(entry: Entry) -> tuple:
    """The natural key of an object, worked out from its fields alone."""
    return tuple(follow(entry, lookup) for lookup in apps.get_model(entry.model).NATURAL_KEY)


def follow(entry: Entry, lookup: str):
    """The value of one look-up of a natural key, through the keys that a fixture gives."""
    name, _, rest = lookup.partition("__")
    if not rest:
        return entry[name]
    target = apps.get_model(entry.model)._meta.get_field(name).related_model
    return entry[name][target.NATURAL_KEY.index(rest)]


def keys() -> Counter:
    """How often the fixtures hold each model and natural key."""
    return Counter((entry.model, key(entry)) for entry in entries())


def named(entry: Entry):
    """Every model and natural key that an object refers to."""
    for field in apps.get_model(entry.model)._meta.get_fields():
        if not field.is_relation or field.auto_created or field.name not in entry.fields:
            continue
        label = field.related_model._meta.label_lower
        for value in entry[field.name] if field.many_to_many else [entry[field.name]]:
            yield label, tuple(value)


def test_no_natural_key_stands_twice():
    assert [found for found, count in keys().items() if count > 1] == []


def test_nothing_is_named_that_is_not_there():
    known = keys()
    assert [
        (str(entry), *target)
        for entry in entries()
        for target in named(entry)
        if target not in known
    ] == []


def test_a_record_stands_before_those_that_name_it():
    seen = set()
    for entry in entries():
        assert [target for target in named(entry) if target not in seen] == [], entry
        seen.add((entry.model, key(entry)))


@pytest.mark.parametrize(
    ("model", "citation", "name"),
    [
        ("pilots.activity", "summaries.activitycitation", "activity"),
        ("pilots.pilotproject", "summaries.pilotcitation", "pilot"),
    ],
)
def test_every_record_is_cited(model, citation, name):
    cited = {entry[name][0] for entry in entries(citation)}
    assert [str(entry) for entry in entries(model) if entry["slug"] not in cited] == []


@pytest.mark.parametrize("model", ["cities.city", "cities.organisation"])
def test_every_city_and_organisation_is_named_by_something(model):
    used = {target for entry in entries() for target in named(entry)}
    assert [str(entry) for entry in entries(model) if (model, key(entry)) not in used] == []


@pytest.mark.parametrize("model", ["pilots.activityrelation", "pilots.pilotrelation"])
def test_two_records_are_related_once(model):
    pairs = Counter(frozenset((row["source"][0], row["target"][0])) for row in entries(model))
    assert [sorted(pair) for pair, count in pairs.items() if count > 1 or len(pair) < 2] == []


def test_a_note_is_about_its_own_summary():
    for note in entries("summaries.editorialnote"):
        for name, part in (("activity_citation", "activities"), ("pilot_citation", "results")):
            if citation := note.get(name):
                assert [citation[0]] == note["summary"], note
                assert note["part"] == part, note


def test_everything_is_published():
    for model in ("summaries.summary", "pilots.activity", "pilots.pilotproject"):
        assert {entry["status"] for entry in entries(model)} == {"published"}


@pytest.mark.parametrize(
    ("model", "link", "name"),
    [
        ("summaries.activitycitation", "pilots.activitytheme", "activity"),
        ("summaries.pilotcitation", "pilots.pilottheme", "pilot"),
    ],
)
def test_what_a_cluster_tells_has_its_theme_as_printed(model, link, name):
    clusters = {
        entry["slug"]
        for entry in entries("summaries.summary")
        if entry["kind"] == "thematic-cluster"
    }
    printed = {
        (row[name][0], row["theme"][0]) for row in entries(link) if row["basis"] == "printed"
    }
    for citation in entries(model):
        summary = citation["summary"][0]
        if summary in clusters:  # a cluster's slug is that of its theme
            assert (citation[name][0], summary) in printed, citation


def test_every_outcome_is_told_by_a_citation_of_its_activity():
    told = {
        (outcome[0], outcome[1], citation["activity"][0])
        for citation in entries("summaries.activitycitation")
        for outcome in citation.get("outcomes", [])
    }
    outcomes = {
        (outcome["activity"][0], outcome["position"], outcome["activity"][0])
        for outcome in entries("pilots.outcome")
    }
    assert told == outcomes


def test_every_sub_point_says_which_outcome_it_tells():
    assert [
        str(citation)
        for citation in entries("summaries.activitycitation")
        if "." in citation["position"] and not citation.get("outcomes")
    ] == []
