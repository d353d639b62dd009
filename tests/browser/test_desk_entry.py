"""The entry page in a real browser: by keyboard alone, without scripts, and for everybody."""

import pytest
from playwright.sync_api import expect

from pilots.models import Activity
from tests.browser.axe import violations
from ucap.summaries.models import Summary

ADD = "/admin/summaries/summary/add/"


def sign_in(page, site):
    page.goto(f"{site}/admin/login/?next=/admin/")
    page.get_by_label("Username").fill("ed")
    page.get_by_label("Password").fill("a long enough phrase")
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("#user-tools")).to_be_visible()


@pytest.fixture
def editor(sized, site, django_user_model):
    """Opens a page in which somebody who may do everything has signed in."""
    django_user_model.objects.create_superuser("ed", password="a long enough phrase")

    def opened(width=1280, **options):
        page = sized(width, **options)
        sign_in(page, site)
        return page

    return opened


def suggested(page, name=""):
    """What the list under a field of names puts forward."""
    return page.locator("li[role=option]:visible", has_text=name)


def change(slug: str) -> str:
    return f"/admin/summaries/summary/{Summary.objects.get(slug=slug).pk}/change/"


def reach(page, name: str) -> None:
    """Press Tab until the field of that name, or its combobox, has the focus."""
    for _press in range(150):
        page.keyboard.press("Tab")
        focused = page.evaluate("document.activeElement.name || document.activeElement.id")
        if focused in {name, f"id_{name}"}:
            return
    raise AssertionError(f"Tab does not lead to {name}")


def test_a_summary_is_entered_by_keyboard_alone(editor, site):
    page = editor()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.goto(site + ADD)
    page.locator("[name='title']").focus()
    page.keyboard.type("Málaga with Kunming")
    reach(page, "kind")
    page.keyboard.type("City")
    reach(page, "sides-0-cities_printed")
    page.keyboard.type("Málaga")
    reach(page, "sides-0-city_names")
    page.keyboard.type("new: Málaga (ES);")
    reach(page, "sides-1-city_names")
    page.keyboard.type("kunm")
    expect(suggested(page, "Kunming")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type("rom")
    expect(suggested(page, "Rome")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.type("e;")
    page.keyboard.press("Backspace")
    page.keyboard.press("Delete")  # Rome was a slip
    reach(page, "period_printed")
    page.keyboard.type("July 2018 to Nov 2020")
    expect(page.locator("#id_period_printed_understood")).to_have_text(
        "understood as July 2018 – November 2020"
    )
    reach(page, "terms")
    page.keyboard.type("SGD 9")
    reach(page, "activity_citations-0-dates_told")
    page.keyboard.type("September 2018")
    reach(page, "activity_citations-0-record")
    page.keyboard.type("mission of chin")
    option = suggested(page).first
    expect(option).to_contain_text("Mission of Chinese cities to Nice, Granada and Rome")
    expect(option).to_contain_text("same month")
    expect(option).to_contain_text("told in")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("[id='activity_citations-0-card'] [data-cites]")).to_be_visible()
    reach(page, "activity_citations-1-dates_told")
    page.keyboard.type("3–5 May 2019")
    reach(page, "activity_citations-1-record")
    page.keyboard.type("A silk road fair")
    last = suggested(page, "Make a new one")
    expect(last).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    reach(page, "activity_citations-1-new_kind")
    page.keyboard.type("Forum")
    reach(page, "activity_citations-1-new_cities")
    page.keyboard.type("Kunming (hosts); Málaga")
    reach(page, "activity_citations-1-new_description")
    page.keyboard.type("A fair.")
    page.keyboard.press("Shift+Tab")
    page.get_by_role("button", name="Save and continue editing").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".problems")).to_contain_text("no city “Málaga”")
    assert not Summary.objects.filter(title="Málaga with Kunming").exists()
    page.locator(".problems a").first.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Backspace")  # to the last name, Málaga,
    page.keyboard.press("Enter")  # which is edited
    page.keyboard.press("Home")
    page.keyboard.type("new: ")
    page.keyboard.press("End")
    page.keyboard.type(" (ES)")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist .success")).to_be_visible()
    summary = Summary.objects.get(title="Málaga with Kunming")
    assert summary.period == "July 2018 – November 2020"
    assert [str(link.sdg.number) for link in summary.sdg_links.all()] == ["9"]
    cited = [(c.position, c.activity.slug) for c in summary.activity_citations.all()]
    assert cited == [
        ("1", "chinese-cities-mission-to-nice-granada-and-rome"),
        ("2", "a-silk-road-fair"),
    ]
    fair = Activity.objects.get(slug="a-silk-road-fair")
    assert (fair.dates, fair.status, fair.kind) == ("3 May 2019 – 5 May 2019", "draft", "event")
    assert sorted(fair.city_links.values_list("city__slug", "role")) == [
        ("kunming", "venue"),
        ("malaga", "participant"),
    ]
    sides = list(summary.sides.values_list("column", "cities__slug"))
    assert sides == [(1, "malaga"), (2, "kunming")]
    # the answer to a wrong form has status 200, so nothing at all may be complained of
    assert complaints == []


