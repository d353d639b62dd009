"""The public list of changes: what changed, never what it said, nor who changed it, nor drafts."""

from typing import Any

import pghistory
import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from browse.publishing import Status
from cities.models import City, Organisation, Theme
from pilots.models import Activity, PilotProject
from tests.desk.history.editing import build
from tests.universe.page import Page
from ucap.summaries.models import ActivityCitation, EditorialNote, Summary, SummarySide

# each change in a transaction of its own, as history orders them
pytestmark = pytest.mark.django_db(transaction=True)

SECRET = "zqxsecret"


@pytest.fixture
def activity() -> Activity:
    """A published activity in a world of others, with nothing linked to it."""
    build(2)
    return Activity.objects.create(title="Open", slug="open", kind="meeting", status="published")


def changes(record: Any) -> str:
    """The public list of changes of a record, as HTML."""
    page = Page(f"{record.get_absolute_url()}changes/")
    assert page.status == 200
    return page.html


def entries(record: Any) -> int:
    """How many changes the list tells."""
    (listed,) = Page(f"{record.get_absolute_url()}changes/").root.find(
        "ol", class_="public-changes"
    )
    return len(listed.find("h2"))


def shown_city() -> City:
    """A city that the public sees."""
    return City.objects.shown().earliest("pk")


def hidden_city() -> City:
    """A city that only drafts name, if anything does."""
    shown = City.objects.shown().values("pk")
    city = City.objects.exclude(pk__in=shown).earliest("pk")
    City.objects.filter(pk=city.pk).update(name=SECRET)
    return City.objects.get(pk=city.pk)


def test_it_says_which_fields_and_links_changed(activity: Activity) -> None:
    city = shown_city()
    Activity.objects.filter(pk=activity.pk).update(description=f"{SECRET} text", funding="x")
    activity.city_links.create(city=city)
    page = changes(activity)
    assert "Changed: Description, Funding" in page
    assert f"“{city.name}” was added to its cities" in page
    assert city.get_absolute_url() in page
    assert SECRET not in page


def test_a_mistake_that_was_withdrawn_does_not_live_on(activity: Activity) -> None:
    record = Activity.objects.filter(pk=activity.pk)
    for field in ("title", "description", "occasion", "location_text", "funding"):
        record.update(**{field: SECRET})
        record.update(**{field: "right"})
    outcome = activity.outcomes.create(kind="other", text=SECRET)
    activity.outcomes.update(text="right")
    outcome.delete()
    page = changes(activity)
    assert SECRET not in page
    assert "Outcome was changed" in page


def test_nobody_is_named_and_no_reason_told(activity: Activity) -> None:
    user = User.objects.create_superuser(SECRET)
    with pghistory.context(user=user.pk, reason=SECRET, action="edit", command=SECRET):
        Activity.objects.filter(pk=activity.pk).update(description="new")
    assert "Changed: Description" in changes(activity)
    client = Client()
    client.force_login(user)
    page = Page(f"{activity.get_absolute_url()}changes/", client).html
    assert SECRET not in page


def test_versions_that_were_drafts_are_passed_over(activity: Activity) -> None:
    record = Activity.objects.filter(pk=activity.pk)
    record.update(status=Status.DRAFT)
    record.update(description="tried")
    link = activity.city_links.create(city=shown_city())
    link.delete()
    record.update(description="", funding="kept")
    record.update(status=Status.PUBLISHED)
    page = changes(activity)
    assert "Changed: Funding" in page
    assert "Description" not in page
    assert "its cities" not in page


def test_nothing_from_before_it_was_published_is_told() -> None:
    build(2)
    draft = Activity.objects.create(title="x", slug="late", kind="meeting")
    Activity.objects.filter(pk=draft.pk).update(title="y", description="z")
    Activity.objects.filter(pk=draft.pk).update(status=Status.PUBLISHED)
    page = changes(draft)
    assert "Changed" not in page
    assert entries(draft) == 1


def test_links_to_drafts_are_as_if_they_had_never_been(activity: Activity) -> None:
    before = entries(activity)
    draft = Activity.objects.create(title=SECRET, slug=SECRET, kind="meeting")
    pilot = PilotProject.objects.create(title=SECRET, slug=f"{SECRET}-p", kind="park")
    activity.relations_to.create(target=draft, reason=SECRET)
    draft.relations_to.create(target=Activity.objects.published().earliest("pk"), reason=SECRET)
    activity.pilots.add(pilot)
    Activity.objects.filter(pk=activity.pk).update(part_of=draft)
    Activity.objects.filter(pk=activity.pk).update(part_of=None)
    activity.pilots.clear()
    activity.relations_to.all().delete()
    assert SECRET not in changes(activity)
    assert entries(activity) == before


