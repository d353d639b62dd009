"""Reading documents in a real browser: by keyboard, without scripts, and for everybody."""

import threading
from typing import Any

import pytest
from playwright.sync_api import expect

from tests import patience
from tests.browser.axe import violations
from tests.browser.test_desk_entry import sign_in
from tests.ops.portal import wait_for
from tests.reading import scene
from ucap.reading import starting, steps, working
from ucap.reading.models import Reading, State
from ucap.summaries.models import Summary

LOOKS = [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]


@pytest.fixture
def told(db: None) -> scene.Scene:
    return scene.build()


@pytest.fixture
def editor(sized, site, django_user_model, monkeypatch):
    """Opens a page in which somebody who may do everything has signed in."""
    django_user_model.objects.create_superuser("ed", password="a long enough phrase")
    monkeypatch.setattr(starting, "start", lambda: None)

    def opened(width=1280, **options):
        page = sized(width, **options)
        sign_in(page, site)
        return page

    return opened


@pytest.fixture
def review(editor, site, told):
    """Opens the page of a document that waits for a decision."""

    def opened(width=1280, **options):
        page = editor(width, **options)
        page.complaints = []
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
        page.goto(site + scene.reading(told).get_absolute_url())
        return page

    return opened


def card(page: Any, key: str) -> Any:
    return page.locator(f"[id='item-{key}']")


def focused(page: Any) -> str:
    """The key of the card that has the focus."""
    return page.evaluate("document.activeElement.closest('[data-item]')?.dataset.item ?? ''")


def kept(key: str, choice: str) -> None:
    """Wait until the portal has that decision."""

    def is_kept() -> bool:
        return Reading.objects.get().decisions.get(key, {}).get("choice", "") == choice

    wait_for(is_kept, f"{choice or 'nothing'} decided on {key}", patience.SECONDS)


def test_a_document_is_decided_on_by_keyboard_alone(review, site, told):
    page = review()
    assert focused(page) == "period"
    page.keyboard.press("a")
    kept("period", "take")
    assert focused(page) == "side-2"
    page.keyboard.press("x")
    kept("side-2", "new")
    expect(card(page, "side-2").locator("textarea")).to_have_value("Xiamen; new: Bari (IT)")
    page.keyboard.press("u")
    kept("side-2", "")
    assert focused(page) == "side-2"
    page.keyboard.press("Enter")
    kept("side-2", "known")
    assert focused(page) == "new-organisations"
    page.keyboard.press("a")
    kept("new-organisations", "none")
    assert focused(page) == "activities-1-1"
    page.keyboard.press("k")
    page.keyboard.press("j")
    page.keyboard.press("x")
    kept("activities-1-1", "new")
    page.keyboard.press("e")
    page.keyboard.press("End")
    page.keyboard.type(" and back")
    page.keyboard.press("Escape")
    page.keyboard.press("a")
    expect(page.locator("[data-undecided]")).to_have_text("11")
    page.get_by_role("button", name="Accept all 11 that are sure").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".messagelist")).to_contain_text("11 sure things accepted.")
    page.get_by_role("button", name="Make the draft").focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1, h2").filter(has_text="Verona with Xiamen").first).to_be_visible()
    summary = Summary.objects.get(title="Verona with Xiamen")
    first = summary.activity_citations.get(position="1").activity
    assert first.title == "Mission of Verona to Xiamen and back"
    assert Reading.objects.get().state == State.DONE
    assert page.complaints == []


def test_leaving_and_coming_back_loses_nothing(review, site):
    page = review()
    page.keyboard.press("a")
    card(page, "name").locator("summary").click()
    card(page, "name").locator("textarea").fill("Our own title")
    page.keyboard.press("Tab")
    kept("name", "city-plan")
    page.reload()
    expect(page.locator("[data-undecided]")).to_have_text("13")
    card(page, "name").locator("summary").click()
    expect(card(page, "name").locator("textarea")).to_have_value("Our own title")
    assert focused(page) in {"name", "side-2"}
    assert page.complaints == []


