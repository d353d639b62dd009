"""A programme officer narrows a list by clicking, and shares what stands in the address bar."""

import contextlib
import re

import pytest
from playwright.sync_api import Page, expect

from tests import patience


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def reader(chromium, request):
    """A page, once with JavaScript and once without."""
    context = chromium.new_context(java_script_enabled=request.param)
    with contextlib.closing(context):
        context.set_default_timeout(patience.IN_A_BROWSER)
        yield context.new_page()


def number(page: Page) -> int:
    """How many records the list says that it has."""
    return int(page.locator("#count").inner_text().split()[0])


def narrow(page: Page, name: str) -> None:
    """Follow a link beside the list."""
    aside = page.get_by_role("complementary", name="Narrow the list")
    aside.get_by_role("link", name=re.compile(f"^{name}")).click()


def test_choosing_two_cities_and_asking_for_both_narrows_the_pilots(reader, site):
    reader.goto(f"{site}/")
    reader.get_by_role("navigation", name="Main").get_by_role("link", name="Pilots").click()
    narrow(reader, "Granada")
    expect(reader).to_have_url(f"{site}/pilots/?city=granada")
    narrow(reader, "Liuzhou")
    expect(reader).to_have_url(f"{site}/pilots/?city=granada&city=liuzhou")
    either = number(reader)
    narrow(reader, "All of them together")
    expect(reader).to_have_url(f"{site}/pilots/?city=granada&city=liuzhou&match=city")
    assert number(reader) < either
    for row in reader.locator(".rows > li").all():
        expect(row).to_contain_text("Granada")
        expect(row).to_contain_text("Liuzhou")


def test_lifting_a_chip_and_going_back_give_the_list_as_it_was(reader, site):
    reader.goto(f"{site}/pilots/?city=granada&kind=office")
    before = reader.locator(".results").inner_text()
    chips = reader.get_by_role("list", name="Chosen filters")
    chips.get_by_role("link", name="Granada").click()
    expect(reader).to_have_url(f"{site}/pilots/?kind=office")
    expect(chips.get_by_role("link", name="Granada")).to_have_count(0)
    reader.go_back()
    expect(chips.get_by_role("link", name="Granada")).to_be_visible()
    expect(reader.locator(".results")).to_have_text(re.compile(r"\S"))
    assert reader.locator(".results").inner_text() == before
    assert reader.url == f"{site}/pilots/?city=granada&kind=office"


def test_the_form_keeps_the_facets_that_are_chosen(reader, site):
    reader.goto(f"{site}/activities/?city=rome")
    reader.get_by_label("Words").fill("covid")
    reader.get_by_role("button", name="Show").click()
    expect(reader).to_have_url(re.compile("city=rome"))
    expect(reader).to_have_url(re.compile("q=covid"))
    expect(reader.locator("#count")).to_contain_text("of 30 activities")


def test_a_record_is_opened_and_left_again_as_a_page_of_its_own(reader, site):
    reader.goto(f"{site}/pilots/")
    narrow(reader, "Granada")
    expect(reader).to_have_url(f"{site}/pilots/?city=granada")
    reader.locator(".rows h3 a").first.click()
    expect(reader.get_by_role("heading", name="Told in")).to_be_visible()
    reader.go_back()
    expect(reader).to_have_url(f"{site}/pilots/?city=granada")
    expect(reader.locator("#count")).to_contain_text("18 of 38 pilots")


def test_a_list_works_from_the_keyboard_alone(reader, site):
    reader.goto(f"{site}/pilots/")
    reader.keyboard.press("Tab")
    expect(reader.locator(":focus")).to_have_text("Skip to content")
    reader.keyboard.press("Enter")
    for way in ("List", "Map", "Matrix"):
        reader.keyboard.press("Tab")
        expect(reader.locator(":focus")).to_have_text(way)
    reader.keyboard.press("Tab")
    expect(reader.locator(":focus")).to_have_attribute("name", "q")
    reader.keyboard.type("forum")
    reader.keyboard.press("Enter")
    expect(reader).to_have_url(re.compile("q=forum"))
    expect(reader.locator("#count")).not_to_contain_text("38 of 38")
    assert number(reader) > 0


def test_a_list_updates_in_place_keeps_the_focus_and_says_the_new_count(page, site):
    page.goto(f"{site}/pilots/")
    page.evaluate("window.sameDocument = true")
    link = page.locator("#city-granada")
    link.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#count")).to_have_text("18 of 38 pilots")
    expect(page.locator("#announcer")).to_have_text("18 of 38 pilots")
    expect(page.locator("#city-granada")).to_be_focused()
    expect(page).to_have_title(re.compile("Pilots: Granada"))
    assert page.evaluate("window.sameDocument") is True


def test_on_a_phone_the_count_comes_into_view_when_a_filter_is_chosen(chromium, site):
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    with contextlib.closing(context):
        page = context.new_page()
        page.goto(f"{site}/pilots/")
        page.get_by_role("link", name="Narrow the list").click()
        narrow(page, "Granada")
        expect(page.locator("#count")).to_have_text("18 of 38 pilots")
        expect(page.locator("#count")).to_be_in_viewport()
        expect(page.locator("#count")).to_be_focused()


def test_a_facet_that_the_reader_opened_stays_open_and_keeps_the_keyboard(page, site):
    page.goto(f"{site}/pilots/")
    page.locator("#facet-kind > summary").click()
    page.locator("#kind-office").press("Enter")
    expect(page.locator("#count")).to_contain_text("of 38 pilots")
    expect(page).to_have_url(f"{site}/pilots/?kind=office")
    expect(page.locator("#kind-office")).to_be_focused()
    page.locator("#kind-office").press("Enter")
    expect(page).to_have_url(f"{site}/pilots/")
    expect(page.locator("#kind-office")).to_be_focused()


def test_turning_a_page_leads_to_its_beginning_and_prints_its_own_address(page, site):
    page.goto(f"{site}/pilots/")
    page.get_by_role("link", name="Next").click()
    expect(page).to_have_url(f"{site}/pilots/?page=2")
    expect(page.locator("#count")).to_be_in_viewport()
    expect(page.locator("#print-address")).to_contain_text("/pilots/?page=2")


def test_any_of_them_is_enough_again_after_all_were_asked_together(reader, site):
    reader.goto(f"{site}/pilots/?match=all&city=granada&city=liuzhou")
    together = number(reader)
    narrow(reader, "Any of them is enough")
    expect(reader).to_have_url(f"{site}/pilots/?city=granada&city=liuzhou")
    assert number(reader) > together


def test_the_role_of_a_city_is_asked_for_once_a_city_is_chosen(reader, site):
    reader.goto(f"{site}/activities/")
    expect(reader.get_by_label("City’s role")).to_have_count(0)
    reader.goto(f"{site}/activities/?city=kunming")
    every = number(reader)
    reader.get_by_label("City’s role").select_option(label="Hosts")
    reader.get_by_role("button", name="Show").click()
    expect(reader).to_have_url(re.compile("role=venue"))
    assert 0 < number(reader) < every
    chips = reader.get_by_role("list", name="Chosen filters")
    expect(chips.get_by_role("link", name="Hosts")).to_be_visible()
