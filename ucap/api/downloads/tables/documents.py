"""Summaries and editorial notes as tables."""

from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, NullIf

from browse.dates import Precision
from browse.export.tables import Column, Table
from cities.upward import (
    SUMMARY_ACTIVITY,
    SUMMARY_CITY,
    SUMMARY_PILOT,
    SUMMARY_SDG,
    SUMMARY_THEME,
    SUMMARY_TOPIC,
    number_named,
)
from ucap.api.downloads.cells import (
    WIDE,
    address,
    called,
    choice,
    dates,
    many,
    number,
    sdg_label,
    text,
)
from ucap.summaries.models import Part, Summary, SummaryKind


def summaries(base: str) -> Table:
    """The table of summaries."""
    return Table(
        columns=(
            called(),
            text("short_title", width=24),
            choice("kind", SummaryKind),
            *dates("period_start", "period_end", Value(Precision.MONTH.value)),
            text("period_printed", width=26),
            *(_side("first_cities", 1), _side("second_cities", 2)),
            many("themes", Summary, SUMMARY_THEME, "name", "sort_name"),
            many("sdgs", Summary, SUMMARY_SDG, sdg_label(SUMMARY_SDG), "number"),
            many("urban_agenda", Summary, SUMMARY_TOPIC, "name", "sort_name"),
            number("activities", number_named(Summary, SUMMARY_ACTIVITY)),
            number("pilots", number_named(Summary, SUMMARY_PILOT)),
            *(text("focus"), text("challenges"), text("objectives")),
            text("contact", "contact_printed", width=WIDE),
            text("document", "document_name", width=WIDE),
            *address(base),
        ),
        long={
            "city": (
                Column("city_id", (f"{SUMMARY_CITY}__slug",)),
                Column("city", (f"{SUMMARY_CITY}__name",)),
                Column("country", (f"{SUMMARY_CITY}__country__name",)),
                number("column", "sides__column"),
            ),
            "theme": _term("theme", SUMMARY_THEME, "slug", "name"),
            "sdg": _term("sdg", SUMMARY_SDG, "number", "title"),
            "topic": _term("topic", SUMMARY_TOPIC, "slug", "name"),
        },
        sorts={
            "city": ("sides__column", "sides__city_links__position"),
            "theme": ("theme_links__position",),
            "sdg": ("sdg_links__position",),
            "topic": ("topic_links__position",),
        },
    )


def _side(name: str, column: int) -> Column:
    """The cities in one column of the document, in its order."""
    there = "sides__city_links"
    return many(
        name,
        Summary,
        there,
        F(f"{there}__city__name"),
        "position",
        given=Q(sides__column=column),
    )


def _term(name: str, end: str, key: str, label: str) -> tuple[Column, ...]:
    printed = f"{end.rpartition('__')[0]}__label_printed"
    return (
        Column(f"{name}_id", (f"{end}__{key}",)),
        Column(name, (f"{end}__{label}",), width=WIDE),
        Column("label_printed", (printed,), width=WIDE),
    )


def notes(base: str) -> Table:
    """The table of editorial notes; a note stands on the page of its summary."""
    above = base.removesuffix("notes/")
    about = (
        Coalesce("activity_citation__activity__title", "pilot_citation__pilot__title"),
        Coalesce("activity_citation__position", "pilot_citation__position"),
    )
    return Table(
        columns=(
            text("summary", "summary__short_title", width=24),
            choice("part", Part),
            Column("about", (about[0],), width=WIDE),
            Column("position", (about[1],), width=10),
            *(text("oddity"), text("resolution")),
            Column("source", (NullIf("source", Value("")),), width=WIDE),
            text("id", "slug", width=28),
            Column("url", ("summary__slug",), lambda slug: f"{above}summaries/{slug}/", WIDE),
        )
    )
