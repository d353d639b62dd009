"""axe finds nothing on any kind of page, light and dark, with scripts and without."""

import contextlib

import pytest
from axe_playwright_python.sync_playwright import Axe

from pilots.models import Activity, PilotProject
from tests.browser.pages import PAGES

WCAG = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


def told(address: str, violation: dict) -> str:
    """One line for what axe found, with the first place where it did."""
    return f"{address}: {violation['id']} – {violation['help']} – {violation['nodes'][0]['html']}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_axe_finds_nothing_on_any_kind_of_page(chromium, site, scheme, scripts):
    axe = Axe()
    records = [
        Activity.objects.get(slug__contains="nice-granada").get_absolute_url(),
        PilotProject.objects.get(slug__contains="ongranada").get_absolute_url(),
    ]
    found = []
    # one scheme on a phone where the other is on a screen: pictures differ between the two
    width = 1280 if scripts == (scheme == "light") else 390
    window = {"width": width, "height": 800}
    context = chromium.new_context(color_scheme=scheme, viewport=window)
    with contextlib.closing(context):
        if not scripts:
            # axe itself needs scripting; the policy forbids inline scripts, so that a page whose
            # script files do not arrive is a page without JavaScript
            context.route("**/*.js", lambda route: route.abort())
        page = context.new_page()
        for address in PAGES + records:
            page.goto(site + address)
            results = axe.run(page, options=WCAG).response
            assert results["passes"], f"axe looked at nothing on {address}"
            found += [told(address, violation) for violation in results["violations"]]
    assert found == []