def test_cards_are_moved_and_numbered_anew_with_their_sub_points(editor, site):
    page = editor()
    page.goto(site + change("kunming"))
    card = page.locator("#activity_citations-6-card")  # entry 4, behind 3, 3.1 and 3.2
    card.locator("> summary").click()
    card.get_by_role("button", name="Move up").click()
    shown = page.locator("[data-formset='activity_citations'] > :not([data-blank]) [data-number]")
    assert shown.all_text_contents() == ["1", "2", "2", "3", "4", "4.1", "4.2", "5"]
    expect(page.locator("#activity_citations-moved")).to_have_text("Now entry 3")
    expect(card.get_by_role("button", name="Move up")).to_be_focused()
    card.get_by_role("button", name="New sub-point").click()
    assert shown.all_text_contents() == ["1", "2", "2", "3", "3.1", "4", "4.1", "4.2", "5"]
    page.locator("[name='activity_citations-9-unnamed_groups']").fill("others")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    summary = Summary.objects.get(slug="kunming")
    places = summary.activity_citations.values_list("position", "activity__slug")
    assert list(places)[3:6] == [
        ("3", "european-cities-mission-to-yantai-and-kunming"),
        ("3.1", "european-cities-mission-to-yantai-and-kunming"),
        ("4", "chinese-cities-mission-to-nice-granada-and-rome"),
    ]


def test_a_note_is_added_to_an_entry_that_is_new_itself(editor, site):
    page = editor()
    page.goto(site + change("kunming"))
    blank = page.locator("[data-formset='pilot_citations'] > [data-blank]")
    prefix = blank.get_attribute("id").removesuffix("-card")
    card = page.locator(f"[id='{prefix}-card']")
    page.locator(f"[id='id_{prefix}-record']").fill("Alan Advantage art prizes")
    suggested(page).first.click()
    card.get_by_role("button", name="New note").click()
    card.locator("[name$='-oddity']").fill("It stands in another document.")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    note = Summary.objects.get(slug="kunming").notes.get(oddity__startswith="It stands in")
    assert note.pilot_citation
    assert note.pilot_citation.position == "6"
    assert note.part == "results"


def test_leaving_with_unsaved_changes_asks_first(editor, site):
    page = editor()
    page.goto(site + change("kunming"))
    asked = []

    def answer(dialog):
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.locator("[name='focus']").fill("Something else.")
    expect(page.locator("[data-unsaved]")).to_be_visible()
    page.goto(site + "/admin/")
    assert asked == ["beforeunload"]
    page.goto(site + change("kunming"))
    page.goto(site + "/admin/")
    assert asked == ["beforeunload"]


def test_the_page_works_without_scripts(editor, site):
    page = editor(java_script_enabled=False)
    page.goto(site + ADD)
    page.get_by_label("Title", exact=False).first.fill("Rome with Yantai")
    page.locator("[name='kind']").select_option("city-plan")
    page.locator("[name='sides-0-cities_printed']").fill("Rome (IT)")
    page.locator("[name='sides-1-city_names']").fill("Yantai")
    page.locator("[name='activity_citations-0-record']").fill("new: A fair for wine")
    page.get_by_text("Facts of a new record").first.click()
    page.locator("[name='activity_citations-0-new_kind']").select_option("event")
    page.locator("[name='activity_citations-0-new_cities']").fill("YANTAI (hosts)\nrome")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    summary = Summary.objects.get(slug="rome")
    assert list(summary.sides.values_list("cities__slug", flat=True)) == ["rome", "yantai"]
    activity = summary.activity_citations.get().activity
    assert sorted(activity.city_links.values_list("city__slug", "role")) == [
        ("rome", "participant"),
        ("yantai", "venue"),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(editor, site, scheme, width):
    page = editor(width, color_scheme=scheme)
    found: list[str] = []

    def look(where: str) -> None:
        expect(page.locator(".save-bar")).to_be_visible()
        found.extend(f"{where}: {line}" for line in violations(page))
        assert page.evaluate("document.documentElement.scrollWidth") <= width, where

    page.goto(site + change("kunming"))
    look("folded")
    page.evaluate("document.querySelectorAll('.entry details').forEach((d) => { d.open = true; })")
    look("open")
    page.locator("[name='title']").fill("")
    page.locator("[name='terms']").fill("Digital stuff")
    blank = page.locator("[data-formset='activity_citations'] > [data-blank]")
    prefix = blank.get_attribute("id").removesuffix("-card")
    record = page.locator(f"[id='id_{prefix}-record']")
    record.fill("Start-up meeting of all in Beijing")
    expect(suggested(page).first).to_be_visible()
    look("suggestions")
    record.fill("new: Start-up meeting in Beijing again")
    record.press("Tab")
    page.locator(f"[name='{prefix}-new_kind']").select_option("meeting")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.locator(".problems")).to_be_visible()
    look("wrong")
    assert found == []
