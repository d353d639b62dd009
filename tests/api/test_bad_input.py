"""No address of open data answers with a 500, and files follow the pages in what they say."""

import pytest
from django.test import Client

from tests.across.site import FILES

pytestmark = pytest.mark.usefixtures("seeded", "db")

NASTY = [
    "city=%00",
    "q=%00",
    "q=%ff%fe",
    "rows=%00",
    "rows=city&rows=atlantis",
    "fields=%00,slug",
    "fields=" + "slug," * 2000,
    "page=-1",
    "page=99999999999999999999",
    "page=1e3&page_size=٣",
    "facets=maybe",
    "sdg=99999999999999999999",
    "year=0000",
    "from=0000-01&to=9999-12",
    "sort=%27%3BDROP",
    "match=all&match=x",
    "city=" + "&city=".join(str(n) for n in range(40)),
    "q=" + "a" * 5000,
    "a%5B%5D=1&=&&&",
]
RECORDS = [
    *("/api/v1/pilots/%00/", "/api/v1/sdgs/99999999999999999999/", "/api/v1/cities/%2e%2e/"),
    *("/briefing/pilots/%00/", "/briefing/atlantis/", "/briefing/sdgs/99999999999999999999/"),
    *("/briefing/notes/", "/notes.docx", "/sdgs/٣.docx", "/pilots/%00.docx", "/sitemap-x.xml"),
]


@pytest.mark.parametrize("query", NASTY, ids=range(len(NASTY)))
def test_no_question_is_answered_with_an_error_of_ours(query: str) -> None:
    client = Client(raise_request_exception=False)
    # what takes longest is made by the same code for every list
    asked = [url.partition("?")[0] for url in FILES if "docx" not in url or "pilots" in url]
    answers = {url: client.get(f"{url}?{query}").status_code for url in asked}
    assert {url: status for url, status in answers.items() if status not in (200, 400, 404)} == {}


@pytest.mark.parametrize("url", RECORDS)
def test_what_cannot_be_a_record_is_not_found(url: str) -> None:
    assert Client(raise_request_exception=False).get(url).status_code == 404
