"""The matrix in a browser: its heads stay in sight, and it is readable in every scheme."""

import contextlib

import pytest
from playwright.sync_api import expect

ADDRESSES = [
    "/matrix/",
    "/matrix/?view=city-theme&count=activities",
    "/matrix/?view=theme-sdg",
    "/matrix/?view=theme-year&city=kunming",
    "/matrix/?view=city-sdg",
    "/matrix/?view=summary-summary&summary=granada",
    "/matrix/?view=atlantis",
    "/matrix/?q=no+such+word",
]
WIDE = "/matrix/?view=city-theme"


def page_of(chromium, width, **options):
    """A window of this width."""
    viewport = {"width": width, "height": 800}
    return contextlib.closing(chromium.new_context(viewport=viewport, **options))


CONTRAST = """cell => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = colour => {
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map(v => {
      v /= 255;
      return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ink = light(getComputedStyle(cell.querySelector("a") ?? cell).color);
  const ground = getComputedStyle(cell).backgroundColor;
  const body = getComputedStyle(document.body).backgroundColor;
  const paper = ground === "rgba(0, 0, 0, 0)" ? body : ground;
  const [dim, bright] = [ink, light(paper)].sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_shade_leaves_its_number_readable(chromium, site, scheme):
    with page_of(chromium, 1280, color_scheme=scheme) as context:
        page = context.new_page()
        shades = set()
        for address in ("/matrix/", WIDE, "/matrix/?view=theme-sdg"):
            page.goto(site + address)
            for level in range(6):
                cell = page.locator(f".matrix .shade-{level}").first
                if cell.count():
                    shades.add(level)
                    assert cell.evaluate(CONTRAST) >= 4.5, level
        assert shades == set(range(6))


def test_on_a_phone_the_heads_of_the_rows_stay_where_they_are(chromium, site):
    with page_of(chromium, 390) as context:
        page = context.new_page()
        page.goto(site + WIDE)
        wrap, head = (
            page.locator(".matrix-wrap"),
            page.locator('.matrix tbody th[scope="row"]').first,
        )
        assert wrap.evaluate("wrap => wrap.scrollWidth > wrap.clientWidth")
        head.scroll_into_view_if_needed()
        before = head.bounding_box()
        wrap.evaluate("wrap => wrap.scrollLeft = 150")
        after = head.bounding_box()
        assert before["x"] == pytest.approx(after["x"], abs=1)
        corner = page.locator(".matrix thead td")
        assert corner.bounding_box()["x"] == pytest.approx(after["x"], abs=3)
        # the head lies over the cells that pass below it
        middle = after["x"] + after["width"] / 2, after["y"] + after["height"] / 2
        on_top = "([x, y]) => document.elementFromPoint(x, y).closest('th')?.scope"
        assert page.evaluate(on_top, list(middle)) == "row"


def test_where_it_is_higher_than_the_window_the_heads_of_the_columns_stay(chromium, site):
    with contextlib.closing(
        chromium.new_context(viewport={"width": 1280, "height": 320})
    ) as context:
        page = context.new_page()
        page.goto(site + WIDE)
        wrap, head = page.locator(".matrix-wrap"), page.locator(".matrix thead th").first
        assert wrap.evaluate("wrap => wrap.scrollHeight > wrap.clientHeight")
        before = head.bounding_box()
        wrap.evaluate("wrap => wrap.scrollTop = 100")
        assert head.bounding_box()["y"] == pytest.approx(before["y"], abs=3)


def test_links_are_large_enough_for_a_finger(chromium, site):
    with page_of(chromium, 390) as context:
        page = context.new_page()
        for address in ADDRESSES[:6]:
            page.goto(site + address)
            for link in page.locator(".matrix a, .tabs a").all():
                box = link.bounding_box()
                assert min(box["width"], box["height"]) >= 24, (address, link.inner_text(), box)


def test_another_matrix_is_shown_in_place_and_a_number_opens_its_list(page, site):
    page.goto(site + "/matrix/")
    page.get_by_role("link", name="City × theme").click()
    expect(page.locator("#count")).to_have_text("38 of 38 pilots")
    expect(page.get_by_role("columnheader", name="Life Sciences and Healthy City")).to_be_visible()
    expect(page).to_have_url(f"{site}/matrix/?view=city-theme")
    page.get_by_role("link", name="Activities", exact=True).nth(1).click()
    page.wait_for_url("**/matrix/?view=city-theme&count=activities")
    row = page.get_by_role("row", name="Kunming")
    number = row.get_by_role("cell").get_by_role("link").first
    count = number.inner_text()
    number.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Activities")
    expect(page.locator("#count")).to_contain_text(f"{count} of ")


def test_a_printed_matrix_keeps_its_shades_and_is_not_cut(page, site):
    page.goto(site + WIDE)
    page.emulate_media(media="print")
    expect(page.locator(".matrix-wrap")).to_have_css("overflow", "visible")
    expect(page.locator(".matrix .shade-5").first).to_have_css("print-color-adjust", "exact")
    expect(page.locator(".tabs").first).not_to_be_visible()
