"""What values of an address name is looked up once, for as long as the content stays the same."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from browse.publishing import Status
from cities.models import City
from pilots.models import Activity, PilotProject
from ucap.summaries.models import Summary

pytestmark = pytest.mark.usefixtures("seeded", "db")

PAGE = "/pilots/?city=granada"


def lookups(client: Client) -> int:
    """How often the database is asked for cities by their slugs, for one page."""
    with CaptureQueriesContext(connection) as queries:
        client.get(PAGE)
    return sum('"cities_city"."slug" IN' in query["sql"] for query in queries)


def text(client: Client) -> str:
    """The page."""
    return client.get(PAGE).content.decode()


def test_a_value_is_looked_up_for_the_first_page_only(client: Client) -> None:
    City.objects.filter(slug="granada").update(population=1)  # content that nobody has read yet
    assert lookups(client) == 1
    assert lookups(client) == 0


def test_it_is_looked_up_again_after_any_change(client: Client) -> None:
    lookups(client)
    City.objects.filter(slug="granada").update(name="Garnata")
    assert lookups(client) == 1
    assert "Garnata" in text(client)


def test_what_is_public_no_more_is_known_no_more(client: Client) -> None:
    assert "no city “granada”" not in text(client)
    for model in (Summary, Activity, PilotProject):
        model.objects.update(status=Status.DRAFT)
    assert "no city “granada”" in text(client)
