"""Quality and original documents on the desk, in a browser."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from pilots.models import Activity
from tests.browser.axe import violations
from ucap.summaries.models import Summary

PHRASE = "a long enough phrase"


@pytest.fixture
def signed_in(sized, site, django_user_model):
    """Opens a window of a given width in which an administrator has signed in."""
    django_user_model.objects.create_superuser("ed", password=PHRASE)

    def opened(width: int, **options):
        page = sized(width, **options)
        page.goto(f"{site}/admin/login/?next=/admin/quality/")
        page.get_by_label("Username").fill("ed")
        page.get_by_label("Password").fill(PHRASE)
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("heading", name="Quality of the record")).to_be_visible()
        return page

    return opened


@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1280, "light")])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_window(signed_in, site, width, scheme):
    Summary.objects.get(slug="granada").sides.get(column=1).city_links.all().delete()
    page = signed_in(width, color_scheme=scheme)
    expect(page.get_by_role("heading", name="Errors: something is wrong")).to_be_visible()
    page.locator(".quality-kept summary").click()
    assert violations(page, ".quality") == []
    assert page.evaluate("document.querySelector('.quality').scrollWidth") <= width


def test_a_number_leads_to_the_records_and_they_say_what_they_need(signed_in, site):
    page = signed_in(1280)
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.get_by_role("link", name="1 activities: It has no city.").click()
    title = Activity.objects.get(city_links=None).title
    page.get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", name="What this record needs")).to_be_visible()
    expect(page.locator(".needs")).to_contain_text("Warning")
    assert complaints == []


def test_a_document_is_uploaded_refused_kept_and_downloaded(signed_in, site, tmp_path):
    bad, good = tmp_path / "plan.pdf", tmp_path / "plan.txt"
    bad.write_bytes(b"%PDF-1.7 cut off")
    good.write_bytes("The plan of Málaga".encode())
    page = signed_in(1280)
    summary = Summary.objects.get(slug="granada")
    for file, told in ((bad, "“plan.pdf” cannot be kept"), (good, "was changed successfully")):
        page.goto(f"{site}/admin/summaries/summary/{summary.pk}/change/")
        page.get_by_label("Document upload").set_input_files(file)
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text(told).first).to_be_visible()
    page.goto(f"{site}/summaries/granada/")
    with page.expect_download() as download:
        page.get_by_role("link", name="plan.txt").click()
    assert download.value.suggested_filename == "plan.txt"
    assert Path(download.value.path()).read_bytes() == good.read_bytes()


def test_the_parts_that_are_missing_are_told_in_words(page, site):
    Summary.objects.filter(slug="granada").update(contact_printed="", contact_email="")
    Summary.objects.get(slug="granada").notes.filter(part="contact").delete()
    page.goto(f"{site}/summaries/granada/")
    expect(page.get_by_text("11 of 12 parts complete")).to_be_visible()
    page.get_by_text("The other parts").click()
    page.locator(".coverage").get_by_role("link", name="Contact").click()
    expect(page).to_have_url(re.compile("#source$"))
    assert violations(page) == []
