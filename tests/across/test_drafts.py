"""A draft shows nowhere, nor does anything that only drafts name, whoever asks."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from cities.models import SDG, City, Country, Organisation, Theme, UrbanAgendaTopic
from pilots.models import Activity, ActivityRelation, PilotProject, PilotRelation
from tests.across.site import CRAWLED, FILES, LISTS, PAGES, TERMS, changes, forms, records
from tests.universe.oracle import REPEATABLE
from tests.universe.page import Page
from ucap.api.bulk.archive import publish
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db

MARK = "zqxj"
"""Stands in everything that must not show, in names, prose and slugs alike."""


@pytest.fixture(autouse=True)
def drafts() -> None:
    """One published and one draft record of each kind, linked with each other in every way."""
    country = Country.objects.create(code="CN", name="China", region="asia")
    hidden = Country.objects.create(code="FR", name=f"{MARK} France", region="europe")
    for slug, land in (("kunming", country), (MARK, hidden)):
        city = City.objects.create(name=slug, slug=slug, country=land, other_names=slug)
        whole = Organisation.objects.create(
            name=f"{slug} whole", slug=f"{slug}-whole", kind="company", city=city
        )
        Organisation.objects.create(
            name=f"{slug} part", slug=f"{slug}-part", kind="park", part_of=whole, city=city
        )
        Theme.objects.create(name=slug, slug=slug, description=slug, other_names=slug)
        UrbanAgendaTopic.objects.create(name=f"topic of {len(slug)}", slug=f"topic-{len(slug)}")
        SDG.objects.create(number=len(slug), title="Goal", colour="#C5192D")
    for slug, status in (("open", "published"), (MARK, "draft")):
        activity = Activity.objects.create(
            **prose(Activity, slug), kind="meeting", status=status, start="2019-04-01"
        )
        pilot = PilotProject.objects.create(
            **prose(PilotProject, slug), kind="park", status=status, start="2019-04-01"
        )
        summary = Summary.objects.create(
            **prose(Summary, slug), kind="city-plan", status=status, period_start="2018-01-01"
        )
        name(activity, pilot, summary, "kunming" if slug == "open" else MARK)
    cross("open", MARK)
    cross(MARK, "open")


def prose(model, slug: str) -> dict[str, str]:
    """The slug, in every field of free text that `model` has."""
    return {
        field.name: f"{slug}@example.org" if "email" in field.name else slug
        for field in model._meta.concrete_fields
        if field.get_internal_type() in ("CharField", "TextField", "SlugField")
        and not field.choices
        and "sha256" not in field.name
        and not field.generated
    }


def name(activity: Activity, pilot: PilotProject, summary: Summary, slug: str) -> None:
    """Link three records with what stands under `slug` in the vocabularies."""
    city, theme = City.objects.get(slug=slug), Theme.objects.get(slug=slug)
    part = Organisation.objects.get(slug=f"{slug}-part")
    for record in (activity, pilot):
        record.city_links.create(city=city)
        record.organisation_links.create(organisation=part, name_printed=slug)
        record.theme_links.create(theme=theme)
    outcome = activity.outcomes.create(kind="memorandum", text=slug)
    outcome.cities.add(city)
    outcome.organisations.add(part)
    summary.sides.create(column=1, cities_printed=slug).city_links.create(city=city, position=1)
    summary.theme_links.create(theme=theme, position=1, label_printed=slug, description=slug)
    summary.sdg_links.create(sdg=SDG.objects.get(number=len(slug)), position=1, label_printed=slug)
    summary.topic_links.create(
        topic=UrbanAgendaTopic.objects.get(slug=f"topic-{len(slug)}"),
        position=1,
        label_printed=slug,
    )


def cross(one: str, other: str) -> None:
    """Link the records under one slug with those under the other; what a link says is marked."""
    summary = Summary.objects.get(slug=one)
    activity, told = Activity.objects.get(slug=one), Activity.objects.get(slug=other)
    pilot, proposed = PilotProject.objects.get(slug=one), PilotProject.objects.get(slug=other)
    said = {"position": "1", "heading": MARK, "dates_told": MARK, "difference": MARK}
    notes = {
        "activity_citation": summary.activity_citations.create(activity=told, **said),
        "pilot_citation": summary.pilot_citations.create(pilot=proposed, **said),
    }
    for about, citation in notes.items():
        summary.notes.create(
            slug=f"{MARK}-{about}-{one}",
            part="results",
            oddity=MARK,
            resolution=MARK,
            **{about: citation},
        )
    ActivityRelation.objects.all().delete()
    PilotRelation.objects.all().delete()
    ActivityRelation.objects.create(source=activity, target=told, reason=MARK)
    PilotRelation.objects.create(source=pilot, target=proposed, reason=MARK)
    activity.pilots.add(proposed)
    if one == "open":
        activity.part_of = told
        activity.save()
    else:
        told_part = Activity.objects.create(
            title=MARK, slug=f"{MARK}-part", kind="meeting", part_of=told, description=MARK
        )
        told_part.pilots.add(proposed)


def addresses() -> list[str]:
    """Every page, every record's, and every list under each value that its facets offer."""
    lists = [
        f"/{list_}/?{query}" for list_ in LISTS for query in ("match=all", "sort=title", "q=o")
    ]
    facets = {
        url
        for list_ in LISTS
        for values in Page(f"/{list_}/").facets().values()
        for _count, url, _chosen in values
    }
    shown = [url for url in [*records(), *changes()] if MARK not in url]
    return [*PAGES, *lists, *sorted(facets), *shown]


