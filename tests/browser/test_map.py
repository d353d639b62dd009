"""The map in a real browser: names that part, lines that lift, with scripts and without."""

import contextlib
import itertools

import pytest
from playwright.sync_api import expect

from cities.models import City, Country
from cities.models.places import Region
from pilots.models import PilotCity, PilotProject
from tests import patience

ADDRESSES = ["/map/", "/map/?view=world", "/map/?city=rome", "/map/?theme=circular-economy"]

MEASURES = """() => {
  const box = (e) => { const {left, top, right, bottom} = e.getBoundingClientRect();
                       return {left, top, right, bottom}; };
  const svg = [...document.querySelectorAll(".map-picture")].find((e) => e.checkVisibility());
  const all = (selector) => [...svg.querySelectorAll(selector)];
  return {
    names: all(".name").map((e) => ({text: e.textContent, ...box(e)})),
    dots: all(".dot").map(box),
    frames: all(".frame").map(box),
    reaches: all(".city .reach").map(box),
    lands: all("use").map((e) => e.getBBox().width),
    size: parseFloat(getComputedStyle(svg).fontSize) * svg.getScreenCTM().a,
  };
}"""


def overlap(one: dict, other: dict) -> bool:
    """Whether two boxes share more than a hair."""
    return (
        one["left"] < other["right"] - 0.5
        and other["left"] < one["right"] - 0.5
        and one["top"] < other["bottom"] - 0.5
        and other["top"] < one["bottom"] - 0.5
    )


def inside(one: dict, frame: dict) -> bool:
    """Whether a box lies within a frame."""
    return (
        frame["left"] <= one["left"]
        and frame["top"] <= one["top"]
        and one["right"] <= frame["right"]
        and one["bottom"] <= frame["bottom"]
    )


@contextlib.contextmanager
def window(chromium, width, **options):
    """A page in a window of that width."""
    context = chromium.new_context(viewport={"width": width, "height": 844}, **options)
    with contextlib.closing(context):
        context.set_default_timeout(patience.IN_A_BROWSER)
        yield context.new_page()


def a_crowd() -> None:
    """Fifty more cities in two regions, close together, with names of every length."""
    ends = {Region.EUROPE: (40, 0, "IT"), Region.ASIA: (22, 100, "CN")}
    for region, (south, west, code) in ends.items():
        country = Country.objects.get(code=code)
        assert country.region == region
        cities = City.objects.bulk_create(
            City(
                name=f"{code} {'Wm' * (n % 5)}{n}",
                slug=f"{code.lower()}-{n}",
                country=country,
                latitude=f"{south + n * 7 % 13}",
                longitude=f"{west + n * 5 % 17}",
            )
            for n in range(25)
        )
        PilotCity.objects.bulk_create(
            PilotCity(pilot=pilot, city=city)
            for pilot, city in zip(
                itertools.cycle(PilotProject.objects.published()), cities, strict=False
            )
        )


@pytest.mark.parametrize("crowded", [False, True], ids=["real", "crowded"])
@pytest.mark.parametrize("width", [390, 768, 1000, 1280])
def test_no_name_covers_another_a_mark_or_the_edge(chromium, site, width, crowded):
    if crowded:
        a_crowd()
    with window(chromium, width) as page:
        for address in ADDRESSES:
            page.goto(site + address)
            found = page.evaluate(MEASURES)
            names, dots = found["names"], found["dots"]
            assert names, address
            for one, other in itertools.combinations(names, 2):
                assert not overlap(one, other), (address, one, other)
            for name, dot in itertools.product(names, dots):
                assert not overlap(name, dot), (address, name, dot)
            for name in names:
                assert any(inside(name, frame) for frame in found["frames"]), (address, name)
            assert found["size"] >= 11, address
            if not crowded and "world" not in address:
                assert len(names) == len(dots), address


def test_a_finger_hits_every_city_of_the_real_map(chromium, site):
    with window(chromium, 390) as page:
        page.goto(f"{site}/map/")
        reaches = page.evaluate(MEASURES)["reaches"]
        assert len(reaches) == 10
        assert all(reach["right"] - reach["left"] >= 24 for reach in reaches)


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_pointing_at_a_city_lifts_its_lines_and_names_its_partners(chromium, site, scripts):
    with window(chromium, 1280, java_script_enabled=scripts) as page:
        page.goto(f"{site}/map/")
        picture = page.locator(".map-wide")
        expect(picture).to_be_visible()
        expect(page.locator(".map-narrow")).to_be_hidden()
        expect(picture.locator(".told:visible")).to_have_count(0)
        picture.locator("a.city[aria-label^=Kunming] .dot").hover()
        lifted = picture.locator(".cities .told:visible")
        expect(lifted).to_have_count(1)
        expect(lifted).to_contain_text("Kunming: 11 pilots")
        expect(lifted).to_contain_text("Granada 8")
        expect(lifted).to_contain_text("Barcelona 1")
        expect(lifted.locator(".line")).to_have_count(4)
        picture.locator("a.city[aria-label^=Rome] .dot").hover()
        expect(lifted).to_contain_text("Yantai 4")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
