"""Records as a CSV file, in words, as editors see them."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from browse.export import csv
from browse.export.tables import joined
from browse.text import Spoken, lines
from cities.models import City, Organisation
from pilots.models import Activity, PilotProject
from ucap.summaries.models import EditorialNote, Summary

CHUNK = 500
"""How many records are read at a time."""

Column = tuple[Spoken, Callable[[Any], Any]]


def _side(column: int) -> Callable[[Any], str]:
    """The cities in a column of a summary."""
    return lambda summary: joined(
        link.city
        for side in summary.sides.all()
        if side.column == column
        for link in side.city_links.all()
    )


def _linked(links: str, end: str) -> Callable[[Any], str]:
    """What the links of a record lead to."""
    return lambda record: joined(getattr(link, end) for link in getattr(record, links).all())


STATUS: Column = (_("Status"), lambda record: record.get_status_display())
KIND: Column = (_("Kind"), lambda record: record.get_kind_display())
TOLD_IN: Column = (_("Told in"), _linked("citations", "summary"))

COLUMNS: dict[type[Model], tuple[Column, ...]] = {
    Summary: (
        (_("Title"), lambda summary: summary.title),
        (_("Short title"), lambda summary: summary.short_title),
        STATUS,
        KIND,
        (_("Period"), lambda summary: summary.period),
        (_("First column"), _side(1)),
        (_("Second column"), _side(2)),
        (_("Themes"), _linked("theme_links", "theme")),
        (_("SDGs"), _linked("sdg_links", "sdg")),
        (
            _("Activities"),
            lambda summary: len({c.activity_id for c in summary.activity_citations.all()}),
        ),
        (_("Pilots"), lambda summary: len({c.pilot_id for c in summary.pilot_citations.all()})),
    ),
    Activity: (
        (_("Title"), lambda activity: activity.title),
        STATUS,
        KIND,
        (_("Mode"), lambda activity: activity.get_mode_display()),
        (_("Dates"), lambda activity: activity.dates),
        (_("Cities"), _linked("city_links", "city")),
        (_("Organisations"), _linked("organisation_links", "organisation")),
        (_("Themes"), _linked("theme_links", "theme")),
        TOLD_IN,
        (_("Description"), lambda activity: activity.description),
    ),
    PilotProject: (
        (_("Title"), lambda pilot: pilot.title),
        STATUS,
        KIND,
        (_("Stage"), lambda pilot: pilot.get_stage_display()),
        (_("Planned"), lambda pilot: pilot.dates),
        (_("Cities"), _linked("city_links", "city")),
        (_("Organisations"), _linked("organisation_links", "organisation")),
        (_("Themes"), _linked("theme_links", "theme")),
        TOLD_IN,
        (_("Description"), lambda pilot: pilot.description),
    ),
    City: (
        (_("Name"), lambda city: city.name),
        (_("Other names"), lambda city: joined(lines(city.other_names))),
        (_("Country"), lambda city: city.country),
        (_("Province"), lambda city: city.province),
        (_("Population"), lambda city: city.population),
        (_("Area in km²"), lambda city: city.area_km2),
        (_("Source of the figures"), lambda city: city.figures_source),
    ),
    Organisation: (
        (_("Name"), lambda organisation: organisation.name),
        (_("Other names"), lambda organisation: joined(lines(organisation.other_names))),
        KIND,
        (_("Seat"), lambda organisation: organisation.city),
        (_("Part of"), lambda organisation: organisation.part_of),
    ),
    EditorialNote: (
        (_("Summary"), lambda note: note.summary),
        (_("Part of the summary"), lambda note: note.get_part_display()),
        (_("About"), lambda note: note.record),
        (_("What is odd"), lambda note: note.oddity),
        (_("How it is resolved"), lambda note: note.resolution),
        (_("Source"), lambda note: note.source),
    ),
}
"""For each model that is exported, what its columns are called and hold."""

LOADED: dict[type[Model], tuple[str, ...]] = {
    Summary: (
        "sides__city_links__city",
        "theme_links__theme",
        "sdg_links__sdg",
        "activity_citations",
        "pilot_citations",
    ),
    Activity: (
        "city_links__city",
        "organisation_links__organisation",
        "theme_links__theme",
        "citations__summary",
    ),
    PilotProject: (
        "city_links__city",
        "organisation_links__organisation",
        "theme_links__theme",
        "citations__summary",
    ),
    City: ("country",),
    Organisation: ("city", "part_of"),
    EditorialNote: ("summary", "activity_citation__activity", "pilot_citation__pilot"),
}
"""What the columns of each model read beside its own table."""


def rows(model: type[Model], records: QuerySet) -> Iterator[list[Any]]:
    """A row for each record. A few queries for each `CHUNK`."""
    loaded = records.prefetch_related(*LOADED[model])
    for record in loaded.iterator(chunk_size=CHUNK):
        yield [read(record) for _head, read in COLUMNS[model]]


def csv_response(
    request: HttpRequest, model: type[Model], records: QuerySet
) -> StreamingHttpResponse:
    """The records as a file to download, written while they are read."""
    keys = records.order_by().values("pk")
    chosen = model._default_manager.filter(pk__in=keys).order_by(*model._meta.ordering, "pk")
    heads = [head for head, _read in COLUMNS[model]]
    name = f"{model._meta.verbose_name_plural}-{timezone.localdate():%Y-%m-%d}.csv"
    return StreamingHttpResponse(
        csv.lines(heads, rows(model, chosen)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name.replace(" ", "-")}"'},
    )
