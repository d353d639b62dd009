"""Open data as people and their programs use it, on a running portal."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ucap.api.v1.reference import EXAMPLES, LANGUAGES

PROGRAMS = {
    "curl": ["bash", "-e", "-o", "pipefail"],
    "Python": [sys.executable],
    "R": ["Rscript"],
}
TELLS = {
    "curl": ["April 2020", '"facets"', "granada"],
    "Python": ["Granada", "Kunming"],
    "R": ["Kunming", "Haikou"],
}


@pytest.mark.parametrize(
    "language",
    # R is brought by bin/test --all only: it is no small thing to install for one example
    [pytest.param(name, marks=pytest.mark.slow if name == "R" else ()) for name in LANGUAGES],
)
def test_the_examples_work_as_they_stand(site: str, language: str) -> None:
    done = subprocess.run(
        [*PROGRAMS[language], str(EXAMPLES / LANGUAGES[language])],
        env=os.environ | {"PORTAL": site},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    for told in TELLS[language]:
        assert told in done.stdout


def test_an_officer_takes_a_filtered_list_along(page: Page, site: str, tmp_path: Path) -> None:
    page.goto(f"{site}/pilots/?city=granada&theme=life-sciences-and-healthy-city")
    with page.expect_download() as begun:
        page.get_by_role("link", name="Excel").click()
    kept = tmp_path / begun.value.suggested_filename
    begun.value.save_as(kept)
    assert kept.suffix == ".xlsx"
    assert kept.read_bytes().startswith(b"PK")
    page.get_by_role("link", name="Briefing").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Pilots")
    expect(page.locator("main")).to_contain_text("Granada")


def test_a_filter_chosen_in_place_is_in_the_files_too(page: Page, site: str) -> None:
    page.goto(f"{site}/activities/")
    page.locator(".facet-value", has_text="Kunming").first.click()
    expect(page).to_have_url(f"{site}/activities/?city=kunming")
    link = page.get_by_role("link", name="Calendar")
    expect(link).to_have_attribute("href", "/activities.ics?city=kunming")


def test_the_way_to_the_data_and_through_the_reference(page: Page, site: str) -> None:
    page.goto(site)
    page.get_by_role("link", name="Open data").click()
    expect(page).to_have_title("Open data · U-CAP portal")
    page.get_by_role("link", name="The machine interface").click()
    page.get_by_role("link", name="Pilots").last.click()
    page.locator("section", has=page.locator("#list-pilots")).locator("summary").last.click()
    page.get_by_role("link", name="list of Citation").first.click()
    expect(page.locator("#shape-Citation")).to_be_in_viewport()
