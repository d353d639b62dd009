"""One address of every kind that the portal answers to."""

from collections.abc import Iterator

from tests.across.site import CRAWLED, FILES, PAGES
from tests.browser.pages import PAGES as STATES

RECORDS = (
    "/summaries/granada/",
    "/activities/start-up-meeting-beijing/",
    "/pilots/blockchain-webinars/",
    "/cities/kunming/",
    "/organisations/university-of-granada/",
    "/themes/life-sciences-and-healthy-city/",
    "/sdgs/11/",
    "/urban-agenda/urban-mobility/",
)
"""A record of each kind."""
PLAIN = ("/healthz", "/readyz", "/search/suggest/?q=kun", "/api/v1/")
"""What is no page and stands in no list."""
WRONG = {
    "/no-such-page/": 404,
    "/cities/atlantis/": 404,
    "/cities/kunming/%0d%0a/": 404,
    "/api/v1/cities/atlantis/": 404,
    "/api/v1/cities/?city=atlantis": 400,
    "/cities": 301,
    "/admin/": 302,
    "/admin/cities/city/": 302,
    "/admin/no-such-page": 302,
}
"""What is answered with anything but 200, to somebody who is not signed in."""


def public() -> Iterator[str]:
    """Every kind of address that is open to everybody and answers with 200."""
    yield from dict.fromkeys((*PAGES, *(a for a in STATES if a not in WRONG)))
    # what takes longest to make is made by the same code for every list
    yield from (address for address in (*FILES, *CRAWLED) if "docx" not in address)
    yield "/pilots.docx"
    for record in RECORDS:
        yield from (record, f"{record}changes/", f"/api/v1{record}", f"/briefing{record}")
    yield f"{RECORDS[0].rstrip('/')}.docx"
    yield from PLAIN
