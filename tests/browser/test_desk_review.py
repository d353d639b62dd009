"""A summary's way to the public, by two people; and what axe says of the desk's pages."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.desk.review.scene import person
from ucap.summaries.models import Summary

PASSWORD = "a long enough phrase"


def sign_in(page: Page, site: str, name: str) -> None:
    """Sign in as `name`."""
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="What there is to do")).to_be_visible()


def draft() -> Summary:
    """The plan of Haikou as a draft, with what only it tells of."""
    summary = Summary.objects.get(slug="haikou")
    told_here = [citation.activity for citation in summary.activity_citations.all()]
    told_here += [citation.pilot for citation in summary.pilot_citations.all()]
    for record in told_here:
        if not record.citations.exclude(summary=summary).exists():
            type(record).objects.filter(pk=record.pk).update(status="draft")
    Summary.objects.filter(pk=summary.pk).update(status="draft")
    return summary


def test_a_summary_is_submitted_returned_submitted_published_and_withdrawn(sized, site):
    contributor, editor = sized(1280), sized(1280)
    summary = draft()
    person("contributor", "cora")
    person("editor", "ed")
    sign_in(contributor, site, "cora")
    sign_in(editor, site, "ed")
    change = f"{site}/admin/summaries/summary/{summary.pk}/change/"
    public = f"{site}/summaries/haikou/"

    contributor.goto(change)
    expect(contributor.get_by_role("link", name="Publish…")).to_have_count(0)
    contributor.get_by_role("link", name="Submit for review…").click()
    contributor.get_by_label("Reason").fill("Ready to be read.")
    contributor.get_by_role("button", name="Submit for review").click()
    expect(contributor.get_by_text("is submitted for review")).to_be_visible()

    editor.goto(f"{site}/admin/")
    editor.get_by_role("region", name="In review").get_by_role("link").first.click()
    editor.get_by_role("link", name="Return to its author…").click()
    editor.get_by_role("button", name="Return to its author").click()
    expect(editor.get_by_text("Say why")).to_be_visible()
    editor.get_by_label("Reason").fill("The period is missing.")
    editor.get_by_role("button", name="Return to its author").click()
    expect(editor.get_by_text("is returned")).to_be_visible()

    contributor.goto(change)
    contributor.get_by_text("How it came here").click()
    expect(contributor.get_by_text("The period is missing.")).to_be_visible()
    contributor.get_by_role("link", name="Submit for review…").click()
    contributor.get_by_role("button", name="Submit for review").click()
    assert contributor.goto(public).status == 404

    editor.goto(change)
    editor.get_by_role("link", name="Preview with all drafts").click()
    expect(editor.get_by_role("complementary", name="Preview")).to_contain_text("In review")
    editor.get_by_role("complementary", name="Preview").get_by_role("link", name="Publish…").click()
    expect(editor.locator(".effect li").first).to_be_visible()
    listed = editor.locator(".effect li").all_inner_texts()
    assert len(listed) > 3
    editor.get_by_role("button", name="Publish", exact=True).click()
    expect(editor.get_by_text("is published.")).to_be_visible()
    editor.get_by_role("link", name="See the public page").click()
    expect(editor).to_have_url(public)

    visitor = sized(390)
    assert visitor.goto(public).status == 200
    visitor.goto(f"{site}/summaries/")
    expect(visitor.locator("#count")).to_contain_text("5")

    editor.goto(change)
    editor.get_by_role("link", name="Withdraw…").click()
    expect(editor.locator(".effect li")).to_have_text(listed)
    editor.get_by_label("Reason").fill("A doubt about the rights.")
    editor.get_by_role("button", name="Withdraw").click()
    expect(editor.get_by_text("is withdrawn")).to_be_visible()
    assert visitor.goto(public).status == 404
    visitor.goto(f"{site}/summaries/")
    expect(visitor.locator("#count")).to_contain_text("4")


def bulk_page(page: Page, site: str) -> None:
    """The page that asks before many records are changed."""
    page.goto(f"{site}/admin/pilots/pilotproject/")
    page.locator("#action-toggle").check()
    page.get_by_label("Action:").select_option("bulk_withdraw")
    page.get_by_role("button", name="Go", exact=True).click()
    expect(page.get_by_role("heading", name="Withdraw")).to_be_visible()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_on_the_desk(sized, site, django_user_model, scheme, width):
    page = sized(width, color_scheme=scheme)
    summary = draft()
    django_user_model.objects.create_superuser("root", password=PASSWORD)
    found: list[str] = []

    def look() -> None:
        found.extend(f"{page.url}: {line}" for line in violations(page))
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            found.append(f"{page.url} is {wide} pixels wide")

    sign_in(page, site, "root")
    addresses = [
        "/admin/",
        f"/admin/review/summary/{summary.pk}/publish/",
        f"/admin/review/summary/{summary.pk}/submit/",
        "/admin/preview/summaries/haikou/",
        "/admin/preview/nothing/",
        "/admin/summaries/summary/",
        "/admin/pilots/activity/?kind__exact=mission",
        "/admin/cities/city/",
        "/admin/cities/theme/",
        "/admin/password_change/",
    ]
    for address in addresses:
        page.goto(site + address)
        look()
    bulk_page(page, site)
    look()
    assert found == []


def test_no_page_of_the_review_breaks_the_policy(page, site, django_user_model):
    django_user_model.objects.create_superuser("root", password=PASSWORD)
    summary = draft()
    complaints: list[str] = []
    sign_in(page, site, "root")
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    for address in (
        "/admin/",
        f"/admin/summaries/summary/{summary.pk}/change/",
        f"/admin/review/summary/{summary.pk}/publish/",
        "/admin/preview/summaries/haikou/",
        "/admin/preview/map/",
    ):
        assert page.goto(site + address).status == 200
    bulk_page(page, site)
    assert complaints == []


def test_the_menu_of_a_person_opens_by_keyboard_and_targets_are_large_enough(
    sized, site, django_user_model
):
    page = sized(390)
    django_user_model.objects.create_superuser("root", password=PASSWORD)
    sign_in(page, site, "root")
    page.locator(".person summary").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Log out")).to_be_visible()
    small = page.evaluate(
        """[...document.querySelectorAll('a, button, summary, input, select')]
           .filter(e => e.checkVisibility() && !e.closest('.visually-hidden'))
           .map(e => [e.textContent.trim(), e.getBoundingClientRect()])
           .filter(([, box]) => box.height && box.left >= 0 && (box.height < 24 || box.width < 24))
           .map(([text, box]) => `${text} ${box.width}x${box.height}`)"""
    )
    assert small == []
