"""An editor finds a double, merges it field by field, and its old address still leads there."""

import contextlib

import pytest
from playwright.sync_api import expect

from cities.models import Organisation
from pilots.models import Activity
from tests.browser.axe import violations

PASSWORD = "a long enough phrase"


@pytest.fixture
def double(site) -> Activity:
    """A second record of a mission that the documents tell of, with a city and another title."""
    original = Activity.objects.get(slug="second-mission-of-rome-and-granada")
    double = Activity.objects.get(pk=original.pk)
    double.pk, double.slug = None, "a-double"
    double.title = "Second mission: Granada and Rome in Yantai and Liuzhou"
    double.description = "The two cities went to China for the second time and saw two cities."
    double.location_text = "a science park"
    double.save()
    for link in original.city_links.all():
        double.city_links.create(city=link.city)
    return double


def sign_in(page, site, django_user_model) -> None:
    django_user_model.objects.create_superuser("ed", password=PASSWORD)
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill("ed")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def test_a_double_is_found_merged_field_by_field_and_its_address_leads_on(
    page, site, double, django_user_model
):
    sign_in(page, site, django_user_model)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{site}/admin/merge/")
    expect(page.get_by_text("same month")).to_be_visible()
    page.get_by_role("link", name="Second mission: Granada and Rome").click()
    title = page.get_by_role("group", name="Title")
    title.get_by_label("as B").check()
    own = page.get_by_label("Description: your own version")
    own.fill("Rome and Granada saw Yantai and Liuzhou, for the second time.")
    description = page.get_by_role("group", name="Description")
    expect(description.get_by_label("a version of your own", exact=True)).to_be_checked()
    place = page.get_by_role("group", name="Place")
    expect(place.get_by_text("only B says it")).to_be_visible()
    expect(place.get_by_label("as B")).to_be_checked()
    page.get_by_label("Why they are the same").fill("One mission, entered twice.")
    page.get_by_role("button", name="Merge into one").click()
    expect(page.get_by_text("is now part of")).to_be_visible()

    assert page.goto(f"{site}/activities/a-double/?from=mail").status == 200
    assert page.url == f"{site}/activities/second-mission-of-rome-and-granada/"
    expect(page.get_by_role("heading", level=1)).to_have_text(double.title)
    expect(page.get_by_text("for the second time.")).to_be_visible()
    page.goto(f"{site}/admin/merge/?kind=activity")
    expect(page.get_by_text("Nothing looks like a double")).to_be_visible()
    assert complaints == []


def test_two_are_told_apart_by_the_keyboard_alone(page, site, double, django_user_model):
    sign_in(page, site, django_user_model)
    page.goto(f"{site}/admin/merge/?kind=activity")
    page.get_by_role("link", name="Second mission: Granada and Rome").focus()
    page.keyboard.press("Enter")
    page.get_by_label("How they differ").focus()
    page.keyboard.type("Two visits.")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("will not be proposed as doubles any more")).to_be_visible()
    page.goto(site + double.get_absolute_url())
    expect(page.get_by_text("Two visits.")).to_be_visible()


def test_a_page_without_scripts_merges_as_well(chromium, site, double, django_user_model):
    with contextlib.closing(chromium.new_context(java_script_enabled=False)) as context:
        page = context.new_page()
        sign_in(page, site, django_user_model)
        original = Activity.objects.get(slug="second-mission-of-rome-and-granada")
        page.goto(f"{site}/admin/merge/activity/{original.pk}/{double.pk}/")
        page.get_by_role("button", name="Merge into one").click()
        expect(page.get_by_text("is now part of")).to_be_visible()
    assert not Activity.objects.filter(pk=double.pk).exists()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_on_the_pages_about_doubles(
    chromium, site, double, django_user_model, scheme, width
):
    original = Activity.objects.get(slug="second-mission-of-rome-and-granada")
    body = Organisation.objects.get(name="University of Granada")
    other = Organisation.objects.get(name="Sapienza University of Rome")
    pair = f"/admin/merge/activity/{original.pk}/{double.pk}/"
    addresses = [
        "/admin/merge/",
        f"/admin/merge/?kind=organisation&of={body.pk}",
        pair,
        f"/admin/merge/organisation/{body.pk}/{other.pk}/",
        "/admin/merge/distinct/",
    ]
    found = []
    window = {"width": width, "height": 900}
    context = chromium.new_context(color_scheme=scheme, viewport=window)
    with contextlib.closing(context):
        page = context.new_page()
        sign_in(page, site, django_user_model)
        for address in addresses:
            assert page.goto(site + address).status == 200
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            found += [f"{address}: {line}" for line in violations(page, ".merge")]
        page.goto(site + pair)
        page.get_by_role("button", name="Tell them apart").click()
        found += [f"without a reason: {line}" for line in violations(page, ".merge")]
    assert found == []
