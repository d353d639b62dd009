"""Text without case and accents, as Postgres folds it and as searching compares it."""

import pytest
from django.db import connection
from django.db.models import Value

from browse.text import fold, lines
from cities.models import City, Country
from tests.universe.oracle import folded
from tests.universe.page import Page
from tests.universe.world import WORDS

pytestmark = pytest.mark.django_db

SAME = [
    ("Málaga", "malaga"),
    ("MÁLAGA", "málaga"),
    ("Ma\u0301laga", "Málaga"),  # an accent of its own, and one letter with it
    ("Zürich", "ZURICH"),
    ("İstanbul", "istanbul"),
    ("Łódź", "łodz"),
    ("ÆRØ", "ærø"),
    ("Ñandú", "nandu"),
    ("ΑΘΗΝΑ", "αθηνα"),
    ("Ἀθῆναι", "αθηναι"),
    ("ЖИЗНЬ", "жизнь"),
    ("Ｋｕｎｍｉｎｇ", "kunming"),  # as wide as Chinese characters
    ("ﬁnance", "FINANCE"),  # a ligature
    ("Ⅳ", "iv"),
    ("km²", "KM2"),
    ("昆明", "昆明"),
]
DIFFERENT = [("Rome", "Roma"), ("Kunming", "Kun ming"), ("O'Brien", "OBrien"), ("昆明", "海口")]


def in_postgres(text: str) -> str:
    """What Postgres makes of `text`."""
    sql, params = (
        fold(Value(text))
        .resolve_expression(None)
        .as_sql(City.objects.all().query.get_compiler(connection=connection), connection)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", params)
        return cursor.fetchone()[0]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_case_accents_and_forms_of_a_letter_do_not_count(one: str, other: str) -> None:
    assert in_postgres(one) == in_postgres(other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_letters_blanks_and_signs_do_count(one: str, other: str) -> None:
    assert in_postgres(one) != in_postgres(other)


@pytest.mark.parametrize("text", [*WORDS, *(text for pair in SAME for text in pair), "", "  a  b"])
def test_it_folds_as_unicode_says(text: str) -> None:
    assert in_postgres(text) == folded(text)


@pytest.mark.parametrize(("written", "asked"), SAME)
def test_a_list_finds_a_name_however_it_is_typed(client, written: str, asked: str) -> None:
    country = Country.objects.create(code="CN", name="China", region="asia")
    for slug, name in (("wanted", f"City of {written}"), ("other", "Somewhere else")):
        city = City.objects.create(name=name, slug=slug, country=country)
        shown(city)
    assert Page(f"/cities/?q={asked}").rows == ["wanted"]
    assert Page(f"/cities/?q={asked}+city").rows == ["wanted"]
    assert Page(f"/cities/?q={asked}+town").rows == []


def shown(city: City) -> None:
    """Let a published record name the city."""
    from pilots.models import PilotProject

    pilot = PilotProject.objects.create(
        title="Pilot", slug=f"in-{city.slug}", kind="park", status="published"
    )
    pilot.city_links.create(city=city)


@pytest.mark.parametrize("sign", ["%25", "_", "%5C", "'", '"', "%3B--"])
def test_signs_that_databases_read_are_only_signs(sign: str) -> None:
    country = Country.objects.create(code="CN", name="China", region="asia")
    shown(City.objects.create(name="Plain", slug="plain", country=country))
    assert Page(f"/cities/?q={sign}").rows == []


def test_names_sort_without_case_and_accents_and_ties_go_by_slug() -> None:
    country = Country.objects.create(code="CN", name="China", region="asia")
    names = [("Zürich", "z"), ("élan", "c"), ("Elan", "b"), ("Eland", "d"), ("ELAN", "a")]
    for name, slug in names:
        shown(City.objects.create(name=name, slug=slug, country=country))
    assert Page("/cities/").rows == ["a", "b", "c", "d", "z"]
    assert Page("/cities/?sort=-name").rows == ["z", "d", "a", "b", "c"]


def test_lists_of_names_are_stored_one_to_a_line() -> None:
    assert lines(" 昆明 \r\n\n  Kūnmíng\n") == ["昆明", "Kūnmíng"]
    assert lines("") == []
