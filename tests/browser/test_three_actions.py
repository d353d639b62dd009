"""From the home page alone, each of these questions is answered in at most three actions."""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

MOST = 3


@dataclass
class Reader:
    """Somebody who sees the portal for the first time, and what it takes them."""

    page: Page
    actions: int = 0

    def follow(self, place: Locator) -> None:
        """Click something."""
        self.actions += 1
        place.click()

    def look_for(self, words: str) -> None:
        """Type something into the search box and send it."""
        self.actions += 1
        box = self.page.get_by_role("combobox", name="Search the portal")
        box.fill(words)
        box.press("Enter")

    def go(self, name: str) -> None:
        """Click a link in the head of the page."""
        head = self.page.get_by_role("navigation", name="Main")
        self.follow(head.get_by_role("link", name=name, exact=True))

    def turn_to(self, tab: str) -> None:
        """Click one of a picture's tabs, and wait until it is there."""
        tabs = self.page.locator(".tabs")
        self.follow(tabs.get_by_role("link", name=tab, exact=True))
        chosen = self.page.locator(".tabs [aria-current]").get_by_text(tab, exact=True)
        expect(chosen).to_be_visible()

    def reads(self, text: str | re.Pattern) -> None:
        """The answer stands on the page, and has not cost too much."""
        expect(self.page.locator("main").get_by_text(text).first).to_be_visible()
        assert 0 < self.actions <= MOST


@pytest.fixture
def reader(page: Page, site: str) -> Reader:
    """A reader on the home page."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/")
    return Reader(page)


def test_what_connects_rome_and_yantai(reader):
    reader.look_for("Rome Yantai")
    reader.follow(reader.page.get_by_role("link", name=re.compile("have in common")))
    reader.reads("Rome and Yantai: together in 4 pilots, 3 activities and 2 summaries")


def test_what_connects_rome_and_yantai_on_the_map(reader):
    reader.go("Map")
    rows = reader.page.get_by_role("row", name=re.compile("Rome.*Yantai"))
    reader.follow(rows.get_by_role("link", name="4"))
    reader.reads("4 of 38 pilots")


def test_which_theme_has_no_activity_in_2020(reader):
    reader.go("Matrix")
    reader.turn_to("Theme × year")
    reader.reads("No activity in 2020: Smart City and Digital Transition; Technology Innovation.")


def test_which_cities_work_on_the_most_sdgs(reader):
    reader.go("Matrix")
    reader.turn_to("City × SDG")
    reader.reads("Most SDGs (4 each): Granada; Kunming; Nice; Rome; Haikou; Liuzhou; Zhengzhou.")


def test_what_the_changyu_winery_does_here(reader):
    reader.look_for("changyu")
    reader.follow(reader.page.locator("main").get_by_role("link", name="Changyu Winery").first)
    expect(reader.page.get_by_role("heading", level=1)).to_have_text("Changyu Winery")
    reader.reads("Pilot on precision and smart agriculture in Yantai")


def test_where_blockchain_turns_up(reader):
    reader.look_for("blockchain")
    reader.reads("Three webinars on blockchain for sustainable urban development")
    reader.reads(re.compile(r"\d+ results in \d kinds"))


def test_which_two_summaries_have_most_in_common(reader):
    reader.go("Matrix")
    reader.turn_to("Summary × summary")
    reader.reads(
        "Most in common (5 pilots each): Granada with Life Sciences; Culture with Life Sciences."
    )
    reader.turn_to("Activities")
    reader.reads("Most in common (15 activities): Culture with Life Sciences.")
