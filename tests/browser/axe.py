"""What axe finds on an open page."""

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WCAG = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}

# Only what is told is sent to the tests: all that axe knows of a page takes three times as long.
TOLD = """([within, options]) => axe.run(within, options).then(({passes, violations}) => ({
  passed: passes.length,
  violations: violations.map(({id, help, nodes}) => `${id} – ${help} – ${nodes[0].html}`),
}))"""


# What a bar that stays at the bottom covers is scrolled into view; axe takes it for too small.
LAID = """() => document.querySelectorAll('.save-bar')
  .forEach((bar) => { bar.style.position = 'static'; })"""


def violations(page: Page, within: str = "html") -> list[str]:
    """One line for each rule that the page breaks, with the first place where it does.

    Looks at what the selector `within` finds.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    page.evaluate(LAID)
    found = page.evaluate(TOLD, [within, WCAG])
    assert found["passed"], f"axe looked at nothing on {page.url}"
    return found["violations"]