@pytest.mark.parametrize("width", [390, 1280])
def test_the_keyboard_goes_from_city_to_city_and_opens_its_pilots(chromium, site, width, scripts):
    with window(chromium, width, java_script_enabled=scripts) as page:
        page.goto(f"{site}/map/")
        page.locator("#view-world").focus()
        seen = []
        for _ in range(10):
            page.keyboard.press("Tab")
            seen.append(page.locator(":focus").get_attribute("aria-label").partition(":")[0])
            expect(page.locator(".map-picture:visible .told:visible")).to_contain_text(seen[-1])
        assert seen[:5] == ["Granada", "Rome", "Nice", "Barcelona", "Kunming"]
        assert len(set(seen)) == 10
        page.keyboard.press("Tab")
        expect(page.locator(":focus")).to_have_attribute("aria-labelledby", "map-pairs")
        for _ in range(10):
            page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{site}/pilots/?city=granada")
        expect(page.locator("#count")).to_contain_text("18 of 38")


def test_a_line_is_a_link_to_what_both_cities_share(chromium, site):
    with window(chromium, 1280) as page:
        page.goto(f"{site}/map/")
        line = page.locator('.map-wide a.arc[aria-label^="Granada – Kunming"]')
        x, y = line.locator(".line").evaluate(
            """(path) => {
              const at = path.getPointAtLength(path.getTotalLength() * 0.7);
              const there = at.matrixTransform(path.getScreenCTM());
              return [there.x, there.y];
            }"""
        )
        page.mouse.move(x, y)
        expect(page.locator(".map-wide .told:visible")).to_contain_text("8 pilots in common")
        page.mouse.click(x, y)
        expect(page).to_have_url(f"{site}/pilots/?city=granada&city=kunming&match=city")
        expect(page.locator("#count")).to_contain_text("8 of 38")


def test_a_facet_redraws_the_map_in_place_and_the_view_stays(page, site):
    page.goto(f"{site}/map/?view=world")
    page.evaluate("window.sameDocument = true")
    page.locator("#city-rome").click()
    expect(page).to_have_url(f"{site}/map/?city=rome&view=world")
    expect(page.locator(".map-wide a.city")).to_have_count(5)
    expect(page.locator("#count")).to_contain_text("14 of 38")
    page.locator("#view-regions").click()
    expect(page).to_have_url(f"{site}/map/?city=rome")
    expect(page.locator(".map-wide .title")).to_have_text(["Europe", "Asia"])
    assert page.evaluate("window.sameDocument") is True
    # the coast is a file of its own, which the new picture asks for
    page.wait_for_function(f"() => ({MEASURES})().lands.every((width) => width > 0)")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_coast_is_drawn_and_the_policy_has_nothing_to_say(chromium, site, scheme):
    with window(chromium, 1280, color_scheme=scheme) as page:
        complaints, asked = [], []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("response", lambda response: asked.append((response.status, response.url)))
        for address in ADDRESSES:
            page.goto(site + address, wait_until="networkidle")
            lands = page.evaluate(MEASURES)["lands"]
            assert lands, address
            assert all(width > 0 for width in lands), address
            assert page.locator("svg [style], svg style").count() == 0
        assert complaints == []
        files = {url.rpartition("/")[2] for _status, url in asked if "/static/map/" in url}
        assert files == {"europe.svg", "asia.svg", "world.svg"}
        assert all(status in (200, 304) for status, _url in asked)


def test_it_prints_in_black_on_white_with_all_names_and_no_band(chromium, site):
    with window(chromium, 700, color_scheme="dark") as page:
        page.goto(f"{site}/map/")
        page.emulate_media(media="print")
        expect(page.locator(".map-wide")).to_be_visible()
        expect(page.locator(".map-narrow")).to_be_hidden()
        expect(page.locator(".tabs")).to_be_hidden()
        expect(page.locator(".map-wide .name:visible")).to_have_count(10)
        name = page.locator(".map-wide .name").first
        expect(name).to_have_css("fill", "rgb(0, 0, 0)")
        expect(page.locator(".map-wide .hint")).to_be_hidden()
        expect(page.locator("#pairs")).to_be_visible()
        assert page.pdf()[:4] == b"%PDF"
