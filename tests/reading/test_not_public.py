"""Readings are data of the desk: no public page, count, file or feed asks for them."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from browse.finished import content
from tests.across.site import CRAWLED, FILES, PAGES, changes, forms, records
from tests.reading import scene
from tests.universe import world
from ucap.api.bulk.archive import publish
from ucap.reading.models import Reading, State

pytestmark = pytest.mark.django_db

TABLE = Reading._meta.db_table


def test_no_public_address_asks_for_readings(tmp_path: Path, settings: Any) -> None:
    settings.DATA_DIR = tmp_path
    world.build(3, summaries=2)
    told = scene.build()
    scene.reading(told)
    publish()
    own = [form for url in records() for form in forms(url)]
    client = Client()
    answered = 0
    for url in (*PAGES, *FILES, *CRAWLED, *records(), *changes(), *own, "/healthz", "/readyz"):
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(url)
            said = b"".join(answer) if answer.streaming else answer.content
        assert [query["sql"] for query in captured if TABLE in query["sql"]] == [], url
        assert b"plan.txt" not in said, url
        answered += answer.status_code == 200
    assert answered > 100


def test_readings_move_no_number_of_the_content() -> None:
    told = scene.build()
    before = content.read()
    made = scene.reading(told)
    made.move(State.REFUSED, message="No.")
    Reading.objects.update(decisions={"period": {"choice": "leave"}})
    made.delete()
    assert content.read() == before


def test_readings_have_no_place_in_the_history_of_records() -> None:
    assert not hasattr(Reading, "pgh_event_model")
    assert [t for t in connection.introspection.table_names() if t.startswith("reading_")] == [
        TABLE
    ]
