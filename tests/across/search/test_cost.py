"""What searching costs: fixed numbers of queries, and an index for each."""

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from browse.search import WordsField
from cities.models import City, Country
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db

EVERY_KIND = "mal OR gre OR zur OR goal OR slip"


def searched() -> list:
    """The models that have words to search."""
    return [
        model
        for model in apps.get_models()
        if any(
            isinstance(getattr(field, "output_field", None), WordsField)
            for field in model._meta.concrete_fields
        )
    ]


def test_every_table_has_an_index_that_answers() -> None:
    assert len(searched()) == 17
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    for model in searched():
        plan = model._default_manager.order_by().filter(words__matches="'wine':*").explain()
        assert f"Bitmap Index Scan on {model._meta.model_name}_words" in plan, plan


def test_words_are_never_loaded_with_their_records() -> None:
    country = Country.objects.create(code="CN", name="China", region="asia")
    City.objects.create(name="Kunming", slug="kunming", country=country)
    with CaptureQueriesContext(connection) as captured:
        city = City.objects.select_related("country").get(words__matches="'kunming'")
    select, _, _rest = captured[0]["sql"].partition(" FROM ")
    assert "words" not in select
    assert city.words is None


def test_a_text_of_any_length_can_be_saved_and_is_found_by_its_first_words() -> None:
    prose = {
        "focus": "昆明市人民政府" * 30_000,
        "challenges": " ".join(f"wörter{n}" for n in range(60_000)),
        "objectives": "x" * 400_000,
        "contact_printed": "y" * 200,
    }
    long = Summary.objects.create(
        title="Long", short_title="Long", slug="long", kind="city-plan", **prose
    )
    assert Summary.objects.filter(words__matches="'worter7'").get() == long


def test_what_is_stored_follows_the_record() -> None:
    country = Country.objects.create(code="CN", name="China", region="asia")
    city = City.objects.create(name="Kunming", slug="kunming", country=country)
    city.name = "Haikou"
    city.save()
    assert not City.objects.filter(words__matches="'kunming'")
    assert City.objects.filter(words__matches="'haikou'").get() == city
