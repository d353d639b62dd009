"""A PDF that the portal has never seen becomes a published summary in at most forty actions."""

import threading

import pytest
from playwright.sync_api import Locator, Page, expect

from benchmarks.reading.paper import documents
from benchmarks.reading.renderers import write
from cities.models import Country
from tests.browser.hand import Hand
from tests.browser.test_desk_entry import sign_in
from ucap.reading import starting, working
from ucap.summaries.models import Summary

MOST = 40
DOCUMENT = "02-leipzig"


@pytest.fixture
def hand(sized, site, django_user_model, monkeypatch):
    """Somebody who has signed in, and processes that are threads of this one."""

    def work():
        from django.db import connection

        try:
            working.work()
        finally:
            connection.close()

    monkeypatch.setattr(starting, "start", lambda: threading.Thread(target=work).start())
    django_user_model.objects.create_superuser("ed", password="a long enough phrase")
    page = sized(1280)
    sign_in(page, site)
    return Hand(page)


def press(hand: Hand, key: str) -> None:
    """One key is one action."""
    hand.fields += 1
    hand.page.keyboard.press(key)


def focused(page: Page) -> Locator:
    """The card that has the focus."""
    return page.locator("[data-item]:focus-within")


def decide(hand: Hand) -> None:
    """What is not known is made, a theme that nothing speaks for is the first one.

    Of all else, what is proposed is right.
    """
    page = hand.page
    while page.locator("[data-item]:not(.is-decided)").count():
        card = focused(page)
        choices = card.locator("input[value=new], input[value=make], input[value=ask]")
        said = card.inner_text()
        if choices.count() and ("not known" in said or "choose it later" in said):
            press(hand, "x")
        press(hand, "a")


def test_a_document_is_uploaded_decided_on_and_published(hand, site, tmp_path, capsys):
    Country.objects.create(code="DE", name="Germany", region="europe")
    (paper,) = (document for document in documents() if document.name == DOCUMENT)
    assert not paper.aside
    page = hand.page
    hand.click(page.get_by_role("link", name="Read documents").first)
    hand.fields += 1
    page.get_by_label("Documents").set_input_files(write(paper, tmp_path))
    hand.click(page.get_by_role("button", name="Read", exact=True))
    expect(page.get_by_text("Waits for a decision")).to_be_visible()
    hand.click(page.locator(".reading-row a").first)
    hand.click(page.get_by_role("button", name="that are sure"))
    expect(page.locator(".messagelist")).to_contain_text("accepted")
    decide(hand)
    hand.click(page.get_by_role("button", name="Make the draft"))
    expect(page.locator(".messagelist .success")).to_be_visible()
    summary = Summary.objects.get(status="draft")
    for step in ("Submit for review", "Publish"):
        hand.click(page.get_by_role("link", name=f"{step}…"))
        hand.click(page.get_by_role("button", name=step))
        expect(page.locator(".state-line")).to_be_visible()
    with capsys.disabled():
        print(f"\n{hand.actions} actions from upload to published")
    assert hand.actions <= MOST
    page.goto(f"{site}{summary.get_absolute_url()}")
    expect(page.get_by_role("heading", level=1)).to_have_text(summary.title)
    with page.expect_download() as download:
        page.get_by_role("link", name=summary.document_name).click()
    assert download.value.suggested_filename == summary.document_name
