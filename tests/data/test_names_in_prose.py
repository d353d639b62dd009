"""A city or an organisation of ours that a record names is linked to it."""

import re
from collections import defaultdict

import pytest

from tests.data.transcript import Entry, entries, linked, names_of

# Too short and too common to be a name wherever it stands: "EU pilot cities".
NOT_A_NAME = {"EU"}
# A document named in a text, after its city, is not a city: "the Granada summary".
DOCUMENTS = re.compile(r"\b\w+(?:’s)?(?: own)? summary\b")


def patterns() -> list[tuple[str, str, str]]:
    """Each name with its model and slug, the longest first: a city stands in many a longer name."""
    found = [
        (name, entry.model, entry["slug"])
        for model in ("cities.organisation", "cities.city")
        for entry in entries(model)
        for name in names_of(entry)
        if name not in NOT_A_NAME
    ]
    return sorted(found, key=lambda item: -len(item[0]))


def named(text: str) -> set[tuple[str, str]]:
    """The model and slug of every city and organisation that a text names."""
    text, found = DOCUMENTS.sub(" ", text), set()
    for name, model, slug in patterns():
        text, count = re.subn(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
        if count:
            found.add((model, slug))
    return found


def links(kind: str) -> dict[str, set[tuple[str, str]]]:
    """For each activity or pilot, the cities and organisations that it is linked to."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name in ("city", "organisation"):
        for slug, targets in linked(f"pilots.{kind}{name}", kind, name).items():
            found[slug] |= {(f"cities.{name}", target) for target in targets}
    return found


def texts(entry: Entry, *names: str) -> str:
    return "\n".join(str(entry.get(name)) for name in names)


@pytest.mark.parametrize(
    ("kind", "model"), [("activity", "pilots.activity"), ("pilot", "pilots.pilotproject")]
)
def test_what_a_record_names_is_linked_to_it(kind, model):
    known = links(kind)
    for entry in entries(model):
        told = texts(entry, "title", "description", "occasion", "location_text", "funding")
        assert named(told) - known[entry["slug"]] == set(), entry


@pytest.mark.parametrize("kind", ["activity", "pilot"])
def test_what_a_citation_adds_is_linked_to_the_record(kind):
    known = links(kind)
    for entry in entries(f"summaries.{kind}citation"):
        told = texts(entry, "unnamed_groups", "difference")
        assert named(told) - known[entry[kind][0]] == set(), entry


def test_what_an_outcome_names_is_linked_to_it_and_to_its_activity():
    known = links("activity")
    for entry in entries("pilots.outcome"):
        own = {("cities.city", slug) for (slug,) in entry.get("cities", [])}
        own |= {("cities.organisation", slug) for (slug,) in entry.get("organisations", [])}
        assert own <= known[entry["activity"][0]], entry
        assert named(entry["text"]) <= own, entry


@pytest.mark.parametrize("kind", ["activity", "pilot"])
def test_what_a_relation_names_is_linked_to_one_of_the_two(kind):
    known = links(kind)
    for entry in entries(f"pilots.{kind}relation"):
        either = known[entry["source"][0]] | known[entry["target"][0]]
        assert named(entry["reason"]) - either == set(), entry


def test_every_organisation_link_says_how_the_name_is_printed():
    for kind in ("activity", "pilot"):
        for row in entries(f"pilots.{kind}organisation"):
            assert row.get("name_printed"), row


def test_no_two_places_or_bodies_share_a_name():
    seen: dict[str, str] = {}
    for name, _, slug in patterns():
        assert seen.setdefault(name.casefold(), slug) == slug, name
