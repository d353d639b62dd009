"""What a view sees of the database while a page is made, and what it may do."""

from collections.abc import Callable

import psycopg2
import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from browse.finished.middleware import FinishedPages
from browse.finished.snapshot import content_read
from cities.models import City, Country

pytestmark = pytest.mark.django_db(transaction=True)


def through(view: Callable[[HttpRequest], HttpResponse]) -> HttpResponse:
    """The answer of `view`, called as the middleware has it called."""

    def get_response(request: HttpRequest) -> HttpResponse:
        return made.process_view(request, view, (), {}) or view(request)

    made = FinishedPages(get_response)
    return made(RequestFactory().get("/"))


def in_another_connection(statement: str) -> int:
    """Run a statement that is committed at once; how many rows it changed."""
    other = psycopg2.connect(**connection.get_connection_params())
    other.autocommit = True
    try:
        cursor = other.cursor()
        cursor.execute(statement)
        return cursor.rowcount
    finally:
        other.close()


def test_everything_on_a_page_is_of_one_moment() -> None:
    seen: list[int] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(City.objects.count())
        seen.append(
            in_another_connection(
                "INSERT INTO cities_country (code, name, region) VALUES ('XX', 'X', 'asia')"
            )
        )
        seen.append(Country.objects.filter(code="XX").count())
        return HttpResponse("made")

    assert through(view).content == b"made"
    assert seen == [0, 1, 0]
    assert Country.objects.filter(code="XX").count() == 1
    assert content_read() is None


def test_nothing_can_be_written_while_a_page_is_made() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        with pytest.raises(DatabaseError, match="read-only"), transaction.atomic():
            Country.objects.create(code="XX", name="X", region="asia")
        return HttpResponse("made")

    assert through(view).content == b"made"
    Country.objects.create(code="XX", name="X", region="asia")


def test_a_statement_that_takes_too_long_is_stopped(settings) -> None:
    settings.STATEMENT_SECONDS = 1

    def view(request: HttpRequest) -> HttpResponse:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(20)")
        return HttpResponse("made")

    with pytest.raises(DatabaseError, match="statement timeout"):
        through(view)