def test_a_summary_does_not_tell_that_it_cites_a_draft() -> None:
    build(2)
    summary = Summary.objects.published().earliest("pk")
    before = entries(summary)
    draft = Activity.objects.create(title=SECRET, slug=SECRET, kind="meeting")
    outcome = draft.outcomes.create(kind="other", text=SECRET)
    citation = ActivityCitation.objects.create(summary=summary, activity=draft, position="99")
    citation.outcomes.add(outcome)
    EditorialNote.objects.create(
        slug=SECRET, summary=summary, part="activities", oddity=SECRET, activity_citation=citation
    )
    citation.delete()
    assert entries(summary) == before
    SummarySide.objects.filter(summary=summary).update(cities_printed=SECRET)
    page = changes(summary)
    assert "Side of a summary was changed" in page
    assert SECRET not in page


def test_what_the_public_does_not_see_now_is_not_named(activity: Activity) -> None:
    city = hidden_city()
    activity.city_links.create(city=city).delete()
    page = changes(activity)
    assert SECRET not in page
    assert "City was added" in page
    assert "City was removed" in page


def test_a_page_that_is_no_page_has_no_changes_either(activity: Activity) -> None:
    Activity.objects.filter(pk=activity.pk).update(status=Status.DRAFT)
    for url in (
        "/activities/open/changes/",
        f"{hidden_city().get_absolute_url()}changes/",
        "/cities/atlantis/changes/",
        "/sdgs/18/changes/",
    ):
        assert Page(url).status == 404, url


def test_a_former_address_leads_on_to_the_changes(activity: Activity) -> None:
    Activity.objects.filter(pk=activity.pk).update(slug="opened")
    answer = Client().get("/activities/open/changes/?page=1")
    assert answer.status_code == 301
    assert answer.headers["Location"] == "/activities/opened/changes/?page=1"


@pytest.mark.parametrize("model", [City, Organisation, Theme])
def test_what_has_no_status_is_told_of_since_a_published_record_names_it(model: Any) -> None:
    build(2)
    country = City.objects.all()[0].country
    extra: Any = {City: {"country": country}, Organisation: {"kind": "park"}, Theme: {}}[model]
    record = model.objects.create(name="New", slug="brand-new", **extra)
    model.objects.filter(pk=record.pk).update(other_names=SECRET)
    pilot = PilotProject.objects.create(title="p", slug="p", kind="park")
    links = {City: "city", Organisation: "organisation", Theme: "theme"}[model]
    getattr(pilot, f"{links}_links").create(**{links: record})
    assert Page(f"{record.get_absolute_url()}changes/").status == 404
    PilotProject.objects.filter(pk=pilot.pk).update(status=Status.PUBLISHED)
    assert "Changed" not in changes(record)
    assert entries(record) == 1
    model.objects.filter(pk=record.pk).update(name="Newer")
    page = changes(record)
    assert "Changed: Name" in page
    assert "Other names" not in page


def test_the_page_of_a_record_says_when_it_last_changed_and_leads_to_the_list(
    activity: Activity,
) -> None:
    page = Page(activity.get_absolute_url()).html
    assert "Last changed" in page
    assert f'href="{activity.get_absolute_url()}changes/"' in page


def queries(url: str) -> int:
    """How many queries a page runs."""
    with CaptureQueriesContext(connection) as captured:
        assert Client().get(url).status_code == 200
    return len(captured)


def test_the_queries_are_the_same_for_a_short_and_a_long_history(activity: Activity) -> None:
    cities = City.objects.shown()[:2]
    record = Activity.objects.filter(pk=activity.pk)

    def live(times: int) -> None:
        for number in range(times):
            record.update(description=f"Number {number}", part_of=None)
            activity.city_links.all().delete()
            activity.city_links.create(city=cities[number % 2])

    live(2)
    urls = [activity.get_absolute_url(), f"{activity.get_absolute_url()}changes/"]
    few = [queries(url) for url in urls]
    live(30)
    assert [queries(url) for url in urls] == few


def test_bad_pages_of_the_list_show_the_nearest(activity: Activity) -> None:
    for page in ("x", "0", "9999", ""):
        assert Page(f"{activity.get_absolute_url()}changes/?page={page}").status == 200
