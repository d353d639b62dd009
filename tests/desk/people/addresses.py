"""Every address and every action of the desk, with records to try them on.

Addresses come from the resolver, so that a new one cannot be forgotten. Arguments
are made from a world with published and draft records: `states` says on which
records an address is tried.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pghistory
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db.models import Model
from django.urls import URLPattern, URLResolver, reverse

from cities.models import City, Country, Organisation
from cities.models.organisations import OrganisationKind
from pilots.models import Activity, PilotProject
from tests.universe import world
from ucap.desk import rights
from ucap.desk.models import Distinction
from ucap.desk.people import invitations, roles
from ucap.reading.blocks import Block, Document
from ucap.reading.models import State
from ucap.reading.records.draft import Draft
from ucap.reading.stored import Read, dump
from ucap.reading.taking import take
from ucap.reading.understood import Understood
from ucap.summaries.models import SeedEntry, Summary

WORLD = 3
"""A world with a published and a draft record, and a part of each, of every kind (`states`)."""
PAGES = ("changelist", "add", "history", "delete", "change")


@dataclass(frozen=True)
class Address:
    """A path, and what the table calls it: "record change public", "people-invite"."""

    name: str
    path: str


def kind(model: type[Model]) -> str:
    """What the table calls the models that are treated alike."""
    label = model._meta.label_lower
    for name, labels in (
        ("record", roles.RECORDS),
        ("place", roles.PLACES),
        ("part", roles.PARTS),
        ("vocabulary", roles.VOCABULARIES),
        ("ledger", roles.LEDGER),
        ("person", ["auth.user"]),
        ("role", ["auth.group"]),
    ):
        if label in labels:
            return name
    return label


def build() -> None:
    """A world in which everything is there in every state."""
    world.build(WORLD, summaries=6)
    City.objects.create(name="Nowhere", slug="nowhere", country=Country.objects.earliest("pk"))
    Organisation.objects.create(name="Nobody", slug="nobody", kind=OrganisationKind.OTHER)
    Summary.objects.create(title="New", slug="new", kind="city-plan")
    Activity.objects.create(title="New", slug="new", kind="meeting")
    PilotProject.objects.create(title="New", slug="new", kind="office")
    activity = Activity.objects.filter(status="published").earliest("pk")
    SeedEntry.objects.create(
        content_type=ContentType.objects.get_for_model(Activity),
        key=["a"],
        object_id=activity.pk,
        loaded={},
    )
    invitations.invite("invited@example.org", Group.objects.filter(name="Viewers"))
    User.objects.create_superuser("operator", password="nobody signs in with it")
    nowhere, other = City.objects.get(slug="nowhere"), City.objects.earliest("pk")
    low, high = sorted((nowhere.pk, other.pk))
    Distinction.objects.create(kind="city", low=low, high=high, reason="Far apart")
    build_reading()
    with pghistory.context(reason="A slip"):
        City.objects.filter(pk=nowhere.pk).update(province="Somewhere")


def build_reading() -> None:
    """A document that waits for a decision."""
    reading, _is_new = take("plan.txt", ContentFile(b"A plan"))
    read = Read(Document("plan.txt", "text", (Block("A plan"),)), Understood(), Draft("A plan"))
    reading.move(State.READ, understood=dump(read))


def states(model: type[Model]) -> dict[str, Model]:
    """A record of `model` in each state that matters to rights; of drafts one that stands alone."""
    records = list(model._default_manager.order_by("pk"))
    if model is User:
        return {
            "colleague": User.objects.get(username="invited@example.org"),
            "operator": User.objects.get(username="operator"),
        }
    if rights.needed(model) is None:
        return {"": records[0]}
    public = [record for record in records if rights.is_public(rights.whole(record))]
    drafts = [record for record in records if record not in public]
    return {"public": public[0], "draft": drafts[-1]}


def walk(patterns: Any = None, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(the pattern of the whole path, the pattern) of every address of the desk."""
    for pattern in admin.site.get_urls() if patterns is None else patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, path)
        else:
            yield path, pattern


def addresses(arguments: dict[str, list[Any]]) -> list[Address]:
    """Every address of the desk, on every record that matters.

    `arguments` says, for names of addresses outside of `ModelAdmin`s, with which
    arguments to try them; an address that takes some and is not there raises KeyError.
    """
    found: list[Address] = []
    for path, pattern in walk():
        model = model_of(path)
        if model is not None:
            found += of_model(model, str(pattern.name).rpartition("_")[2], pattern)
        elif pattern.name:
            takes = bool(pattern.pattern.regex.groupindex)
            for given in arguments[pattern.name] if takes else [[]]:
                found.append(Address(pattern.name, reverse(f"admin:{pattern.name}", args=given)))
    return found


def model_of(path: str) -> type[Model] | None:
    """The model whose admin pages a path is among."""
    for model in admin.site._registry:
        if path.startswith(f"{model._meta.app_label}/{model._meta.model_name}/"):
            return model
    return None


def of_model(model: type[Model], page: str, pattern: URLPattern) -> Iterator[Address]:
    """The addresses of a page of a `ModelAdmin`, one for each state of a record that it is of."""
    if not pattern.name:
        return  # where records stood before Django 1.9: leads to "change"
    name = f"{kind(model)} {page}" if page in PAGES else pattern.name
    if not pattern.pattern.regex.groupindex:
        yield Address(name, reverse(f"admin:{pattern.name}"))
        return
    for state, record in states(model).items():
        path = reverse(f"admin:{pattern.name}", args=[record.pk])
        yield Address(f"{name} {state}".strip(), path)


def columns(table: str, names: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """{row: {role: what it may}} of a table written for people."""
    rows = {}
    for line in table.strip().splitlines():
        if line.strip() and not line.lstrip().startswith("#"):
            row, *cells = re.split(r"\s{2,}", line.strip())
            assert len(cells) == len(names), f"{row!r} has {len(cells)} cells"
            rows[row] = dict(zip(names, cells, strict=True))
    return rows
