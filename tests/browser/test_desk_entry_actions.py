"""Entering a summary takes at most 60 % of the actions that plain Django admin asks for."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.hand import Hand

pytestmark = pytest.mark.urls("tests.desk.entry.plain")

MOST = 0.6

ROLES = {"hosts": "Hosts", "takes part": "Takes part", "implied": "Implied"}


@pytest.fixture
def hand(page, site, django_user_model, settings):
    """Somebody who has signed in and has the Kunming document, which the portal knows not."""
    from tests.desk.entry import kunming

    settings.DEBUG_PROPAGATE_EXCEPTIONS = True
    kunming.forgotten()
    django_user_model.objects.create_superuser("ed", password="a long enough phrase")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site}/admin/login/?next=/admin/")
    page.get_by_label("E-mail address or username").fill("ed")
    page.get_by_label("Password").fill("a long enough phrase")
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("#user-tools")).to_be_visible()
    return Hand(page)


@pytest.mark.slow
def test_one_page_takes_at_most_60_percent_of_the_actions_of_plain_admin(hand, site, capsys):
    from tests.desk.entry import kunming
    from tests.desk.entry.test_a_whole_summary import facts
    from ucap.summaries.models import Summary

    plain = Hand(hand.page)
    enter_plainly(plain, site)
    by_plain_admin = facts(Summary.objects.get(slug="kunming"))
    kunming.forgotten()
    ours = Hand(hand.page)
    enter_on_one_page(ours, site)
    on_one_page = facts(Summary.objects.get(slug="kunming"))
    share = ours.actions / plain.actions
    with capsys.disabled():
        print(
            f"\nplain: {plain.actions} actions ({plain.clicks} clicks, {plain.fields} fields);"
            f" one page: {ours.actions} ({ours.clicks} clicks, {ours.fields} fields): {share:.0%}"
        )
    assert on_one_page == by_plain_admin
    assert share <= MOST


# One page


def enter_on_one_page(hand: Hand, site: str) -> None:
    """Everything of the document, on the page of the desk."""
    from tests.desk.entry import kunming

    page = hand.page
    page.goto(f"{site}/admin/summaries/summary/")
    hand.click(page.locator("#content .object-tools .addlink"))
    for name, value in kunming.MAIN.items():
        if name == "kind":
            hand.pick(name, "City plan")
        else:
            hand.fill(name, value)
    for number, side in enumerate(kunming.SIDES):
        for name, value in side.items():
            if name != "column":
                hand.fill(f"sides-{number}-{name}", value)
    for number, theme in enumerate(kunming.THEMES):
        for name, value in theme.items():
            hand.fill(f"theme_links-{number}-{name}", value)
    enter_cards(hand, "activity_citations", kunming.ACTIVITIES)
    enter_cards(hand, "pilot_citations", kunming.PILOTS)
    page.on("dialog", lambda dialog: dialog.accept())
    hand.click(page.get_by_role("button", name="Save", exact=True))
    expect(page.locator(".messagelist .success")).to_be_visible()


def enter_cards(hand: Hand, formset: str, cards: list[dict[str, Any]]) -> None:
    """The cards of a part, each with what its place says."""
    page = hand.page
    total = page.locator(f"#id_{formset}-TOTAL_FORMS")
    entry: Any = None
    for card in cards:
        position = card.get("position", "")
        if "." in position or position:
            name = "New sub-point" if "." in position else "This entry tells of another, too"
            number = total.input_value()
            hand.click(entry.get_by_role("button", name=name))
        else:
            blank = page.locator(f"[data-formset='{formset}'] > [data-blank]")
            number = str(blank.get_attribute("id")).split("-")[-2]
        place = page.locator(f"[id='{formset}-{number}-card']")
        entry = entry if "." in position else place
        enter_card(hand, f"{formset}-{number}", place, card)


def enter_card(hand: Hand, prefix: str, place: Any, card: dict[str, Any]) -> None:
    """One card: what is filled already, such as the position, is not touched."""
    page = hand.page
    for name, value in card.items():
        field = f"{prefix}-{name}"
        if name == "position":
            assert page.locator(f"[name='{field}']").input_value() == value
        elif name == "record":
            cite(hand, field, value)
        elif name == "told":
            hand.tick(place.locator("[data-outcomes] input").nth(value[0] - 1))
        elif name in {"new_kind", "new_mode"}:
            chosen = page.locator(f"select[name='{field}'] option[value='{value}']")
            hand.pick(field, str(chosen.text_content()))
        elif name in {"new_cities", "new_organisations", "new_themes"}:
            hand.tokens(field, value)
        elif not (name == "dates_told" and page.locator(f"[name='{field}']").input_value()):
            hand.fill(field, value)


def cite(hand: Hand, field: str, title: str) -> None:
    """Type a title; of a record that there is, choose it from what is put forward."""
    if title.startswith("new:"):
        hand.tokens(field, title)
        return
    hand.fields += 1
    hand.page.locator(f"input[id='id_{field}']").fill(title)
    hand.click(hand.page.locator(f"[id='id_{field}_list'] [role=option]").first)


# Plain admin


def enter_plainly(hand: Hand, site: str) -> None:
    """The same rows, with a default `ModelAdmin` for each kind of record."""
    from tests.desk.entry import kunming

    records = [("activity", card) for card in kunming.ACTIVITIES]
    records += [("pilotproject", card) for card in kunming.PILOTS]
    for kind, card in records:
        if card.get("record", "").startswith("new:"):
            add_record(hand, site, kind, card)
    add_summary(hand, site)
    for number, side in enumerate(kunming.SIDES):
        add_side(hand, site, side, number)


def opened(hand: Hand, site: str, app: str, model: str) -> None:
    """The page on which a record is added; one click, wherever one was before."""
    hand.page.goto(f"{site}/admin/plain/{app}/{model}/")
    hand.click(hand.page.locator("#content .object-tools .addlink"))


def saved(hand: Hand) -> None:
    hand.click(hand.page.get_by_role("button", name="Save", exact=True))
    expect(hand.page.locator(".messagelist .success")).to_be_visible()


def row(hand: Hand, prefix: str, number: int) -> str:
    """A row of an inline; one click more for each beyond the three that there are."""
    if number >= 3:
        hand.click(hand.page.locator(f"#{prefix}-group .add-row a"))
    return f"{prefix}-{number}"


def add_record(hand: Hand, site: str, kind: str, card: dict[str, Any]) -> None:
    """An activity or a pilot with its links."""
    from django.utils.text import slugify

    from browse.when import read
    from ucap.desk.entry.tokens import parse

    page = hand.page
    title = card["record"].removeprefix("new: ")
    opened(hand, site, "pilots", kind)
    hand.fill("title", title)
    hand.fill("slug", slugify(title)[:100])
    for name in ("kind", "mode"):
        if value := card.get(f"new_{name}"):
            chosen = page.locator(f"select[name='{name}'] option[value='{value}']")
            hand.pick(name, str(chosen.text_content()))
    told = card.get("dates_told", "")
    if told and told != "2020":
        hand.fill("start", str(read(told).start))
    for name, target in (("occasion", "occasion"), ("place", "location_text")):
        if value := card.get(f"new_{name}"):
            hand.fill(target, value)
    hand.fill("description", card["new_description"])
    for number, city in enumerate(parse(card["new_cities"], ROLES)):
        prefix = row(hand, "city_links", number)
        hand.pick(f"{prefix}-city", city.name)
        for mark in city.marks:
            hand.pick(f"{prefix}-{'basis' if mark == 'implied' else 'role'}", ROLES[mark])
    for number, body in enumerate(parse(card.get("new_organisations", ""))):
        prefix = row(hand, "organisation_links", number)
        hand.pick(f"{prefix}-organisation", BODIES[body.name])
        hand.fill(f"{prefix}-name_printed", body.name)
    for number, theme in enumerate(parse(card.get("new_themes", ""))):
        prefix = row(hand, "theme_links", number)
        hand.pick(f"{prefix}-theme", theme.name)
    saved(hand)


BODIES = {
    "Granada Health Park PTS": "Health and Technology Science Park of Granada",
    "Kunming High Tech Industry Park": "Kunming High Tech Industry Park",
    "Cloud Town Incubation Center": "Cloud Town Incubation Center",
}
THEMES = [
    "Life Sciences and Healthy City",
    *2 * ["Culture, Tourism and Education"],
    "Smart City and Digital Transition",
]
GOALS = [(11, "SDG11"), (4, "SGD 4, Quality Education")]
GOALS += [(9, "SGD 9, Industry, Innovation and Infrastructure")]


def add_summary(hand: Hand, site: str) -> None:
    """The summary with its labels and citations."""
    from cities.models import SDG
    from tests.desk.entry import kunming

    opened(hand, site, "summaries", "summary")
    for name, value in kunming.MAIN.items():
        if name == "kind":
            hand.pick(name, "City plan")
        elif name != "terms":
            hand.fill(name, value)
    for name, value in {
        "short_title": "Kunming",
        "slug": "kunming",
        "period_start": "2018-07-01",
        "period_end": "2019-11-01",
        "contact_email": "office@iuc-asia.eu",
    }.items():
        hand.fill(name, value)
    for number, theme in enumerate(kunming.THEMES):
        prefix = row(hand, "theme_links", number)
        hand.pick(f"{prefix}-theme", THEMES[number])
        hand.fill(f"{prefix}-position", str(number + 1))
        for name, value in theme.items():
            hand.fill(f"{prefix}-{name}", value)
    for number, (goal, label) in enumerate(GOALS):
        prefix = row(hand, "sdg_links", number)
        hand.pick(f"{prefix}-sdg", str(SDG.objects.get(number=goal)))
        hand.fill(f"{prefix}-position", str(number + 1))
        hand.fill(f"{prefix}-label_printed", label)
    hand.pick("topic_links-0-topic", "Culture and Cultural Heritage")
    hand.fill("topic_links-0-position", "1")
    hand.fill("topic_links-0-label_printed", "EU UP Culture / Cultural Heritage")
    positions = ["1", "2", "2", "3", "3.1", "3.2", "4", "5"]
    add_citations(hand, "activity", kunming.ACTIVITIES, positions)
    add_citations(hand, "pilot", kunming.PILOTS, [str(n) for n in range(1, 6)])
    saved(hand)


def add_citations(hand: Hand, kind: str, cards: list[dict[str, Any]], positions: list[str]) -> None:
    """The citations of a part, each with its record and its number."""
    from pilots.models import Outcome
    from tests.desk.entry import kunming

    for number, card in enumerate(cards):
        prefix = row(hand, f"{kind}_citations", number)
        title = card.get("record", kunming.MISSION).removeprefix("new: ")
        hand.pick(f"{prefix}-{kind}", title)
        hand.fill(f"{prefix}-position", positions[number])
        for name in ("dates_told", "unnamed_groups", "difference"):
            if value := card.get(name):
                hand.fill(f"{prefix}-{name}", value)
        if told := card.get("told"):
            outcome = Outcome.objects.get(activity__title=kunming.MISSION, position=told[0])
            hand.pick(f"{prefix}-outcomes", str(outcome))


def add_side(hand: Hand, site: str, side: dict[str, Any], number: int) -> None:
    """A column with its cities; the figures as numbers, too."""
    opened(hand, site, "summaries", "summaryside")
    hand.pick("summary", "Kunming with Nice, Granada and Rome")
    hand.pick("column", ["First column", "Second column"][number])
    for name, value in side.items():
        if name != "column":
            hand.fill(name, value)
    if number == 0:
        hand.fill("population", "6670000")
        hand.fill("area_km2", "21473")
    for place, city in enumerate(side["cities_printed"].split(", ")):
        prefix = row(hand, "city_links", place)
        hand.pick(f"{prefix}-city", city)
        hand.fill(f"{prefix}-position", str(place + 1))
    saved(hand)