def leaking(client: Client | None = None) -> list[str]:
    """What shows something of a draft: every page, and every file for crawlers."""
    asked = client or Client()
    files = [url for url in CRAWLED if MARK in asked.get(url).content.decode().lower()]
    return files + [url for url in addresses() if MARK in Page(url, client).html.lower()]


def superuser() -> Client:
    """Somebody who is signed in and may do everything."""
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


def test_nothing_of_a_draft_stands_on_any_page() -> None:
    assert len(addresses()) > 60
    assert leaking() == []


def test_nothing_of_a_draft_stands_on_any_page_for_a_superuser_either() -> None:
    assert leaking(superuser()) == []


@pytest.fixture
def archive(settings, tmp_path: Path) -> None:
    """An archive of all that is public."""
    settings.DATA_DIR, settings.PORTAL_URL = tmp_path, "https://portal.example"
    publish()


def text_of(url: str, client: Client) -> str:
    """All that is sent for `url`, what is packed unpacked."""
    answer = client.get(url)
    assert answer.status_code == 200, url
    sent = answer.getvalue()
    if not zipfile.is_zipfile(io.BytesIO(sent)):
        return sent.decode().lower()
    with zipfile.ZipFile(io.BytesIO(sent)) as packed:
        return " ".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


@pytest.mark.usefixtures("archive")
def test_a_whole_that_nobody_names_stands_in_no_file() -> None:
    whole = Organisation.objects.get(slug="kunming-whole")
    whole.part_of = Organisation.objects.create(name=MARK, slug=f"{MARK}-over", kind="university")
    whole.save()
    publish()
    texts = {url: text_of(url, Client()) for url in FILES}
    assert [url for url, text in texts.items() if MARK in text.lower()] == []
    assert "kunming-whole" in texts["/organisations.csv"]


@pytest.mark.usefixtures("archive")
@pytest.mark.parametrize("whose", [Client, superuser])
def test_nothing_of_a_draft_stands_in_any_file(whose: Callable[[], Client]) -> None:
    client = whose()
    alone = [form for url in records() if MARK not in url for form in forms(url)]
    texts = {url: text_of(url, client) for url in (*FILES, *alone)}
    assert [url for url, text in texts.items() if MARK in text.lower()] == []
    for name in LISTS:
        assert "kunming" in texts[f"/{name}.csv"] + texts[f"/{name}.xlsx"]


@pytest.mark.parametrize(("whose", "citing"), [("open", MARK), (MARK, "open")])
def test_a_note_shows_nowhere_when_its_summary_or_its_citations_summary_is_a_draft(
    whose: str, citing: str
) -> None:
    # no rule of the database keeps a note from speaking of another summary's citation
    told = Activity.objects.get(slug="open")
    citation = told.citations.create(summary=Summary.objects.get(slug=citing), position="7")
    Summary.objects.get(slug=whose).notes.create(
        slug="across", part="activities", oddity=f"{MARK} across", activity_citation=citation
    )
    assert leaking() == []


def test_what_is_published_does_stand_there() -> None:
    for url in [*(f"/{name}/" for name in LISTS), "/themes/", "/activities/open/"]:
        assert Page(url).status == 200
        assert "kunming" in Page(url).html or "open" in Page(url).html


def test_the_page_of_a_draft_and_of_what_only_drafts_name_is_a_404_for_anybody() -> None:
    hidden = [url for url in [*records(), *changes()] if MARK in url]
    assert len(hidden) == 2 * (3 + 1 + 1 + 2 + 1)  # records, part, city, organisations, theme
    client = superuser()
    for url in hidden:
        assert Page(url).status == 404, url
        assert Page(url, client).status == 404, url
        assert MARK not in Page(url).html


@pytest.mark.parametrize("list_", LISTS)
def test_a_value_that_only_drafts_have_answers_as_an_unknown_one_does(list_: str) -> None:
    unknown = MARK[::-1]  # as long as the mark and no more like any other value
    for parameter in sorted(REPEATABLE[list_] & {"city", "organisation", "theme", "summary"}):
        hidden = f"{MARK}-whole" if parameter == "organisation" else MARK
        nobody = hidden.replace(MARK, unknown)
        for extra in ("", "&match=all", "&sort=slug"):
            told = Page(f"/{list_}/?{parameter}={hidden}{extra}")
            asked = Page(f"/{list_}/?{parameter}={nobody}{extra}")
            assert told.status == asked.status == 200
            assert told.html.replace(MARK, unknown) == asked.html
            assert told.counted[0] == 0
            assert told.problems


def test_the_country_of_a_city_that_only_drafts_name_answers_as_an_unknown_one_does() -> None:
    hidden, unknown = Page("/cities/?country=FR"), Page("/cities/?country=XX")
    assert hidden.html.replace("FR", "XX") == unknown.html
    assert hidden.problems


def test_drafts_count_nowhere() -> None:
    for list_ in LISTS:
        page = Page(f"/{list_}/")
        expected = {"organisations": 2}.get(list_, 1)
        assert page.counted == (expected, expected)
        counts = [count for values in page.facets().values() for count, _u, _c in values]
        assert set(counts) == {expected} or list_ == "organisations"
    for list_ in TERMS:
        (table,) = Page(f"/{list_}/").root.find("tbody")
        rows = {
            tuple(int(cell.text) for cell in row.find("td", class_="num"))
            for row in table.find("tr")
        }
        assert (1, 1, 1) in rows or list_ != "themes"
        assert max(max(row) for row in rows) == 1
