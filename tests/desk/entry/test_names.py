"""Whoever is meant is found under any name; who is not known is answered with who may be meant."""

import pytest
from django.core.exceptions import ValidationError

from cities.models import City, Organisation
from ucap.desk.entry.fields import NamesField
from ucap.desk.entry.names import Directories

pytestmark = pytest.mark.usefixtures("seeded", "db")


@pytest.fixture
def directories() -> Directories:
    return Directories()


def field(directories: Directories, kind: str, **options) -> NamesField:
    made = NamesField(kind, **options)
    made.use(directories)
    return made


@pytest.mark.parametrize(
    "text", ["Kunming", "KUNMING", " kunming ", "昆明", "Kūnmíng", "kunming (CN)"]
)
def test_a_city_is_found_under_any_of_its_names(directories: Directories, text: str) -> None:
    (named,) = field(directories, "city").clean(text)
    assert named.entry
    assert named.entry.slug == "kunming"


def test_an_organisation_is_found_under_what_a_document_prints(directories: Directories) -> None:
    said = field(directories, "organisation").clean("NDRC; PTS Health Park; IUC team")
    slugs = [named.entry.slug for named in said if named.entry]
    assert slugs == ["ndrc", "pts", "iuc"]


def test_an_unknown_name_is_answered_with_the_nearest(directories: Directories) -> None:
    with pytest.raises(ValidationError) as refused:
        field(directories, "city").clean("Grenada; Nice; Atlantis")
    assert refused.value.messages == [
        "no city “Grenada” – did you mean Granada?",
        "no city “Atlantis”",
    ]


def test_a_name_that_several_have_asks_for_the_address(directories: Directories) -> None:
    spain = City.objects.get(slug="granada").country
    City.objects.create(name="Granáda", slug="granada-2", country=spain)
    with pytest.raises(ValidationError, match="several"):
        field(Directories(), "city").clean("granada")
    (named,) = field(Directories(), "city").clean("granada-2")
    assert named.entry


def test_new_names_are_made_on_an_explicit_wish_only(directories: Directories) -> None:
    new = field(directories, "organisation", new=True)
    (named,) = new.clean("new: Bee5G Lab")
    assert named.entry is None
    with pytest.raises(ValidationError, match="Bee5G Lab"):
        new.clean("Bee5G Lab")
    with pytest.raises(ValidationError, match="already"):
        new.clean("new: ndrc")
    with pytest.raises(ValidationError, match="cannot be made here"):
        field(directories, "theme").clean("new: Peace")


def test_a_new_city_needs_its_country(directories: Directories) -> None:
    new = field(directories, "city", new=True, needs_country=True)
    with pytest.raises(ValidationError, match="needs its country"):
        new.clean("new: Málaga")
    with pytest.raises(ValidationError, match="no country with the code “ZZ”"):
        new.clean("new: Málaga (ZZ)")
    assert new.clean("new: Málaga (ES)")[0].token.country == "ES"


def test_a_name_does_not_stand_twice(directories: Directories) -> None:
    with pytest.raises(ValidationError, match="stands twice"):
        field(directories, "city").clean("Kunming; 昆明")


def test_what_is_written_for_a_record_means_that_record(directories: Directories) -> None:
    Organisation.objects.create(name="Odd; name (hosts)", slug="odd", kind="other")
    Organisation.objects.create(name="new: Lab", slug="lab", kind="other")
    Organisation.objects.create(name="NDRC", slug="other-ndrc", kind="other")
    known = Directories()
    for directory in (known.city, known.organisation, known.theme, known.activity, known.pilot):
        for entry in directory.entries:
            assert directory.called(directory.written(entry.pk)) == [entry]


def test_a_directory_is_loaded_by_one_query(directories, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        field(directories, "city").clean("Kunming; Rome; nice")
        directories.city.suggested("gra")
