"""The timeline as readers meet it: a picture on a screen, a dated list on a phone."""

import re

from playwright.sync_api import expect


def test_on_a_screen_there_is_a_picture_whose_marks_open_their_activities(sized, site):
    page = sized(1280)
    page.goto(f"{site}/timeline/?lanes=city")
    expect(page.locator("figure.timeline")).to_be_visible()
    expect(page.locator("#telling")).to_contain_text("30 activities from April 2018 to June 2020")
    name = "Haikou’s visit to Nice, October 2019, Mission, in person"
    page.get_by_role("list", name="Haikou").get_by_role("link", name=name).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Haikou’s visit to Nice")


def test_pointing_at_a_mark_or_a_band_tells_what_it_is(sized, site):
    for scripts in (True, False):
        page = sized(1280, java_script_enabled=scripts)
        page.goto(f"{site}/timeline/?lanes=city")
        told = page.locator(".timeline .told:visible")
        expect(told).to_have_count(0)
        expect(page.locator(".timeline .hint")).to_be_visible()
        page.locator(".mark[aria-label^='Haikou’s visit to Nice']").first.hover()
        expect(told).to_have_text(
            re.compile("Haikou’s visit to Nice.*October 2019 · Mission · in", re.S)
        )
        page.locator(".band").first.hover()
        expect(told).to_contain_text("June 2018 – November 2020")


TOLD = """() => {
  const box = (selector) => document.querySelector(selector).getBoundingClientRect();
  const told = [...document.querySelectorAll(".timeline .told")].filter((e) =>
    e.checkVisibility({visibilityProperty: true}));
  const room = box(".timeline-wrap svg"), axis = box(".timeline .axis");
  return {
    texts: told.map((e) => e.querySelector(".what").textContent),
    clear: told.every((e) => [...e.querySelectorAll("text")].every((line) => {
      const {top, bottom, right} = line.getBoundingClientRect();
      return room.top - 1 <= top && bottom <= axis.top + 1 && right <= room.right;
    })),
  };
}"""


def test_the_keyboard_has_every_mark_named_clear_of_all_else(sized, site):
    page = sized(1280)
    page.goto(f"{site}/timeline/")
    page.locator(".timeline-wrap").focus()
    for number in range(5 + 6 + 30):
        page.keyboard.press("Tab")
        told = page.evaluate(TOLD)
        assert told["clear"], told
        (text,) = told["texts"]
        name = page.locator(":focus").get_attribute("aria-label")
        assert number < 5 or name.startswith(text)  # plans have longer titles


def test_on_a_phone_there_are_the_periods_and_the_dated_list_alone(sized, site):
    page = sized(390)
    page.goto(f"{site}/timeline/?lanes=city")
    expect(page.locator("figure.timeline")).to_be_hidden()
    expect(page.get_by_role("link", name="Skip the picture")).to_be_hidden()
    expect(page.get_by_role("heading", name=re.compile("^April 2020"))).to_be_visible()
    assert page.locator(".months .row-card").count() == 30
    page.locator(".periods summary").click()
    expect(page.locator(".periods li").first).to_have_text("Granada: June 2018 – November 2020")


def test_lanes_change_in_place_and_stay_with_the_filters(sized, site):
    page = sized(1280)
    page.goto(f"{site}/timeline/")
    page.evaluate("window.sameDocument = true")
    page.get_by_role("navigation", name="What a lane stands for").get_by_text("Theme").click()
    expect(page).to_have_url(f"{site}/timeline/?lanes=theme")
    page.locator("#city-granada").click()
    expect(page).to_have_url(re.compile("city=granada"))
    expect(page).to_have_url(re.compile("lanes=theme"))
    expect(page.locator("#count")).to_have_text("18 of 30 activities")
    expect(page.locator(".lane").first).to_contain_text("Culture, Tourism and")
    assert page.evaluate("window.sameDocument") is True


def test_without_javascript_lanes_and_filters_work_as_well(sized, site):
    page = sized(1280, java_script_enabled=False)
    page.goto(f"{site}/timeline/?city=granada")
    page.get_by_role("navigation", name="What a lane stands for").get_by_text("Theme").click()
    expect(page).to_have_url(f"{site}/timeline/?city=granada&lanes=theme")
    page.get_by_label("From").fill("2020-01")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("lanes=theme"))
    expect(page.locator(".year-label").first).to_have_text("2020")


def test_the_keyboard_reaches_every_mark_in_order_or_skips_them(sized, site):
    page = sized(1280)
    page.goto(f"{site}/timeline/")
    page.locator("#lanes-theme").focus()
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text(
        "Skip the picture: the same stands below as a dated list"
    )
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_class("timeline-wrap")
    reached = []
    for _ in range(5 + 6 + 30):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert reached[0] == "Granada: June 2018 – November 2020"
    assert reached[5] == "Meeting: 12 activities, as a list"
    assert reached[6] == "Start-up meeting in Beijing, April 2018, Meeting, in person"
    assert len(set(reached)) == 41
    page.get_by_role("link", name="Skip the picture").press("Enter")
    expect(page).to_have_url(f"{site}/timeline/#dated")


def test_marks_are_large_enough_for_a_finger(sized, site):
    for width in (768, 1024, 1280, 1600):
        page = sized(width)
        page.goto(f"{site}/timeline/?lanes=city")
        for box in page.locator(".mark .box, .band .box").all():
            size = box.bounding_box()
            assert size["width"] >= 24, width
            assert size["height"] >= 23, width


def test_paper_has_the_picture_in_black_on_white_and_the_list(sized, site):
    page = sized(700, color_scheme="dark")
    page.goto(f"{site}/timeline/")
    page.emulate_media(media="print")
    expect(page.locator("figure.timeline")).to_be_visible()
    expect(page.locator(".months")).to_be_visible()
    expect(page.locator(".timeline .hint")).to_be_hidden()
    expect(page.locator(".periods")).to_be_hidden()
    expect(page.locator(".tabs")).to_be_hidden()
    expect(page.locator(".lane-head .lane-label").first).to_have_css("fill", "rgb(0, 0, 0)")
    expect(page.locator(".mark .in-person").first).to_have_css("fill", "rgb(0, 0, 0)")
