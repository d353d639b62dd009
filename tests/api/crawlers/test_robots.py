"""What crawlers may fetch, decided as they decide it."""

import re

import pytest
from django.test import Client


@pytest.fixture
def lines() -> list[str]:
    """The lines of the file. It needs no database."""
    response = Client().get("/robots.txt")
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/plain")
    return response.content.decode().splitlines()


def allowed(lines: list[str], path: str) -> bool:
    """Whether `path` is open: of the rules that fit, the longest one counts (RFC 9309)."""
    fitting = []
    for line in lines:
        rule, _colon, pattern = line.partition(": ")
        if rule not in ("Allow", "Disallow"):
            continue
        regex = re.escape(pattern).replace(r"\*", ".*").replace(r"\$", "$")
        if re.match(regex, path):
            fitting.append((len(pattern), rule == "Allow"))
    return max(fitting)[1]


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/pilots/", "/pilots/?page=2", "/cities/kunming/", "/notes/", "/map/"),
        *("/sitemap.xml", "/sitemap-pilots.xml", "/sitemap-pilots.xml?p=2", "/static/css/base.css"),
    ],
)
def test_pages_lists_and_records_are_open(lines, path):
    assert allowed(lines, path)


@pytest.mark.parametrize(
    "path",
    [
        *("/pilots/?city=kunming", "/pilots/?page=2&city=kunming", "/pilots/?city=rome&page=2"),
        *("/admin/", "/admin/preview/pilots/", "/search/", "/search/?q=x", "/api/v1/pilots/"),
        *("/pilots.csv", "/pilots.xlsx", "/activities.ics", "/pilots/x.docx", "/pilots.csv?q=x"),
    ],
)
def test_facets_the_desk_the_search_and_downloads_are_not(lines, path):
    assert not allowed(lines, path)


def test_the_sitemap_is_named_by_its_whole_address(lines):
    assert "Sitemap: http://testserver/sitemap.xml" in lines