def test_what_cannot_be_sent_is_said_so_and_goes_with_the_form(review, site):
    page = review()
    page.route("**/admin/readings/**", lambda route: route.abort())
    page.keyboard.press("a")
    expect(page.locator("[data-status]")).to_contain_text("Not kept")
    assert Reading.objects.get().decisions == {}
    page.unroute("**/admin/readings/**")
    page.get_by_role("button", name="Save and come back later").click()
    expect(page.locator(".messagelist")).to_contain_text("What you decided is kept.")
    assert Reading.objects.get().decisions["period"] == {"choice": "take"}


def test_what_a_card_is_about_is_shown_in_the_text(review):
    page = review()
    page.keyboard.press("j")
    mark = page.locator("mark.is-current")
    expect(mark.first).to_contain_text("Xiamen")
    expect(mark.first).to_be_in_viewport()
    card(page, "side-2").get_by_role("link", name="Page 1, row 3").click()
    expect(page.locator("[id='mark-side-2'] + mark")).to_be_in_viewport()


def test_keys_do_nothing_where_somebody_types_or_outside_of_the_cards(review):
    page = review()
    page.keyboard.press("e")
    page.keyboard.type("xu")
    assert Reading.objects.get().decisions == {}
    page.get_by_role("link", name="The file itself").focus()
    kept("period", "take")  # a text that was typed, as proposed else
    page.keyboard.press("x")
    page.wait_for_timeout(200)
    (decided,) = Reading.objects.get().decisions.values()
    assert decided == {"choice": "take", "text": "xuMarch 2018 – April 2019"}


def test_without_scripts_plain_forms_do_the_same(review, site):
    page = review(java_script_enabled=False)
    expect(page.get_by_text("Keys", exact=True)).to_be_hidden()
    card(page, "period").get_by_label("understood as").check()
    card(page, "side-2").get_by_label("make new cities").check()
    card(page, "new-organisations").get_by_label("make these").check()
    card(page, "activities-1-1").get_by_label("repeats: Water mission").check()
    page.get_by_role("button", name="Accept all 11 that are sure").click()
    page.get_by_role("button", name="Make the draft").click()
    summary = Summary.objects.get(title="Verona with Xiamen")
    names = sorted(summary.sides.get(column=2).cities.values_list("name", flat=True))
    assert names == ["Bari", "Xiamen"]
    assert summary.activity_citations.get(position="1").activity.title == "Water mission"


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(review, site, width, scheme):
    page = review(width, color_scheme=scheme)
    assert violations(page, "#content") == []
    page.evaluate("document.querySelectorAll('details.card').forEach((c) => { c.open = true; })")
    page.locator("[data-keys] summary").click()
    assert violations(page, "#content") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    Reading.objects.update(state=State.READING, page=3, pages=9)
    page.goto(f"{site}/admin/readings/")
    expect(page.get_by_text("Is being read: page 3 of 9")).to_be_visible()
    assert violations(page, "#content") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_document_is_uploaded_and_the_list_says_when_it_is_read(
    editor, site, told, monkeypatch, tmp_path
):
    goes_on = threading.Event()

    def read(path, name, progress):
        progress(1, 2)
        goes_on.wait(2 * patience.SECONDS)
        return told.read

    def work():
        from django.db import connection

        try:
            working.work()
        finally:
            connection.close()

    workers: list[threading.Thread] = []

    def start():
        workers.append(threading.Thread(target=work))
        workers[-1].start()

    monkeypatch.setattr(steps, "read_whole", read)
    monkeypatch.setattr(starting, "start", start)
    file, broken = tmp_path / "plan.txt", tmp_path / "broken.pdf"
    file.write_bytes(scene.FILE)
    broken.write_bytes(b"%PDF-1.7 cut off")
    page = editor()
    page.get_by_role("link", name="Read documents").first.click()
    page.get_by_label("Documents").set_input_files([file, broken])
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.locator(".messagelist")).to_contain_text("“broken.pdf” cannot be kept.")
    expect(page.get_by_text("Is being read: page 1 of 2")).to_be_visible()
    goes_on.set()
    expect(page.get_by_text("Waits for a decision")).to_be_visible()
    workers[0].join()
    page.get_by_role("link", name="plan.txt").click()
    expect(page.get_by_role("heading", name="What is proposed")).to_be_visible()
