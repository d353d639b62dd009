"""The fixtures load with Django's own command, and loading them again changes nothing."""

from collections import Counter

import pytest
from django.apps import apps
from django.core.management import call_command

from tests.data.transcript import FILES, entries

pytestmark = pytest.mark.django_db


def load() -> None:
    call_command("loaddata", *FILES, verbosity=0)


def counts() -> dict[str, int]:
    models = {entry.model for entry in entries()}
    return {model: apps.get_model(model).objects.count() for model in models}


def test_every_object_becomes_one_row():
    load()
    assert counts() == Counter(entry.model for entry in entries())


def test_loading_twice_is_loading_once():
    load()
    before = counts()
    load()
    assert counts() == before


def test_every_row_passes_the_checks_of_its_model():
    load()
    for model in counts():
        for row in apps.get_model(model).objects.all():
            row.full_clean()
