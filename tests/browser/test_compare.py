"""Comparing as readers do it: from a list, side by side, on a phone, without JavaScript."""

import re

import pytest
from playwright.sync_api import expect


def toggle(page, name: str) -> None:
    """Put a city aside, from its row."""
    page.get_by_role("link", name=f"Compare {name}", exact=True).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_the_choice_is_kept_through_facets_form_and_taking_back(sized, site, scripts):
    page = sized(1280, java_script_enabled=scripts)
    page.goto(f"{site}/cities/")
    toggle(page, "Kunming")
    expect(page).to_have_url(f"{site}/cities/?compare=kunming")
    page.locator("#country-ES").click()
    expect(page).to_have_url(f"{site}/cities/?country=ES&compare=kunming")
    toggle(page, "Granada")
    expect(page).to_have_url(f"{site}/cities/?country=ES&compare=kunming&compare=granada")
    page.get_by_label("Order").select_option(label="Most pilots")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("compare=kunming&compare=granada"))
    bar = page.get_by_role("group", name="To compare")
    expect(bar.get_by_role("listitem")).to_have_count(2)
    expect(page.locator("#compare-granada")).to_contain_text("✓ chosen")
    bar.get_by_role("link", name="Compare", exact=True).click()
    expect(page).to_have_url(f"{site}/compare/?city=kunming&city=granada")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kunming and Granada")


def test_a_choice_changes_in_place_and_keeps_the_keyboard_on_it(sized, site):
    page = sized(1280)
    page.goto(f"{site}/cities/")
    page.evaluate("window.sameDocument = true")
    page.locator("#compare-liuzhou").press("Enter")
    expect(page.get_by_role("group", name="To compare")).to_contain_text("Liuzhou")
    expect(page.locator("#compare-liuzhou")).to_be_focused()
    assert page.evaluate("window.sameDocument") is True
    page.get_by_role("link", name="Do not compare Liuzhou").click()
    expect(page.get_by_role("group", name="To compare")).to_have_count(0)


def test_what_connects_rome_and_yantai_stands_at_the_top(sized, site):
    page = sized(1280)
    page.goto(f"{site}/cities/rome/")
    page.get_by_role("link", name="Compare with other cities").click()
    page.get_by_role("link", name="Yantai", exact=True).click()
    lead = page.locator("#telling")
    expect(lead).to_have_text(
        "Rome and Yantai: together in 4 pilots, 3 activities and 2 summaries."
    )
    expect(lead).to_be_in_viewport()
    lead.get_by_role("link", name="3 activities").click()
    expect(page.locator("#count")).to_contain_text("3 of 30 activities")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_boxes_and_the_picker_add_and_links_remove(sized, site, scripts):
    page = sized(1280, java_script_enabled=scripts)
    page.goto(f"{site}/compare/")
    cities = page.get_by_role("group", name="Cities")
    cities.get_by_label("Nice").check()
    cities.get_by_label("Rome").check()
    page.get_by_role("button", name="Compare Cities").click()
    expect(page).to_have_url(f"{site}/compare/?city=nice&city=rome")
    page.get_by_label("Add another").select_option(label="Granada")
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nice, Rome and Granada")
    page.get_by_role("link", name="remove Nice").click()
    expect(page).to_have_url(f"{site}/compare/?city=rome&city=granada")


def test_on_a_phone_each_cell_says_whose_it_is_and_the_picture_is_a_list(sized, site):
    for width in (320, 390):
        page = sized(width)
        page.goto(f"{site}/compare/?city=rome&city=yantai")
        cell = page.get_by_role("row", name=re.compile("^Pilots")).get_by_role("cell").nth(1)
        shown = cell.evaluate("e => getComputedStyle(e, '::before').content")
        assert shown == '"Yantai"'
        box = cell.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        expect(page.locator("figure.timeline")).to_be_hidden()
        expect(page.locator("#dated")).to_be_visible()
        table = page.locator(".table-wrap")
        assert table.evaluate("e => e.scrollWidth <= e.clientWidth")


def test_on_a_phone_a_chip_and_its_mark_stay_together_and_nothing_is_said_twice(sized, site):
    for width in (320, 390):
        page = sized(width)
        page.goto(f"{site}/compare/?city=rome&city=yantai")
        expect(page.locator(".shared-facts")).to_be_hidden()
        marked = page.locator(".values .marked")
        assert marked.count() > 10
        for item in marked.all():
            value, mark = (box.bounding_box() for box in item.locator("> *").all())
            assert mark["x"] >= value["x"] + value["width"]
            assert mark["y"] < value["y"] + value["height"]
            assert mark["x"] + mark["width"] <= width


def test_on_a_phone_the_activities_of_a_city_are_entries_of_full_width(sized, site):
    page = sized(390)
    page.goto(f"{site}/cities/kunming/")
    row = page.locator("table.stacked tbody tr").first
    parts = [part.bounding_box() for part in row.locator("> *").all()]
    assert len(parts) == 4
    assert all(part["width"] > 300 for part in parts)
    tops = [part["y"] for part in parts]
    assert tops == sorted(set(tops))
    expect(row.get_by_role("rowheader")).to_be_visible()
    expect(row.get_by_role("cell").last).to_contain_text(",")
