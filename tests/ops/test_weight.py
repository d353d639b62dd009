"""What pages weigh on the wire and how still they stand, as bin/serve really sends them."""

import contextlib
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.pages import PAGES

pytestmark = pytest.mark.slow

FIRST_VISIT = 120_000
"""Bytes on the wire, headers included, for somebody who comes for the first time."""
REPEAT_VISIT = 25_000
"""And for somebody who has been on the page before."""

TOGETHER = 4
"""How many pages are visited at the same time."""


@dataclass
class Visit:
    """What one visit to a page asked for."""

    bytes: int = 0
    hosts: set[str] = field(default_factory=set)
    shifts: list[str] = field(default_factory=list)


SHIFTS = """() => new Promise((resolve) => {
  const shifts = [];
  const name = (node) => node ? (node.outerHTML ?? node.textContent).trim().slice(0, 60) : "?";
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      shifts.push(`${value}: ${sources.map((source) => name(source.node)).join(" | ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
  requestAnimationFrame(() => setTimeout(() => resolve(shifts), 100));
})"""
"""What has moved since the first paint, and how far (the parts of Cumulative Layout Shift)."""


def visit(contexts: list[BrowserContext], urls: list[str]) -> list[Visit]:
    """Open each of `urls` in a new tab of its context and count what comes over the wire.

    What is cached costs nothing. They wait together until nothing is asked for any more, which
    takes each of them half a second, however little there is to load.
    """
    pages = [context.new_page() for context in contexts]
    made = [_counted(page) for page in pages]
    for page, url in zip(pages, urls, strict=True):
        page.goto(url, wait_until="commit")
    for page, seen in zip(pages, made, strict=True):
        page.wait_for_load_state("networkidle")
        seen.shifts = page.evaluate(SHIFTS)
    for page in pages:
        page.close()
    return made


def _counted(page: Page) -> Visit:
    """A visit to which everything is added that the page will load."""
    seen = Visit()
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.requestWillBeSent", lambda e: seen.hosts.add(_host(e["request"]["url"])))
    network.on("Network.loadingFinished", lambda e: _add(seen, e["encodedDataLength"]))
    return seen


def _host(url: str) -> str:
    parts = urlsplit(url)
    return "" if parts.scheme == "data" else parts.netloc


def _add(seen: Visit, size: float) -> None:
    seen.bytes += int(size)


def first_and_next(chromium: Browser, urls: list[str]) -> list[tuple[Visit, Visit]]:
    """Of each page a visit with an empty cache, and another one in the same browser."""
    with contextlib.ExitStack() as stack:
        contexts = [stack.enter_context(contextlib.closing(chromium.new_context())) for _ in urls]
        return list(zip(visit(contexts, urls), visit(contexts, urls), strict=True))


@pytest.fixture(scope="module")
def portal(checkout):
    """A portal as its operator starts it."""
    return checkout.serve().ready()


@pytest.fixture(scope="module")
def visits(chromium: Browser, portal) -> dict[str, tuple[Visit, Visit]]:
    """For each kind of page: a visit with an empty cache, and the next one."""
    here = f"http://127.0.0.1:{portal.port}"
    made: dict[str, tuple[Visit, Visit]] = {}
    for start in range(0, len(PAGES), TOGETHER):
        some = PAGES[start : start + TOGETHER]
        urls = [here + address for address in some]
        made |= zip(some, first_and_next(chromium, urls), strict=True)
    # a machine short of breath may paint once too early; what a page moves, it moves again
    restless = [a for a, pair in made.items() if any(one.shifts for one in pair)]
    return made | {address: first_and_next(chromium, [here + address])[0] for address in restless}


def test_a_first_visit_to_any_page_is_light(visits):
    assert visits
    assert {a: first.bytes for a, (first, _) in visits.items() if first.bytes > FIRST_VISIT} == {}


def test_a_repeat_visit_to_any_page_is_lighter(visits):
    again = {address: second.bytes for address, (_, second) in visits.items()}
    assert all(again.values()), "nothing at all was measured"
    assert {address: size for address, size in again.items() if size > REPEAT_VISIT} == {}


def test_no_page_asks_another_host(visits, portal):
    hosts = set().union(*(one.hosts for pair in visits.values() for one in pair)) - {""}
    assert hosts == {f"127.0.0.1:{portal.port}"}


def test_nothing_moves_after_the_first_paint(visits):
    moved = {address: [one.shifts for one in pair] for address, pair in visits.items()}
    assert {address: shifts for address, shifts in moved.items() if any(shifts)} == {}
