"""Every page runs a fixed number of queries, whatever the amount of data."""

import secrets

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from browse.models import ContentChange
from cities.models import SDG, City, Organisation, Theme, UrbanAgendaTopic
from pilots.models import Activity, ActivityRelation, CityRole, PilotProject, PilotRelation
from pilots.models.activities import ActivityCity
from tests.universe import world
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db

SMALL, LARGE = 5, 500

# How many queries each page runs when nothing is remembered of this content; one of them says which
# content it is. The braces stand for a record of which every kind of link is
# published, made for this test, so that no section of its page is empty.
QUERIES = {
    "/": 17,
    "/about/": 1,
    "/accessibility/": 1,
    "/notes/": 6,
    "/summaries/": 15,
    "/activities/": 15,
    "/pilots/": 15,
    "/cities/": 11,
    "/organisations/": 9,
    "/themes/": 2,
    "/sdgs/": 2,
    "/urban-agenda/": 2,
    "/summaries/?city={city}&year=2019&sort=-date": 16,
    "/activities/?city={city}&role=participant&match=all&sort=-citations": 16,
    "/pilots/?theme={theme}&summary={summary}&sort=citations": 17,
    "/cities/?theme={theme}&summary={summary}&sort=-pilots": 13,
    "/organisations/?theme={theme}&country={country}": 11,
    "/search/": 3,
    "/search/?q=mal+OR+gre+OR+zur+OR+goal+OR+slip": 30,
    "/search/?q=mal+OR+gre+OR+zur+OR+goal+OR+slip&kind=pilots": 10,
    "/search/?q=atlantis": 5,
    "/search/suggest/?q=mal": 2,
    "/map/": 14,
    "/map/?view=world&city={city}": 15,
    "/timeline/": 19,
    "/timeline/?lanes=city&year=2019": 20,
    "/timeline/?lanes=theme": 21,
    "/timeline/?q=no+such+word": 6,
    "/matrix/": 16,
    "/matrix/?count=activities": 16,
    "/matrix/?view=city-theme": 16,
    "/matrix/?view=city-theme&count=activities": 16,
    "/matrix/?view=theme-sdg": 15,
    "/matrix/?view=theme-year": 15,
    "/matrix/?view=city-sdg": 15,
    "/matrix/?view=summary-summary": 16,
    "/matrix/?view=summary-summary&count=activities": 16,
    "/data/": 0,
    "/data/api/": 1,
    "/compare/": 4,
    "/compare/?city={city}": 5,
    "/compare/?city={city}&city={other_city}": 36,
    "/compare/?theme={theme}": 4,
    "/compare/?theme={theme}&theme={other_theme}": 31,
    "/compare/?summary={summary}": 4,
    "/compare/?summary={summary}&summary={other_summary}": 33,
    "/summaries/?city=atlantis": 7,
    "/activities/?from=2020-04&to=2018-04": 2,
    "/pilots/?q=no+such+word": 5,
    "/summaries/{summary}/": 19,
    "/summaries/{summary}/changes/": 11,
    "/activities/{activity}/": 24,
    "/activities/{activity}/changes/": 9,
    "/pilots/{pilot}/": 21,
    "/pilots/{pilot}/changes/": 8,
    "/cities/{city}/": 28,
    "/cities/{city}/changes/": 6,
    "/organisations/{organisation}/": 19,
    "/organisations/{organisation}/changes/": 6,
    "/themes/{theme}/": 17,
    "/themes/{theme}/changes/": 4,
    "/sdgs/{sdg}/": 17,
    "/sdgs/{sdg}/changes/": 3,
    "/urban-agenda/{topic}/": 17,
    "/urban-agenda/{topic}/changes/": 3,
}


def full_records() -> dict[str, object]:
    """Link one published record of each kind with the others in every way; the words for braces."""
    summary = Summary.objects.published().earliest("pk")
    activities = Activity.objects.published()
    first, second = activities.earliest("pk"), activities.latest("pk")
    pilots = PilotProject.objects.published()
    pilot, other = pilots.earliest("pk"), pilots.latest("pk")
    city, theme = City.objects.earliest("pk"), Theme.objects.earliest("pk")
    whole, part = Organisation.objects.earliest("pk"), Organisation.objects.all()[1]
    sdg, topic = SDG.objects.get(number=11), UrbanAgendaTopic.objects.earliest("pk")

    Organisation.objects.filter(pk=whole.pk).update(city=city, part_of=None)
    Organisation.objects.filter(pk=part.pk).update(city=city, part_of=whole)
    side = summary.sides.get(column=1)
    side.city_links.all().delete()
    side.city_links.create(city=city, position=90)
    summary.theme_links.create(theme=theme, position=90, label_printed="T")
    summary.sdg_links.create(sdg=sdg, position=90, label_printed="S")
    summary.topic_links.create(topic=topic, position=90, label_printed="U")
    for record in (first, second, pilot, other):
        record.theme_links.get_or_create(theme=theme)
        record.organisation_links.get_or_create(organisation=whole, role="signs")
        record.organisation_links.get_or_create(organisation=part, role="signs")
        record.city_links.get_or_create(city=city)
        citation = record.citations.create(summary=summary, position="90")
        about = "pilot_citation" if isinstance(record, PilotProject) else "activity_citation"
        summary.notes.create(
            slug=f"full-{record.slug}", part="results", oddity="?", **{about: citation}
        )
        record.relations_to.all().delete()
        record.relations_from.all().delete()
    ActivityCity.objects.filter(city=city).update(role=CityRole.BOTH)
    Activity.objects.filter(pk=second.pk).update(part_of=first, start="2019-04-01", end=None)
    Activity.objects.filter(pk=first.pk).update(part_of=None, start="2019-04-01", end=None)
    Summary.objects.filter(pk=summary.pk).update(period_start="2019-01-01", period_end="2020-01-01")
    first.pilots.add(pilot)
    outcome = first.outcomes.create(position=90, kind="memorandum", text="Signed.")
    outcome.cities.add(city)
    outcome.organisations.add(whole)
    ActivityRelation.objects.create(source=first, target=second, reason="alike")
    PilotRelation.objects.create(source=pilot, target=other, reason="alike")
    return {
        "summary": summary.slug,
        "activity": first.slug,
        "pilot": pilot.slug,
        "city": city.slug,
        "country": city.country.code,
        "organisation": whole.slug,
        "theme": theme.slug,
        "other_city": City.objects.shown().exclude(pk=city.pk).earliest("pk").slug,
        "other_summary": Summary.objects.published().latest("pk").slug,
        "other_theme": Theme.objects.shown().exclude(pk=theme.pk).earliest("pk").slug,
        "sdg": 11,
        "topic": topic.slug,
    }


def queries(url: str) -> int:
    """How many queries the page at `url` runs in a process that remembers nothing."""
    ContentChange.objects.create(token=secrets.randbits(62))
    with CaptureQueriesContext(
        connection,
    ) as captured:
        response = Client().get(url)
    assert response.status_code == 200, url
    return len(captured)


@pytest.mark.parametrize("size", [SMALL, LARGE])
def test_pages_run_the_same_queries_with_5_and_with_500_summaries(size: int) -> None:
    world.build(7, summaries=size)
    assert Summary.objects.count() == size
    words = full_records()
    assert {pattern: queries(pattern.format(**words)) for pattern in QUERIES} == QUERIES
