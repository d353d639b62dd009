"""Nothing of a draft stands in any briefing."""

import pytest

from tests.across.site import RECORDS, records
from tests.across.test_drafts import MARK, drafts, superuser  # noqa: F401 - a fixture
from tests.api.briefing.reading import Word
from tests.universe.page import Page

pytestmark = pytest.mark.django_db

LISTS = [f"/{name}/" for name in RECORDS]


def shown() -> list[str]:
    """The address of every list and of every record that the public sees."""
    return [*LISTS, *(url for url in records() if MARK not in url)]


def test_nothing_of_a_draft_stands_on_a_page_whoever_asks() -> None:
    for client in (None, superuser()):
        pages = {url: Page(f"/briefing{url}", client) for url in shown()}
        assert {page.status for page in pages.values()} == {200}
        assert [url for url, page in pages.items() if MARK in page.html.lower()] == []


def test_nothing_of_a_draft_stands_in_a_word_file() -> None:
    files = {url: Word(f"{url.rstrip('/')}.docx") for url in shown()}
    told = {url: "\n".join([word.text, *word.addresses]) for url, word in files.items()}
    assert [url for url, text in told.items() if MARK in text.lower()] == []


def test_a_draft_has_no_briefing(client) -> None:
    hidden = [url for url in records() if MARK in url]
    assert len(hidden) == 8
    for url in hidden:
        assert client.get(f"/briefing{url}").status_code == 404
        assert client.get(f"{url.rstrip('/')}.docx").status_code == 404
