"""The addresses that crawlers are told of lead somewhere."""

from django.test import Client

from tests.api.crawlers.reading import entries


def test_every_address_in_a_sitemap_answers(seeded, db):
    client = Client()
    found = entries()
    assert "/cities/kunming/" in found
    assert [url for url in found if client.get(url).status_code != 200] == []
