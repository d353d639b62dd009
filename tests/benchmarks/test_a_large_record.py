"""The generator of large records."""

from typing import Any

import pytest
from django.db import transaction

from benchmarks.world import SOUGHT, fill
from cities.models import City, Organisation
from pilots.models import Activity, PilotCity, PilotProject
from ucap.summaries.models import PilotCitation, Summary

pytestmark = pytest.mark.django_db


def told() -> list[Any]:
    """What is in the record, without the numbers that Postgres gives."""
    return [
        list(PilotProject.objects.order_by("slug").values_list("slug", "title", "description")),
        list(Activity.objects.order_by("slug").values_list("slug", "title", "start", "kind")),
        sorted(PilotCity.objects.values_list("pilot__slug", "city__slug")),
        sorted(PilotCitation.objects.values_list("pilot__slug", "summary__slug", "position")),
    ]


def made(number: int) -> list[Any]:
    """What is in a record of that size, which is rolled back."""
    with transaction.atomic():
        fill(number)
        found = told()
        transaction.set_rollback(True)
    return found


def test_it_is_the_same_every_time() -> None:
    first = made(12)
    assert len(first[0]) == len(first[1]) == 12
    assert made(12) == first


def test_it_is_in_proportion_and_a_few_things_are_in_many_records() -> None:
    fill(100)
    numbers = [model._default_manager.count() for model in (City, Organisation, Summary)]
    assert numbers == [10, 20, 5]
    shares = [PilotCity.objects.filter(city__slug=f"city-{n}").count() for n in (0, 9)]
    assert shares[0] > 3 * shares[1] > 0
    assert 0 < PilotProject.objects.filter(description__icontains=SOUGHT).count() < 30
