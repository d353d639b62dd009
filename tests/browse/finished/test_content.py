"""The number of the content moves with every change, whoever makes it and however."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
import pytest
from django.db import DatabaseError, connection, transaction
from model_bakery import baker

from browse.finished import content
from browse.finished.content import Newest
from browse.models import ContentChange
from cities.models import City, Country, Organisation, Theme
from pilots.models import Activity, Outcome, PilotProject

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def moved(*, at_all: bool = True) -> Iterator[None]:
    """Assert that what is inside moves the number, or that it does not."""
    before = content.read()
    yield
    assert (content.read() != before) == at_all


@contextmanager
def another_connection() -> Iterator[Any]:
    """A connection beside Django's, in a transaction that nobody has committed."""
    other = psycopg2.connect(**connection.get_connection_params())
    try:
        yield other
    finally:
        other.close()


def rename(cursor: Any, city: City, name: str) -> None:
    cursor.execute("UPDATE cities_city SET name = %s WHERE id = %s", [name, city.pk])


@pytest.fixture
def city() -> City:
    country = Country.objects.create(code="XX", name="X", region="asia")
    return City.objects.create(name="A", slug="a", country=country)


@pytest.mark.parametrize(
    "change",
    [
        lambda city: City.objects.filter(pk=city.pk).update(name="B"),
        lambda city: City.objects.bulk_update([city], ["name"]),
        lambda city: Organisation.objects.bulk_create([Organisation(name="O", slug="o")]),
        lambda city: city.delete(),
        lambda city: baker.make(Theme),
    ],
    ids=["update", "bulk update", "bulk create", "delete", "save"],
)
def test_any_statement_on_a_record_moves_it(city: City, change: Callable[[City], Any]) -> None:
    with moved():
        change(city)


def test_links_of_many_to_many_fields_move_it(city: City) -> None:
    activity = baker.make(Activity, slug="a")
    pilot = baker.make(PilotProject, slug="p")
    outcome = baker.make(Outcome, activity=activity, position=1)
    with moved():
        activity.pilots.add(pilot)
    with moved():
        outcome.cities.set([city])
    with moved():
        outcome.cities.clear()


def test_sql_from_elsewhere_moves_it(city: City) -> None:
    with moved(), another_connection() as other:
        rename(other.cursor(), city, "B")
        other.commit()
    with moved(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE cities_urbanagendatopic CASCADE")


def test_a_transaction_moves_it_when_it_commits_and_not_before(city: City) -> None:
    with moved(), another_connection() as other:
        cursor = other.cursor()
        for name in "BCD":
            rename(cursor, city, name)
        with moved(at_all=False):
            pass
        other.commit()


def test_what_is_rolled_back_does_not_move_it(city: City) -> None:
    with moved(at_all=False), transaction.atomic():
        City.objects.update(name="B")
        transaction.set_rollback(True)


def test_what_is_rolled_back_to_a_savepoint_does_not_keep_the_rest_from_moving_it(
    city: City,
) -> None:
    with moved(), transaction.atomic():
        with transaction.atomic():
            City.objects.update(name="B")
            transaction.set_rollback(True)
        City.objects.update(name="C")


def test_reading_moves_nothing(city: City) -> None:
    with moved(at_all=False):
        assert City.objects.get() == city


def test_writers_neither_wait_for_each_other_nor_hide_what_commits_late(city: City) -> None:
    other_city = City.objects.create(name="B", slug="b", country=city.country)
    with another_connection() as first, another_connection() as second:
        for one in (first, second):
            one.cursor().execute("SET lock_timeout = '1s'")
        rename(first.cursor(), city, "first, which commits last")
        rename(second.cursor(), other_city, "second")
        with moved():
            second.commit()
        with moved():
            first.commit()


def test_the_rows_stay_few_and_joining_them_keeps_the_number(city: City) -> None:
    seen = {content.read()}
    for number in range(600):
        City.objects.update(name=f"Name {number}")
        seen.add(content.read())
    assert len(seen) == 601
    assert ContentChange.objects.count() < 300


def test_writers_at_the_same_time_are_all_counted_while_rows_are_joined(city: City) -> None:
    failures: list[Exception] = []

    def write() -> None:
        try:
            with another_connection() as other:
                for number in range(150):
                    rename(other.cursor(), city, f"{number}")
                    other.commit()
        except psycopg2.Error as error:
            failures.append(error)

    writers = [threading.Thread(target=write) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert not failures
    assert ContentChange.objects.count() < 300
    with moved():
        City.objects.update(name="at last")


def test_a_process_asks_for_it_now_and_then_only(city: City) -> None:
    newest = Newest(trusted_for=1000)
    first = newest.get()
    City.objects.update(name="B")
    assert newest.get() == first == newest.number
    assert Newest().get() == content.read() != first


def test_a_process_believes_what_it_knew_while_the_database_does_not_answer(
    city: City, monkeypatch: pytest.MonkeyPatch
) -> None:
    newest = Newest(trusted_for=0)
    known = newest.get()
    City.objects.update(name="B")

    def fails() -> int:
        raise DatabaseError("gone")

    with monkeypatch.context() as patched:
        patched.setattr(content, "read", fails)
        assert newest.get() == known
    assert newest.get() == known  # it is not asked again at once
    newest._until = 0
    assert newest.get() == content.read() != known
