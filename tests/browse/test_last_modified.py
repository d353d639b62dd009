"""When records changed last is said alike for one of them and for many."""

import pytest

from browse.history.newest import last_modified
from browse.history.public import last_changed
from cities.models import SDG, City, Organisation, Theme, UrbanAgendaTopic
from pilots.models import Activity, PilotProject
from tests.universe import world
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db

MODELS = [Summary, Activity, PilotProject, City, Organisation, Theme, SDG, UrbanAgendaTopic]


@pytest.mark.parametrize("model", MODELS)
def test_many_at_once_are_told_what_each_is_told(model, django_assert_num_queries):
    world.build(3, summaries=6)
    with django_assert_num_queries(1):
        found = list(model.objects.annotate(last_modified=last_modified(model)))
    assert found
    assert [record.last_modified for record in found] == [last_changed(r) for r in found]


def test_what_happens_to_a_part_of_a_part_changes_the_record(django_assert_num_queries):
    world.build(3, summaries=6)
    link = Summary.objects.published().filter(sides__city_links__isnull=False).earliest("pk")
    before = last_changed(link)
    link.sides.filter(city_links__isnull=False)[0].city_links.all()[0].delete()
    records = Summary.objects.annotate(last_modified=last_modified(Summary))
    after = records.get(pk=link.pk).last_modified
    assert after == last_changed(link)
    assert after >= before
