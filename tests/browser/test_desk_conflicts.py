"""Two people at one record, each in a window of their own; and what axe says of what they see."""

import re

import pytest
from playwright.sync_api import Page, expect

from cities.models import City
from pilots.models import PilotProject
from tests.browser.axe import violations
from tests.desk.review.scene import person
from ucap.summaries.models import Summary

PASSWORD = "a long enough phrase"
PANEL = "section.desk-conflict"


@pytest.fixture
def signed_in(sized, site, django_user_model):
    """Opens a window in which somebody with all rights has signed in."""

    def opened(name: str, width: int = 1280, **options) -> Page:
        django_user_model.objects.create_superuser(name, password=PASSWORD, first_name=name.title())
        return enter(sized(width, **options), site, name)

    return opened


def enter(page: Page, site: str, name: str) -> Page:
    """Sign `name` in."""
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(f"{site}/admin/")
    return page


def save(page: Page) -> None:
    """Press the button at the end of the form."""
    page.locator("[name=_save]").last.click()


def test_both_keep_what_they_typed_and_choose_with_the_keyboard(signed_in, site):
    city = City.objects.get(slug="granada")
    form = f"{site}/admin/cities/city/{city.pk}/change/"
    ann, ben = signed_in("ann"), signed_in("ben")
    ann.goto(form)
    ben.goto(form)
    ann.get_by_label("Other names").fill("Gharnata")
    ann.get_by_label("Province").fill("Granada, Andalusia")
    ann.get_by_label("Reason for the change").fill("As in the atlas.")
    save(ann)
    expect(ann.get_by_text("was changed successfully")).to_be_visible()

    ben.get_by_label("Other names").fill("Elvira")
    ben.get_by_label("Population").fill("230000")
    ben.get_by_label("Reason for the change").fill("Told by the city.")
    save(ben)
    expect(ben.get_by_role("heading", name="Nothing is saved yet")).to_be_focused()
    panel = ben.locator(PANEL)
    expect(panel).to_contain_text("Ann:")
    expect(panel).to_contain_text("As in the atlas.")
    expect(panel.get_by_role("link", name="What changed")).to_be_visible()
    expect(ben.get_by_label("Province")).to_have_value("Granada, Andalusia")
    expect(ben.get_by_label("Population")).to_have_value("230000")
    expect(ben.get_by_label("Reason for the change")).to_have_value("Told by the city.")
    city.refresh_from_db()
    assert (city.other_names, city.population) != ("Elvira", 230000)

    save(ben)  # without a choice
    question = ben.get_by_role("group", name="Other names")
    expect(question).to_contain_text("Choose what to keep")
    ben.get_by_role("link", name="Changed by both of you: choose above.").click()
    ben.keyboard.press("Tab")
    expect(question.get_by_role("radio").first).to_be_focused()
    ben.keyboard.press("Space")
    ben.keyboard.press("ArrowRight")
    expect(question.get_by_role("radio", name=re.compile("Theirs"))).to_be_checked()
    ben.keyboard.press("Enter")
    expect(ben.get_by_text("was changed successfully")).to_be_visible()
    city.refresh_from_db()
    assert (city.other_names, city.population) == ("Gharnata", 230000)
    assert city.province == "Granada, Andalusia"


def test_two_people_edit_one_summary_on_its_page(signed_in, site):
    summary = Summary.objects.get(slug="granada")
    form = f"{site}/admin/summaries/summary/{summary.pk}/change/"
    citations = summary.activity_citations.count()
    ann, ben = signed_in("ann"), signed_in("ben")
    ann.goto(form)
    ben.goto(form)
    first, *_others, last = summary.activity_citations.all()
    heading = ann.locator("[id^=id_activity_citations-][id$=-heading]")
    heading.first.evaluate("field => { field.value = 'By Ann' }")
    save(ann)
    expect(ann.get_by_text("was changed successfully")).to_be_visible()
    stored = ben.locator("#id_activity_citations-INITIAL_FORMS").input_value()
    ben.locator(f"#id_activity_citations-{int(stored) - 1}-heading").evaluate(
        "field => { field.value = 'By Ben' }"
    )
    save(ben)
    expect(ben.locator(PANEL)).to_contain_text("By Ann")
    expect(ben.get_by_role("heading", name="Changed by both")).to_have_count(0)
    ben.get_by_role("button", name="Save now").click()
    expect(ben.get_by_text("was changed successfully")).to_be_visible()
    first.refresh_from_db()
    last.refresh_from_db()
    assert (first.heading, last.heading) == ("By Ann", "By Ben")
    assert summary.activity_citations.count() == citations


def test_a_choice_is_made_without_scripts(signed_in, site):
    city = City.objects.get(slug="granada")
    form = f"{site}/admin/cities/city/{city.pk}/change/"
    ann, ben = signed_in("ann"), signed_in("ben", java_script_enabled=False)
    ann.goto(form)
    ben.goto(form)
    ann.get_by_label("Province").fill("By Ann")
    save(ann)
    expect(ann.get_by_text("was changed successfully")).to_be_visible()
    ben.get_by_label("Province").fill("By Ben")
    save(ben)
    ben.get_by_role("radio", name=re.compile("Mine")).check()
    ben.get_by_role("button", name="Save with these choices").click()
    expect(ben.get_by_text("was changed successfully")).to_be_visible()
    city.refresh_from_db()
    assert city.province == "By Ben"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_where_two_people_meet(signed_in, sized, site, scheme, width):
    page = signed_in("ben", width, color_scheme=scheme)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"{page.url}: {message.text}"))
    city = City.objects.get(slug="granada")
    form = f"{site}/admin/cities/city/{city.pk}/change/"

    page.goto(form)
    City.objects.filter(pk=city.pk).update(province="Theirs", other_names="A\nB", area_km2=None)
    page.get_by_label("Province").fill("Mine")
    page.get_by_label("Latitude").fill("")  # not without the longitude
    save(page)
    expect(page.get_by_role("heading", name="Nothing is saved yet")).to_be_focused()
    assert complaints == []
    found = {"both": violations(page, PANEL)}
    save(page)
    expect(page.get_by_text("Choose what to keep for")).to_be_visible()
    found["again"] = violations(page, PANEL)
    assert page.evaluate("document.documentElement.scrollWidth") <= width

    complaints.clear()  # axe writes styles of its own
    pilot = PilotProject.objects.filter(relations_to=None, relations_from=None).earliest("pk")
    page.goto(f"{site}/admin/pilots/pilotproject/{pilot.pk}/change/")
    pilot.delete()
    page.get_by_label("Title").fill("Typed")
    save(page)
    expect(page.get_by_role("heading", name="the record was deleted meanwhile")).to_be_focused()
    assert complaints == []
    found["gone"] = violations(page, PANEL)

    person("contributor", "cora")
    draft = PilotProject.objects.latest("pk")
    PilotProject.objects.filter(pk=draft.pk).update(status="draft")
    cora = enter(sized(width, color_scheme=scheme), site, "cora")
    cora.goto(f"{site}/admin/pilots/pilotproject/{draft.pk}/change/")
    PilotProject.objects.filter(pk=draft.pk).update(status="published")
    cora.get_by_label("Title").fill("Typed by Cora")
    save(cora)
    expect(cora.get_by_text("Typed by Cora")).to_be_visible()
    expect(cora.get_by_text("has been published meanwhile")).to_be_visible()
    found["kept"] = violations(cora)
    assert cora.evaluate("document.documentElement.scrollWidth") <= width
    assert found == {"both": [], "again": [], "gone": [], "kept": []}
