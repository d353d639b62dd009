"""axe finds nothing on any kind of page, light and dark, with scripts and without."""

import contextlib
from collections.abc import Iterator
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page

from pilots.models import Activity, PilotProject
from tests.browser.axe import violations
from tests.browser.pages import PARTS

Scheme = Literal["light", "dark"]
SCREEN, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 800}

# one scheme on a phone where the other is on a screen: pictures differ between the two
WITH_SCRIPTS: list[tuple[Scheme, Any]] = [("light", SCREEN), ("dark", PHONE)]
WITHOUT: list[tuple[Scheme, Any]] = [("light", PHONE), ("dark", SCREEN)]

IS_IN_SCHEME = "scheme => getComputedStyle(document.documentElement).colorScheme === scheme"
FINISH = "() => document.getAnimations().forEach((fading) => fading.finish())"
"""A button fades into the colour of another scheme; what is half way there is not looked at."""


@pytest.fixture(
    params=[True, pytest.param(False, marks=pytest.mark.slow)], ids=["scripts", "no scripts"]
)
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether the page's scripts arrive."""
    return request.param


@pytest.fixture
def reader(chromium: Browser, scripts: bool) -> Iterator[Page]:
    """A page that the scripts reach, or do not."""
    with contextlib.closing(chromium.new_context()) as context:
        if not scripts:
            # axe itself needs scripting; the policy forbids inline scripts, so that a page whose
            # script files do not arrive is a page without JavaScript
            context.route("**/*.js", lambda route: route.abort())
        yield context.new_page()


def found(page: Page, addresses: list[str], *, scripts: bool) -> list[str]:
    """What axe finds on the pages at some addresses, each loaded once and looked at twice."""
    told = []
    for address in addresses:
        (scheme, window), *others = WITH_SCRIPTS if scripts else WITHOUT
        show(page, scheme, window)
        page.goto(address)
        assert page.evaluate(IS_IN_SCHEME, scheme)
        told += [f"{address}: {violation}" for violation in violations(page)]
        for scheme, window in others:
            show(page, scheme, window)
            page.wait_for_function(IS_IN_SCHEME, arg=scheme)
            page.evaluate(FINISH)
            told += [f"{address}, {scheme}: {violation}" for violation in violations(page)]
    return told


def show(page: Page, scheme: Scheme, window: Any) -> None:
    """Choose a scheme and the size of the window."""
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size(window)


@pytest.mark.parametrize("part", PARTS, ids=range(1, 5))
def test_axe_finds_nothing_on_any_kind_of_page(
    reader: Page, site: str, scripts: bool, part: list[str]
) -> None:
    assert found(reader, [site + address for address in part], scripts=scripts) == []


def test_axe_finds_nothing_on_the_page_of_a_record(reader: Page, site: str, scripts: bool) -> None:
    records: list[Any] = [
        Activity.objects.get(slug__contains="nice-granada"),
        PilotProject.objects.get(slug__contains="ongranada"),
    ]
    addresses = [site + record.get_absolute_url() for record in records]
    assert found(reader, addresses, scripts=scripts) == []
