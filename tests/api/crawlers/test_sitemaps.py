"""Crawlers are told of every page, of every record that the public sees, and of no other."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from browse.history.public import last_changed
from pilots.models import PilotProject
from tests.across.site import PAGES
from tests.api.crawlers.reading import entries, sitemaps
from tests.universe import world
from ucap.api.crawlers.sitemaps import RecordsSitemap
from ucap.api.listings import LISTINGS

pytestmark = pytest.mark.django_db


def shown() -> set[str]:
    """The path of every record that the public sees."""
    return {
        record.get_absolute_url() for item in LISTINGS.values() for record in item.public().all()
    }


def test_the_sitemaps_name_every_page_and_every_public_record_once():
    world.build(3, summaries=6)
    named = set(entries())
    pages = named - shown()
    assert named - pages == shown()
    assert pages >= set(PAGES) - {"/search/"}


def test_the_day_of_a_record_is_the_one_on_its_page():
    world.build(3, summaries=4)
    found = entries()
    for pilot in PilotProject.objects.published():
        assert found[pilot.get_absolute_url()] == f"{last_changed(pilot):%Y-%m-%d}"


def queries(url: str) -> int:
    """How many queries the answer at `url` takes."""
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("size", [3, 60])
def test_the_number_of_queries_does_not_grow_with_the_records(size):
    world.build(3, summaries=size)
    assert queries("/sitemap.xml") == len(LISTINGS) + 1
    counts = {url: queries(url) for url in sitemaps()}
    assert counts.pop("/sitemap-pages.xml") == 1
    assert len(counts) == len(LISTINGS)
    assert set(counts.values()) == {3}


def test_a_long_list_goes_on_in_further_sitemaps(monkeypatch):
    world.build(3, summaries=6)
    assert RecordsSitemap.limit == 50_000
    monkeypatch.setattr(RecordsSitemap, "limit", 5)
    assert "/sitemap-pilots.xml?p=2" in sitemaps()
    assert shown() <= set(entries())


def test_a_sitemap_that_is_not_there_is_a_404(client):
    for url in ("/sitemap-drafts.xml", "/sitemap-pilots.xml?p=9", "/sitemap-pilots.xml?p=x"):
        assert client.get(url).status_code == 404
