"""axe finds nothing on the desk's lists and forms of records, whoever looks at them."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cities.models import City, Organisation, Theme
from pilots.models import Activity, PilotProject
from tests import patience
from tests.browser.axe import violations
from tests.ops.portal import wait_for
from ucap.summaries.models import EditorialNote, Summary, SummarySide

PASSWORD = "a long enough phrase"
ON_SCREEN_AND_PHONE = pytest.mark.parametrize(
    ("scheme", "width"),
    [
        pytest.param("light", 1280, marks=pytest.mark.slow),
        pytest.param("dark", 390, marks=pytest.mark.slow),
    ],
)

RECORDS: list[tuple[Any, dict[str, Any], str]] = [
    (Activity, {"slug": "granada-applies-to-the-competitive-fund"}, "kind__exact=mission"),
    (PilotProject, {"slug": "summer-school-on-bim-and-gis"}, "o=-1.3"),
    (City, {"slug": "kunming"}, "q=atlantis"),
    (Organisation, {"slug": "iuc-asia"}, "o=1"),
    (Theme, {"slug": "life-sciences-and-healthy-city"}, "o=1"),
    (Summary, {"slug": "kunming"}, "status__exact=published"),
    (SummarySide, {"summary__slug": "kunming", "column": 2}, "q=rome"),
    (EditorialNote, {"slug": "life-sciences-and-healthy-city-activity-5-second"}, "open=yes"),
]
"""The models, a record that has all that belongs to one, and how the list may be asked for."""


@pytest.fixture
def desk(sized, site, django_user_model):
    """Opens a window in which somebody has signed in: who may do all, or only look."""
    from django.contrib.auth.models import Group

    django_user_model.objects.create_superuser("root", password=PASSWORD)
    vera = django_user_model.objects.create_user("vera", password=PASSWORD, is_staff=True)
    vera.groups.add(Group.objects.get(name="Viewers"))

    def opened(name: str, width: int, scheme: str) -> Page:
        page = sized(width, color_scheme=scheme)
        page.goto(f"{site}/admin/")
        page.get_by_label("E-mail address or username").fill(name)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in").click()
        expect(page.locator(".person summary")).to_be_visible()
        return page

    return opened


def lists(site: str) -> list[str]:
    """The list of each model, whole and asked for."""
    return [
        f"{site}/admin/{model._meta.app_label}/{model._meta.model_name}/{query}"
        for model, _which, asked in RECORDS
        for query in ("", f"?{asked}")
    ]


def forms(site: str) -> list[str]:
    """The form of a full record of each model."""
    return [
        f"{site}/admin/{model._meta.app_label}/{model._meta.model_name}/{record.pk}/change/"
        for model, which, _asked in RECORDS
        for record in [model._default_manager.get(**which)]
    ]


def found(page: Page) -> list[str]:
    """What axe finds on the page, and whether it is wider than the window."""
    complaints = [f"{page.url}: {line}" for line in violations(page)]
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [*complaints, f"{page.url}: {wide} pixels too wide"] if wide > 0 else complaints


def add_a_row_to_each_part(page: Page) -> None:
    """Press what Django's script puts under the rows of each part, which draws new boxes."""
    for button in page.locator(".add-row a:visible").all():
        button.click()


def found_in_an_open_box(page: Page) -> list[str]:
    """What axe finds in the last box that one value is chosen in, once it offers some.

    Only in it: what the list lies over cannot be reached until it is closed.
    """
    boxes = page.locator(".select2-selection--single")
    if not boxes.count():
        return []
    boxes.last.click()
    offered = page.get_by_role("main").locator("[role=option]:not(.loading-results)")
    expect(offered.first).to_be_visible()
    return [f"{page.url}: {line}" for line in violations(page, ".select2-container--open")]


@ON_SCREEN_AND_PHONE
def test_axe_finds_nothing_on_the_lists(desk, site, width, scheme):
    page = desk("root", width, scheme)
    complaints = []
    for address in lists(site):
        page.goto(address)
        complaints += found(page)
    assert complaints == []


@ON_SCREEN_AND_PHONE
def test_axe_finds_nothing_on_the_forms_with_their_rows(desk, site, width, scheme):
    page = desk("root", width, scheme)
    complaints = []
    for address in forms(site):
        page.goto(address)
        complaints += found(page)
        add_a_row_to_each_part(page)
        complaints += found(page)
        complaints += found_in_an_open_box(page)
        page.goto(address.rpartition("/change/")[0].rpartition("/")[0] + "/add/")
        complaints += found(page)
    assert complaints == []


@ON_SCREEN_AND_PHONE
def test_axe_finds_nothing_on_what_is_shown_to_who_may_only_look(desk, site, width, scheme):
    page = desk("vera", width, scheme)
    complaints = []
    for address in forms(site):
        page.goto(address)
        complaints += found(page)
    assert complaints == []


def test_a_box_is_found_by_its_label_searched_and_chosen_from_with_the_keyboard(desk, site):
    page = desk("root", 1280, "light")
    body = Organisation.objects.get(slug="iuc-asia")
    page.goto(f"{site}/admin/cities/organisation/{body.pk}/change/")
    box = page.get_by_role("combobox", name="Seat:")
    box.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("searchbox", name="Seat")).to_be_focused()
    page.keyboard.type("kunm")
    listed = page.get_by_role("listbox", name="Seat")
    expect(listed.get_by_role("option")).to_have_text(["Kunming"])

    def is_beside() -> bool:
        lies, place = listed.bounding_box(), box.bounding_box()
        assert lies
        assert place
        is_over = abs(lies["y"] + lies["height"] - place["y"]) < 10
        is_under = 0 < lies["y"] - place["y"] < 100  # the line to search in is between them
        return abs(lies["x"] - place["x"]) < 10 and (is_over or is_under)

    # it moves when it has become shorter, and stays over the box if the long one had to be there
    wait_for(is_beside, "the list to stand over or under its box", patience.SECONDS)
    page.keyboard.press("Enter")
    expect(box).to_contain_text("Kunming")


def test_each_field_of_a_new_row_has_a_label_of_its_own(desk, site):
    page = desk("root", 1280, "light")
    side = SummarySide.objects.get(summary__slug="kunming", column=2)
    page.goto(f"{site}/admin/summaries/summaryside/{side.pk}/change/")
    page.get_by_role("button", name="Add another City of a side").click()
    row = page.locator("tr.dynamic-city_links").last
    row.get_by_label("Position").fill("9")
    assert row.locator("[name$='-position']").input_value() == "9"
    expect(row.get_by_role("combobox", name="City")).to_be_visible()
