"""The sitemaps, read as a crawler does."""

from urllib.parse import urlsplit
from xml.etree import ElementTree

from django.test import Client

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def path(address: str) -> str:
    """An address without its host."""
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def root(url: str) -> ElementTree.Element:
    """What stands at `url`."""
    response = Client().get(url)
    assert response.status_code == 200, url
    assert response["Content-Type"] == "application/xml"
    return ElementTree.fromstring(response.content)  # noqa: S314 - our own


def sitemaps() -> list[str]:
    """The paths of all sitemaps that the index names."""
    found = root("/sitemap.xml").findall("s:sitemap/s:loc", NAMES)
    return [path(loc.text or "") for loc in found]


def entries() -> dict[str, str]:
    """The path of every page in them, and when it changed last ("" where that is not said)."""
    found = {}
    for url in sitemaps():
        for entry in root(url).findall("s:url", NAMES):
            address = path(entry.findtext("s:loc", "", NAMES))
            assert address not in found
            found[address] = entry.findtext("s:lastmod", "", NAMES)
    return found
