"""Pages fit the window, ask no other host for anything and break no policy."""

import contextlib

import pytest
from django.utils.formats import date_format
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from tests.browser.pages import PAGES, PARTS
from tests.browser.watch import complaints

WIDTHS = [320, 390, 768, 1280]


@pytest.mark.parametrize("part", PARTS, ids=range(1, 5))
def test_no_page_scrolls_sideways(page: Page, site: str, part: list[str]) -> None:
    for address in part:
        page.set_viewport_size({"width": WIDTHS[0], "height": 800})
        page.goto(site + address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            page.wait_for_function("width => innerWidth === width", arg=width)
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{address} is {wide} pixels wide in a window of {width}"


def test_no_page_asks_another_host_or_breaks_the_policy(page, site):
    elsewhere, told = [], complaints(page)
    page.on(
        "request",
        lambda request: elsewhere.append(request.url) if not request.url.startswith(site) else None,
    )
    for address in PAGES:
        response = page.goto(site + address)
        policy = response.header_value("content-security-policy")
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        # linked data is no program: nothing in it runs
        inline = page.locator("script:not([src], [type='application/ld+json']), style, [style]")
        assert inline.count() == 0, address
    expected = [text for text in told if "no-such-page" in text]  # the 404 itself
    assert elsewhere == []
    assert told == expected


def test_a_printed_page_is_black_on_white_and_says_its_address_and_date(chromium, site):
    with contextlib.closing(chromium.new_context(color_scheme="dark")) as context:
        page = context.new_page()
        page.goto(f"{site}/pilots/?city=granada")
        page.emulate_media(media="print")
        imprint = page.locator(".print-only").inner_text()
        assert f"{site}/pilots/?city=granada" in imprint
        assert date_format(localdate(), "j F Y") in imprint
        body = page.locator("body")
        expect(body).to_have_css("color", "rgb(0, 0, 0)")
        expect(body).to_have_css("background-color", "rgb(255, 255, 255)")
        for hidden in (".site-nav", ".narrow", ".asking"):
            assert not page.locator(hidden).first.is_visible()
