"""People come to the desk in a real browser: invited, with a second factor, on any screen."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.desk.people.signing import PASSWORD, code, typed


@pytest.fixture
def link(site, settings):
    """The link of somebody who was just invited as an editor, where that needs a second factor."""
    from django.contrib.auth.models import Group

    from ucap.desk.people import invitations

    settings.SECOND_FACTOR = True
    person = invitations.invite("ana@example.org", Group.objects.filter(name="Editors"), "Ana")
    return site + invitations.path(person)


def sign_in(page, site):
    """The first step."""
    page.goto(f"{site}/admin/")
    page.get_by_label("E-mail address or username").fill("ana@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def set_password(page, link):
    """Follow the link of an invitation."""
    page.goto(link)
    page.get_by_label("New password:").fill(PASSWORD)
    page.get_by_label("New password, again:").fill(PASSWORD)
    page.get_by_role("button", name="Set the password").click()
    expect(page.get_by_text("Your password is set")).to_be_visible()


def set_up_app(page):
    """Set up the app on the page where one lands; the secret, and the recovery codes."""
    secret = typed(page.locator(".people-secret").inner_text())
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_label("Code from your app").fill(code(secret))
    page.get_by_role("button", name="Finish").click()
    expect(page.locator(".people-codes li")).to_have_count(10)
    codes = page.locator(".people-codes li").all_inner_texts()
    page.get_by_role("link", name="I have kept them").click()
    return secret, codes


def log_out(page):
    """Out."""
    page.locator(".person summary").click()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("button", name="Log out")).to_have_count(0)


def test_who_is_invited_sets_a_password_enrols_and_comes_back(page, site, link):
    set_password(page, link)
    sign_in(page, site)
    secret, codes = set_up_app(page)
    expect(page).to_have_url(f"{site}/admin/")
    log_out(page)

    sign_in(page, site)
    page.get_by_label("Code from your app").fill(code(secret, steps=1))
    page.get_by_role("button", name="Log in").click()
    expect(page.locator(".person summary")).to_contain_text("Ana")
    log_out(page)

    for works in (True, False):
        sign_in(page, site)
        page.get_by_role("link", name="Use a recovery code").click()
        page.get_by_label("Recovery code").fill(codes[0])
        page.get_by_role("button", name="Log in").click()
        if works:
            expect(page.get_by_text("You have 9 recovery codes left")).to_be_visible()
            log_out(page)
    expect(page.get_by_text("none of your recovery codes")).to_be_visible()


@pytest.mark.parametrize(
    ("width", "scheme"), [(390, "dark"), (1280, "light")], ids=["phone", "screen"]
)
def test_the_door_and_ones_account_are_fit_for_everybody(sized, site, link, width, scheme):
    from django.contrib.auth.models import Group, User

    found: list[str] = []
    complaints: list[str] = []
    page = sized(width, color_scheme=scheme)
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))

    def look():
        found.extend(f"{page.url}: {line}" for line in violations(page))
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{page.url} is {wide} wide"

    page.goto(f"{site}/admin/login/")
    look()
    page.goto(link)
    look()
    set_password(page, link)
    sign_in(page, site)
    look()
    set_up_app(page)
    User.objects.get(username="ana@example.org").groups.add(
        Group.objects.get(name="Administrators")
    )
    for path in ("people/me/", "password_change/", "people/recovery-codes/", "people/invite/"):
        page.goto(f"{site}/admin/{path}")
        look()
    page.get_by_role("button", name="Invite").click()
    look()
    log_out(page)
    sign_in(page, site)
    look()
    page.get_by_label("Code from your app").fill("000000")
    page.get_by_role("button", name="Log in").click()
    look()
    assert found == []
    assert complaints == []


def test_everything_at_the_door_can_be_done_with_the_keyboard(page, site, link):
    set_password(page, link)
    page.goto(f"{site}/admin/login/")
    expect(page.get_by_label("E-mail address or username")).to_be_focused()
    page.keyboard.type("ana@example.org")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Set up your second factor")).to_be_visible()
