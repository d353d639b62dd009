"""Django admin works under the portal's Content-Security-Policy."""

import pytest
from playwright.sync_api import expect

ADDRESSES = [
    "/admin/",
    "/admin/summaries/summary/",
    "/admin/summaries/summary/add/",
    "/admin/pilots/activity/?status__exact=published",
    "/admin/pilots/pilotproject/add/",
    "/admin/cities/city/add/",
]


@pytest.fixture
def editor(page, site, django_user_model):
    """A page in which an administrator has signed in."""
    django_user_model.objects.create_superuser("ed", password="a long enough phrase")
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill("ed")
    page.get_by_label("Password").fill("a long enough phrase")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="What there is to do")).to_be_visible()
    return page


def test_no_admin_page_breaks_the_policy(editor, site):
    complaints = []
    editor.on("console", lambda message: complaints.append(f"{editor.url}: {message.text}"))
    for address in ADDRESSES:
        assert editor.goto(site + address).status == 200
    assert complaints == []


def test_an_editor_withdraws_a_pilot_and_it_is_gone_from_the_public_pages(editor, site):
    public = f"{site}/pilots/blockchain-webinars/"
    assert editor.goto(public).status == 200
    editor.goto(f"{site}/admin/pilots/pilotproject/?q=blockchain")
    editor.get_by_role("link", name="Three webinars").click()
    editor.get_by_role("link", name="Withdraw…").click()
    editor.get_by_label("Reason").fill("It is told twice.")
    editor.get_by_role("button", name="Withdraw").click()
    expect(editor.get_by_text("is withdrawn")).to_be_visible()
    assert editor.goto(public).status == 404
    editor.goto(f"{site}/pilots/?q=webinars")
    expect(editor.locator("#count")).to_contain_text("of 37 pilots")
