"""No page of the desk runs more queries with many records, or with many rows, than with few."""

import re
from typing import Any

import pghistory
import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cities.models import UrbanAgendaTopic
from pilots.models import Activity, PilotProject
from tests.across.desk_rooms import rooms
from tests.across.test_admin import REGISTERED, address
from tests.across.test_query_counts import full_records
from tests.records import tables
from tests.universe import world
from ucap.summaries.models import EditorialNote, SeedEntry, Summary, SummarySide

pytestmark = pytest.mark.django_db

FEW, MANY, MOST_OF_ALL = 50, 500, 5_000
"""How many summaries; there are about as many activities and pilots."""
LISTED = [model for model in REGISTERED if model is not SeedEntry]
KINDS: dict[str, type[Model]] = {
    **{str(model._meta.model_name): model for model in LISTED},
    "pilot": PilotProject,
    "topic": UrbanAgendaTopic,
}
WITH_ROWS: list[type[Model]] = [Summary, SummarySide, Activity, PilotProject]

HOUSEKEEPING = re.compile(
    r'SAVEPOINT|RELEASE|ROLLBACK|SELECT set_config|(UPDATE )?"django_session"'
)
"""What asks nothing of the record: savepoints, who acts, and the session, now and then."""
MOST = 60
"""How many queries a page runs at most that tells what was or will be done to which kinds.

It looks at those kinds only of which there is something to tell.
"""
# and so do the pages that ask before one record is deleted
TELLING = ("delete_selected", "bulk_publish", "bulk_withdraw", "review: ", "history-changes")


@pytest.fixture
def editor() -> Client:
    """Somebody who may do everything; content types are looked up already."""
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    ContentType.objects.get_for_models(*REGISTERED)
    return client


def queries(client: Client, url: str, sent: dict[str, Any] | None = None) -> list[str]:
    """What the page at `url` asks the database, in its order, each by its table."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(url) if sent is None else client.post(url, sent)
        assert response.content
    assert response.status_code == 200, url
    asked = [re.sub(r"^.*? FROM ([^ ]*).*$", r"\1", query["sql"], flags=re.S) for query in captured]
    return [sql for sql in asked if not HOUSEKEEPING.match(sql)]


def linked(model: type[Model], words: dict[str, Any]) -> Any:
    """A record of `model` that is linked in every way, as `full_records` has made one."""
    named = {model: words[word] for word, model in KINDS.items() if word in words}
    if model in named:
        field = {"sdg": "number", "country": "code"}.get(model._meta.model_name or "", "slug")
        return model._default_manager.get(**{field: named[model]})
    if model is EditorialNote:
        return model._default_manager.exclude(pilot_citation=None).earliest("pk")
    return model._default_manager.latest("pk")


def pages(client: Client) -> dict[str, list[str]]:
    """What each list, each page of a record linked in every way, and each page of a room asks."""
    words = full_records()
    found = {}
    for model in LISTED:
        record = linked(model, words)
        found[f"{model.__name__} list"] = queries(client, address(model, "changelist"))
        found[f"{model.__name__} add"] = queries(client, address(model, "add"))
        for page in ("change", "history", "delete"):
            url = address(model, page, record.pk)
            found[f"{model.__name__} {page}"] = queries(client, url)
    for name, (url, sent) in rooms(User.objects.get(username="root"), words):
        found[name] = queries(client, url, sent)
    return found


def build(summaries: int) -> None:
    """Fill the empty tables; in the history, too, it is somebody's work."""
    with pghistory.context(user=User.objects.get(username="root").pk):
        world.build(7, summaries=summaries)


@pytest.mark.parametrize("number", [MANY, pytest.param(MOST_OF_ALL, marks=pytest.mark.slow)])
def test_pages_run_the_same_queries_with_few_and_with_many_records(
    editor: Client, number: int
) -> None:
    build(FEW)
    few = pages(editor)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {', '.join(model._meta.db_table for model in tables())} CASCADE")
    build(number)
    many = pages(editor)
    telling = {name for name in few if name.startswith(TELLING) or name.endswith(" delete")}
    assert {name: asked for name, asked in many.items() if asked != few[name]}.keys() <= telling
    assert max(len(asked[name]) for asked in (few, many) for name in telling) <= MOST
    assert many.keys() == few.keys()


def more_rows(record: Model, inline: Any, number: int) -> None:
    """Give `record` many rows like its first one in an inline, each for another record."""
    rows = inline.model._default_manager
    parent = inline.fk_name or next(
        field.name
        for field in inline.model._meta.fields
        if field.is_relation and field.related_model is type(record)
    )
    like = rows.filter(**{parent: record}).latest("pk")
    chosen = {each.name: getattr(like, each.name).all() for each in like._meta.many_to_many}
    targets = [
        field
        for field in like._meta.fields
        if field.is_relation and field.name != parent and not field.null
    ]
    pools = {
        field.name: [
            each
            for each in field.related_model._default_manager.order_by("pk")[: number + 1]
            if each != record
        ]
        for field in targets
        if field.related_model is not None
    }
    for place in range(number):
        values: dict[str, Any] = {name: pool[place % len(pool)] for name, pool in pools.items()}
        key = {parent: record, **values}
        if rows.filter(**key).exists():
            continue
        if hasattr(like, "position"):
            key["position"] = f"{700 + place}"
        row = type(like)(
            **{
                field.name: getattr(like, field.name)
                for field in like._meta.concrete_fields
                if not field.primary_key and not field.generated
            }
            | key
        )
        row.save()
        for name, picked in chosen.items():
            getattr(row, name).set(picked)


@pytest.mark.parametrize("model", WITH_ROWS, ids=lambda model: model.__name__)
def test_a_form_runs_the_same_queries_with_few_and_with_many_rows(
    editor: Client, model: type[Model]
) -> None:
    world.build(7, summaries=FEW)
    words = full_records()
    record = linked(model, words)
    if model is SummarySide:
        record = Summary.objects.get(slug=words["summary"]).sides.get(column=1)
    inlines: Any = [one for one in admin.site._registry[model].inlines if one.max_num is None]
    for inline in inlines:
        more_rows(record, inline, 2)
    few = queries(editor, address(model, "change", record.pk))
    for inline in inlines:
        more_rows(record, inline, 30)
    assert queries(editor, address(model, "change", record.pk)) == few
