"""Pages work for readers who use the keyboard, stop motion, force colours or choose a scheme."""

import contextlib

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages import PAGES, PARTS

# What the keyboard is on: whether it can be seen, whether it shows that it has the focus, its name.
FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  /* in a picture, a shape around the mark is drawn instead of the outline */
  const ringed = (link) => link instanceof SVGElement && [...link.children].some((shape) => {
    const { stroke, strokeWidth } = getComputedStyle(shape);
    return stroke !== "none" && stroke !== "transparent" && parseFloat(strokeWidth) >= 2;
  });
  const box = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  return {
    number: [...document.querySelectorAll("*")].indexOf(at),
    html: at.outerHTML.slice(0, 120),
    seen: box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0
      && box.left < innerWidth && box.top < innerHeight,
    shown: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || ringed(at),
  };
}"""
MOVING = """() => [...document.querySelectorAll("*")]
  .filter((e) => {
    const style = getComputedStyle(e);
    return [style.transitionDuration, style.animationDuration]
      .some((text) => text.split(",").some((part) => parseFloat(part) > 0.001));
  })
  .map((e) => e.outerHTML.slice(0, 120))"""
MOST_STOPS = 600


def stops(page: Page) -> list[dict]:
    """Everything that the Tab key comes to, from the top of the page to its end."""
    found: list[dict] = []
    while len(found) < MOST_STOPS:
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUSED)
        if at is None or (found and at["number"] == found[0]["number"]):
            return found
        found.append(at)
    raise AssertionError(f"{page.url}: the Tab key never comes to the end")


@pytest.mark.slow
@pytest.mark.parametrize("part", PARTS, ids=range(1, 5))
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(chromium, site, part):
    # without motion: a page that scrolls smoothly is still on its way when it is asked
    window = {"width": 1280, "height": 800}
    context = chromium.new_context(viewport=window, reduced_motion="reduce")
    with contextlib.closing(context):
        page = context.new_page()
        for address in part:
            page.goto(site + address)
            walked = stops(page)
            assert "Skip to content" in walked[0]["html"], address
            assert len({stop["number"] for stop in walked}) == len(walked), address
            assert [s["html"] for s in walked if not (s["seen"] and s["shown"])] == [], address


def test_the_skip_link_leads_past_the_header(page, site):
    page.goto(f"{site}/pilots/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "document.getElementById('content').contains(document.activeElement)"
    assert page.evaluate(inside)


def test_nothing_is_animated_for_readers_who_ask_for_less_motion(chromium, site):
    with contextlib.closing(chromium.new_context(reduced_motion="reduce")) as context:
        page = context.new_page()
        for address in PAGES:
            page.goto(site + address)
            assert page.evaluate(MOVING) == [], address


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_reader_switches_the_scheme_and_it_stays(chromium, site, scheme):
    other = {"light": "dark", "dark": "light"}[scheme]
    ground = "getComputedStyle(document.body).backgroundColor"
    with contextlib.closing(chromium.new_context(color_scheme=scheme)) as context:
        page = context.new_page()
        page.goto(f"{site}/")
        before = page.evaluate(ground)
        switch = page.get_by_role("button", name="Dark colours")
        expect(switch).to_have_attribute("aria-pressed", str(scheme == "dark").lower())
        switch.click()
        expect(switch).to_have_attribute("aria-pressed", str(other == "dark").lower())
        changed = page.evaluate(ground)
        assert changed != before
        page.goto(f"{site}/cities/")
        expect(page.locator(f"html[data-scheme={other}]")).to_have_count(1)
        assert page.evaluate(ground) == changed
        page.get_by_role("button", name="Dark colours").click()
        expect(page.locator(f"html[data-scheme={scheme}]")).to_have_count(1)
        # what the system does anyway is not remembered: a change of the system is followed again
        page.emulate_media(color_scheme=other)
        expect(page.locator(f"html[data-scheme={other}]")).to_have_count(1)


def pasted(page):
    """What is on the clipboard, pasted as a reader would: no page may read it by itself."""
    page.evaluate("document.body.append(document.createElement('textarea'))")
    area = page.locator("textarea").last
    area.focus()
    page.keyboard.press("Control+V")
    return area.input_value()


def test_one_click_copies_the_address_of_the_view(chromium, site):
    with contextlib.closing(chromium.new_context()) as context:
        context.grant_permissions(["clipboard-write"])
        page = context.new_page()
        page.goto(f"{site}/pilots/")
        page.get_by_role("link", name="Granada").first.click()
        narrowed = f"{site}/pilots/?city=granada"
        page.goto(narrowed)
        page.get_by_role("button", name="Copy link").click()
        expect(page.get_by_text("Copied", exact=True)).to_be_visible()
        assert pasted(page) == narrowed


def test_one_click_copies_a_citation(chromium, site):
    with contextlib.closing(chromium.new_context()) as context:
        context.grant_permissions(["clipboard-write"])
        page = context.new_page()
        page.goto(f"{site}/cities/kunming/")
        page.get_by_text("Cite this page").click()
        page.get_by_role("button", name="Copy BibTeX").click()
        expect(page.locator(".cite").get_by_text("Copied", exact=True)).to_be_visible()
        entry = pasted(page)
        assert entry.startswith("@misc{ucap-cities-kunming,\n")
        assert f"url = {{{site}/cities/kunming/}}" in entry


def test_pages_are_usable_before_any_script_has_arrived(chromium, site):
    with contextlib.closing(chromium.new_context()) as context:
        context.route("**/*.js", lambda route: None)  # asked for, and never answered
        page = context.new_page()
        page.goto(f"{site}/pilots/", wait_until="commit")
        page.get_by_role("complementary").get_by_role("link", name="Granada").click()
        expect(page.locator("#count")).to_contain_text("18 of 38")


def test_forced_colours_still_tell_where_one_is_and_what_is_chosen(chromium, site):
    line = "e => getComputedStyle(e).borderBottomColor"
    with contextlib.closing(chromium.new_context(forced_colors="active")) as context:
        page = context.new_page()
        page.goto(f"{site}/pilots/?city=granada")
        nav = page.get_by_role("navigation", name="Main")
        here = nav.get_by_role("link", name="Pilots").evaluate(line)
        assert here != nav.get_by_role("link", name="Cities").evaluate(line)
        chosen = page.locator(".facet-value.is-chosen")
        mark = chosen.evaluate("e => getComputedStyle(e.firstElementChild, '::before').content")
        assert "✓" in mark
        assert chosen.evaluate("e => getComputedStyle(e).borderTopStyle") == "solid"
