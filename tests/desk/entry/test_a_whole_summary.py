"""The Kunming summary, entered from nothing, is what was transcribed by hand."""

from typing import Any

import pytest

from pilots.models import Activity, PilotProject
from tests.desk.entry import kunming
from tests.desk.entry.page import Desk, problems, typed
from ucap.summaries.models import ActivityCitation, PilotCitation, Summary

pytestmark = pytest.mark.usefixtures("seeded", "db")


def rows(queryset: Any, *fields: str) -> list[tuple]:
    """The values of some fields of every row, in an order that does not depend on keys."""
    return sorted((row for row in queryset.values_list(*fields)), key=repr)


def facts(summary: Summary) -> dict[str, Any]:
    """All that a document says, by value; prose only as far as it is there, and no addresses."""
    cited = {"citations__summary": summary}
    activities = Activity.objects.filter(**cited).distinct()
    pilots = PilotProject.objects.filter(**cited).distinct()
    told = ("position", "heading", "dates_told", "unnamed_groups")
    dated = ("title", "kind", "start", "end", "precision", "location_text")
    printed = ("cities_printed", "province_printed", "country_printed", "population_printed")
    summary_fields = (
        *("title", "short_title", "slug", "kind", "period_printed", "period_start", "period_end"),
        *("contact_printed", "contact_email", "document_name"),
    )
    return {
        "summary": rows(Summary.objects.filter(pk=summary.pk), *summary_fields),
        "sides": rows(summary.sides, "column", *printed, "population", "size_printed", "area_km2"),
        "cities": rows(summary.sides, "column", "city_links__position", "city_links__city__slug"),
        "themes": rows(summary.theme_links, "position", "label_printed", "theme__slug"),
        "goals": rows(summary.sdg_links, "position", "label_printed", "sdg__number"),
        "topics": rows(summary.topic_links, "position", "label_printed", "topic__slug"),
        "activity places": rows(
            summary.activity_citations, *told, "activity__title", "outcomes__position"
        ),
        "pilot places": rows(summary.pilot_citations, *told, "pilot__title"),
        "activities": rows(activities, *dated, "mode", "occasion"),
        "pilots": rows(pilots, *dated, "stage"),
        "activity cities": rows(
            activities, "title", "city_links__city__slug", "city_links__role", "city_links__basis"
        ),
        "pilot cities": rows(pilots, "title", "city_links__city__slug", "city_links__basis"),
        "bodies": [
            rows(
                records,
                "title",
                *(
                    f"organisation_links__{f}"
                    for f in ("organisation__slug", "role", "name_printed")
                ),
            )
            for records in (activities, pilots)
        ],
        "themes of records": [
            rows(records, "title", "theme_links__theme__slug", "theme_links__basis")
            for records in (activities, pilots)
        ],
    }


def test_what_an_editor_types_becomes_what_was_transcribed(desk: Desk) -> None:
    by_hand = facts(Summary.objects.get(slug="kunming"))
    kunming.forgotten()
    answer = desk.send(
        typed(
            kunming.MAIN,
            sides=kunming.SIDES,
            theme_links=kunming.THEMES,
            activity_citations=kunming.filled(),
            pilot_citations=kunming.PILOTS,
        )
    )
    assert problems(answer) == []
    summary = Summary.objects.get(slug="kunming")
    assert summary.status == "draft"
    entered = facts(summary)
    for part, said in by_hand.items():
        assert entered[part] == said, part


def test_new_records_are_drafts_and_those_that_were_cited_stay_as_they_are(desk: Desk) -> None:
    kunming.forgotten()
    before = list(Activity.objects.order_by("pk").values())
    desk.send(
        typed(
            kunming.MAIN,
            sides=kunming.SIDES,
            activity_citations=kunming.filled(),
            pilot_citations=kunming.PILOTS,
        )
    )
    assert (
        list(Activity.objects.filter(pk__in=[row["id"] for row in before]).order_by("pk").values())
        == before
    )
    assert Activity.objects.exclude(pk__in=[row["id"] for row in before]).count() == 3
    assert set(
        PilotCitation.objects.filter(summary__slug="kunming").values_list(
            "pilot__status", flat=True
        )
    ) == {"draft"}
    assert ActivityCitation.objects.filter(summary__slug="kunming").count() == 8


@pytest.mark.parametrize(
    "slug",
    [
        *("kunming", "haikou", "granada"),
        *("life-sciences-and-healthy-city", "culture-tourism-and-education"),
    ],
)
def test_saving_a_seeded_summary_unchanged_changes_no_row_of_it(desk: Desk, slug: str) -> None:
    summary = Summary.objects.get(slug=slug)
    before = facts(summary)
    answer = desk.send(desk.form(summary), summary)
    assert problems(answer) == []
    assert answer.status_code == 302
    assert facts(summary) == before
