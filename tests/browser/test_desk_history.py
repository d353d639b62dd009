"""History on the desk, in a real browser: read it, undo a change, bring a record back."""

import pghistory
import pytest
from playwright.sync_api import expect

from browse.history.changes import ChangeSets, Wanted
from cities.models import City
from tests.browser.axe import violations
from ucap.summaries.models import Summary

PHRASE = "a long enough phrase"


def sign_in(page, site):
    """Sign an administrator in."""
    page.goto(f"{site}/admin/login/")
    page.get_by_label("Username").fill("ed")
    page.get_by_label("Password").fill(PHRASE)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{site}/**")
    return page


@pytest.fixture
def account(site, django_user_model):
    """Somebody who may do everything."""
    return django_user_model.objects.create_superuser("ed", password=PHRASE)


@pytest.fixture
def addresses(account) -> list[str]:
    """A page of each kind, of a change set that does and one that does not let itself be undone."""
    with pghistory.context(user=account.pk, reason="A better name."):
        City.objects.filter(slug="kunming").update(name="Kunming City", other_names="Kūnmíng")
    made = ChangeSets(Wanted())[0:1][0].key
    summary = Summary.objects.get(slug="granada")
    pk = summary.pk
    summary.delete()
    gone = ChangeSets(Wanted())[0:1][0].key
    City.objects.filter(slug="kunming").update(name="Kunming")
    city = City.objects.get(slug="kunming").pk
    return [
        "/admin/history/",
        "/admin/history/?since=x",
        "/admin/history/deleted/",
        f"/admin/history/{made}/",
        f"/admin/history/{made}/undo/",
        f"/admin/history/{made}/undo/?rest=1",
        f"/admin/history/{gone}/bring-back/summaries.summary/{pk}/",
        f"/admin/cities/city/{city}/history/",
        f"/admin/cities/city/{city}/change/",
    ]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_on_the_history_pages(sized, site, addresses, scheme, width):
    page = sign_in(sized(width, color_scheme=scheme), site)
    found, complaints = [], []
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    for address in addresses:
        assert page.goto(site + address).status == 200
        # before axe, which writes styles of its own
        assert [text for text in complaints if "Content Security Policy" in text] == []
        within = ".history" if "history" in address else ".reason"
        assert page.locator(within).count() > 0, address
        found += [f"{address}: {line}" for line in violations(page, within)]
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0 or "change/" in address, address
        complaints.clear()
    assert found == []


def test_an_editor_deletes_a_city_by_mistake_and_brings_it_back(page, account, site):
    city = City.objects.create(
        name="Lonely", slug="lonely", country=City.objects.get(slug="kunming").country
    )
    sign_in(page, site)
    page.goto(f"{site}/admin/cities/city/{city.pk}/delete/")
    page.get_by_label("Reason for the change").fill("Nobody goes there.")
    page.get_by_role("button", name="Yes, I’m sure").click()
    page.goto(f"{site}/admin/history/deleted/")
    expect(page.get_by_text("Nobody goes there.")).to_be_visible()
    page.locator("li", has_text="Lonely").get_by_role("link", name="Bring it back").click()
    page.get_by_label("Reason for the change").fill("They do.")
    page.get_by_role("button", name="Bring it back").click()
    expect(page.get_by_text("Done: 1 row is as it was before.")).to_be_visible()
    expect(page.get_by_text("They do.")).to_be_visible()
    assert City.objects.get(pk=city.pk).name == "Lonely"


def test_a_change_is_undone_from_the_history_button_on(page, account, site):
    city = City.objects.get(slug="kunming")
    sign_in(page, site)
    page.goto(f"{site}/admin/cities/city/{city.pk}/change/")
    page.get_by_label("Province:").fill("Nowhere")
    page.get_by_label("Reason for the change").fill("A guess.")
    page.get_by_role("button", name="Save and continue editing").click()
    page.get_by_role("link", name="History", exact=True).click()
    expect(page.locator("ins", has_text="Nowhere")).to_be_visible()
    page.locator(".set .when").first.click()
    page.get_by_role("link", name="Undo…").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("is as it was before")).to_be_visible()
    assert City.objects.get(slug="kunming").province == city.province
