"""Django admin works under the portal's Content-Security-Policy."""

import pytest
from playwright.sync_api import expect

from pilots.models import PilotProject
from tests.browser.watch import complaints
from ucap.summaries.models import Summary

ADDRESSES = [
    "/admin/",
    "/admin/summaries/summary/",
    "/admin/summaries/summary/add/",
    "/admin/pilots/activity/?status__exact=published",
    "/admin/pilots/pilotproject/add/",
    "/admin/cities/city/add/",
    "/admin/pilots/pilotproject/blockchain-webinars",
    "/admin/summaries/summary/granada",
    "/admin/cities/city/?q=rome",
    "/admin/auth/user/",
    "/admin/people/me/",
    "/admin/people/invite/",
    "/admin/people/second-factor/",
    "/admin/history/",
    "/admin/history/deleted/",
    "/admin/merge/",
    "/admin/merge/distinct/",
    "/admin/quality/",
    "/admin/preview/",
]
"""Of a record in a list what stands last is its slug."""


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


def found(address):
    """The address with the number of the record in place of its slug."""
    models = {"pilotproject": PilotProject, "summary": Summary}
    *room, kind, last = address.split("/")
    if not last or last.startswith("?"):
        return address
    return "/".join([*room, kind, str(models[kind].objects.get(slug=last).pk), "change/"])


def test_no_admin_page_breaks_the_policy(editor, site):
    told = complaints(editor)
    for address in ADDRESSES:
        assert editor.goto(site + found(address)).status == 200, address
    assert told == []


def test_a_refused_form_and_a_missing_page_break_no_policy(editor, site):
    told = complaints(editor)
    editor.goto(f"{site}/admin/people/me/")
    editor.context.clear_cookies(name="csrftoken")
    editor.locator(".person summary").click()
    with editor.expect_navigation() as led:
        editor.get_by_role("button", name="Log out").click()
    assert led.value.status == 403
    expect(editor.get_by_role("heading", name="That is not for this account")).to_be_visible()
    assert editor.goto(f"{site}/admin/people/no-such-page/").status == 404
    assert [line for line in told if "Failed to load resource" not in line] == []


def test_a_broken_policy_would_be_noticed(editor, site):
    told = complaints(editor)
    editor.goto(f"{site}/admin/")
    editor.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">')")
    editor.wait_for_function("document.querySelector('p[style]')")
    assert any("policy style-src" in line for line in told)


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
