"""Every page runs a fixed number of queries, whatever the amount of data."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cities.models import SDG, City, Organisation, Theme, UrbanAgendaTopic
from pilots.models import Activity, ActivityRelation, CityRole, PilotProject, PilotRelation
from pilots.models.activities import ActivityCity
from tests.universe import world
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db

SMALL, LARGE = 5, 500

# How many queries each page runs. The braces stand for a record of which every kind of link is
# published, made for this test, so that no section of its page is empty.
QUERIES = {
    "/": 16,
    "/about/": 0,
    "/accessibility/": 0,
    "/notes/": 5,
    "/summaries/": 14,
    "/activities/": 14,
    "/pilots/": 14,
    "/cities/": 10,
    "/organisations/": 8,
    "/themes/": 1,
    "/sdgs/": 1,
    "/urban-agenda/": 1,
    "/summaries/?city={city}&year=2019&sort=-date": 15,
    "/activities/?city={city}&role=participant&match=all&sort=-citations": 15,
    "/pilots/?theme={theme}&summary={summary}&sort=citations": 16,
    "/cities/?theme={theme}&summary={summary}&sort=-pilots": 12,
    "/organisations/?theme={theme}&country={country}": 10,
    "/search/": 2,
    "/search/?q=mal+OR+gre+OR+zur+OR+goal+OR+slip": 29,
    "/search/?q=mal+OR+gre+OR+zur+OR+goal+OR+slip&kind=pilots": 9,
    "/search/?q=atlantis": 4,
    "/search/suggest/?q=mal": 1,
    "/map/": 13,
    "/map/?view=world&city={city}": 14,
    "/timeline/": 18,
    "/timeline/?lanes=city&year=2019": 19,
    "/timeline/?lanes=theme": 20,
    "/timeline/?q=no+such+word": 5,
    "/matrix/": 15,
    "/matrix/?count=activities": 15,
    "/matrix/?view=city-theme": 15,
    "/matrix/?view=city-theme&count=activities": 15,
    "/matrix/?view=theme-sdg": 14,
    "/matrix/?view=theme-year": 14,
    "/matrix/?view=city-sdg": 14,
    "/matrix/?view=summary-summary": 15,
    "/matrix/?view=summary-summary&count=activities": 15,
    "/data/": 0,
    "/data/api/": 0,
    "/compare/": 3,
    "/compare/?city={city}": 4,
    "/compare/?city={city}&city={other_city}": 35,
    "/compare/?theme={theme}": 3,
    "/compare/?theme={theme}&theme={other_theme}": 30,
    "/compare/?summary={summary}": 3,
    "/compare/?summary={summary}&summary={other_summary}": 32,
    "/summaries/?city=atlantis": 6,
    "/activities/?from=2020-04&to=2018-04": 1,
    "/pilots/?q=no+such+word": 4,
    "/summaries/{summary}/": 17,
    "/summaries/{summary}/changes/": 10,
    "/activities/{activity}/": 23,
    "/activities/{activity}/changes/": 8,
    "/pilots/{pilot}/": 19,
    "/pilots/{pilot}/changes/": 7,
    "/cities/{city}/": 27,
    "/cities/{city}/changes/": 5,
    "/organisations/{organisation}/": 18,
    "/organisations/{organisation}/changes/": 5,
    "/themes/{theme}/": 16,
    "/themes/{theme}/changes/": 3,
    "/sdgs/{sdg}/": 16,
    "/sdgs/{sdg}/changes/": 2,
    "/urban-agenda/{topic}/": 16,
    "/urban-agenda/{topic}/changes/": 2,
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
    """How many queries the page at `url` runs."""
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
