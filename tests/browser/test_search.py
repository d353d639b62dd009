"""The search box by keyboard, and without JavaScript."""

import contextlib
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import violations

ADDRESSES = ["/search/", "/search/?q=kunming"]


@pytest.fixture
def box(page: Page, site: str) -> Locator:
    """The search box in the head of the home page."""
    page.goto(site)
    return page.get_by_role("combobox", name="Search the portal")


def test_suggestions_are_chosen_by_keyboard(page: Page, site: str, box: Locator) -> None:
    box.press_sequentially("kun")
    options = page.get_by_role("listbox", name="Suggestions").get_by_role("option")
    expect(options).to_have_count(8)
    expect(page.get_by_text("Suggestions: 8")).to_have_count(1)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "search-option-0")
    expect(box).to_be_focused()
    box.press("ArrowUp")
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Enter")
    expect(page).to_have_url(f"{site}/cities/kunming/")


def test_escape_closes_and_enter_then_searches(page: Page, site: str, box: Locator) -> None:
    box.press_sequentially("roma")
    expect(page.get_by_role("option")).not_to_have_count(0)
    box.press("ArrowDown")
    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("roma")
    box.press("Enter")
    expect(page).to_have_url(f"{site}/search/?q=roma")
    expect(page.get_by_role("heading", level=1)).to_have_text("Results for “roma”")
    expect(page.get_by_role("combobox")).to_have_value("roma")


def test_a_suggestion_is_chosen_by_mouse_and_leaving_the_box_closes_it(
    page: Page, site: str, box: Locator
) -> None:
    box.press_sequentially("ontech")
    expect(page.get_by_role("option")).to_have_count(1)
    page.get_by_role("heading", level=1).click()
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press("End")
    box.press_sequentially(" g")
    page.get_by_role("option", name="OnGranada").click()
    expect(page).to_have_url(f"{site}/organisations/ongranada/")


def test_nothing_on_the_page_moves_when_suggestions_open(page: Page, box: Locator) -> None:
    heading = page.get_by_role("heading", level=1)
    before = heading.bounding_box()
    box.press_sequentially("gran")
    expect(page.get_by_role("option")).to_have_count(8)
    assert heading.bounding_box() == before


def test_an_answer_that_comes_too_late_is_not_shown(page: Page, site: str, box: Locator) -> None:
    def late(route) -> None:
        page.wait_for_timeout(600)
        with contextlib.suppress(Exception):  # the page has given it up
            route.continue_()

    page.route("**/search/suggest/?q=kun", late)
    box.press_sequentially("kun")
    page.wait_for_timeout(250)
    box.press_sequentially("zz")
    page.wait_for_timeout(1500)
    expect(page.get_by_role("option")).to_have_count(0)


def test_markup_in_a_name_is_only_text(page: Page, site: str) -> None:
    from cities.models import City

    City.objects.filter(slug="kunming").update(name="<img src=x onerror=alert(1)>Kunming")
    page.goto(site)
    page.get_by_role("combobox").press_sequentially("kunming")
    expect(page.get_by_role("option").first).to_contain_text("<img src=x")
    page.goto(f"{site}/search/?q=kunming+img")
    expect(page.locator("main img")).to_have_count(0)
    expect(page.locator("main mark").first).to_be_visible()


def test_without_javascript_the_box_is_a_form(chromium, site: str) -> None:
    with contextlib.closing(chromium.new_context(java_script_enabled=False)) as context:
        page = context.new_page()
        page.goto(site)
        page.get_by_label("Search the portal").fill("Kumning")
        page.get_by_role("button", name="Search").click()
        expect(page).to_have_url(f"{site}/search/?q=Kumning")
        page.get_by_role("link", name="Kunming", exact=True).click()
        expect(page).to_have_url(f"{site}/search/?q=Kunming")
        page.get_by_role("link", name="All 11 pilots").click()
        expect(page).to_have_url(f"{site}/search/?q=Kunming&kind=pilots")
        expect(page.locator(".hit")).to_have_count(11)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_while_suggestions_are_open(chromium, site, scheme):
    with contextlib.closing(chromium.new_context(color_scheme=scheme)) as context:
        page = context.new_page()
        for address in ADDRESSES:
            page.goto(site + address)
            page.get_by_role("combobox").fill("granada")
            page.get_by_role("combobox").press("End")
            page.get_by_role("combobox").press_sequentially(" ")
            expect(page.get_by_role("option")).not_to_have_count(0)
            page.get_by_role("combobox").press("ArrowDown")
            assert violations(page) == [], address


def test_results_can_be_read_on_the_smallest_phone(page: Page, site: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    for address in ("/search/", "/search/?q=kunming", "/search/?q=" + "x" * 200):
        page.goto(site + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address
    page.goto(f"{site}/search/")
    page.get_by_role("combobox").press_sequentially("university")
    expect(page.get_by_role("option")).not_to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
