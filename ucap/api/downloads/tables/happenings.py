"""Activities and pilots as tables."""

from django.db.models import Model, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _

from browse.export.tables import Column, Table, gathered, joined
from cities import upward
from pilots.models import (
    Activity,
    ActivityKind,
    CityRole,
    Mode,
    OrganisationRole,
    OutcomeKind,
    PilotProject,
)
from pilots.models.pilots import PilotKind, Stage
from ucap.api.downloads.cells import (
    WIDE,
    address,
    called,
    choice,
    dates,
    label_of,
    many,
    reached,
    sdg_label,
    sources,
    text,
)

SORTS = {
    "city": ("city_links__city__sort_name",),
    "organisation": ("organisation_links__organisation__sort_name",),
    "theme": ("theme_links__theme__sort_name",),
}


def activities(base: str) -> Table:
    """The table of activities."""
    return Table(
        columns=(
            called(),
            *dates(),
            choice("kind", ActivityKind),
            choice("mode", Mode),
            text("occasion", width=WIDE),
            *_who(Activity),
            text("place", "location_text", width=WIDE),
            *_what_about(Activity),
            Column("outcomes", (_outcomes(),), _lines, width=WIDE),
            text("funding", width=WIDE),
            many(
                "pilots",
                Activity,
                "pilots",
                "title",
                "sort_title",
                given=upward.published("pilots"),
            ),
            text("description"),
            sources(Activity, _("activities")),
            *address(base),
        ),
        long={"city": _city(Column("role", ("city_links__role",), label_of(CityRole))), **_long()},
        sorts=SORTS,
    )


def pilots(base: str) -> Table:
    """The table of pilots."""
    return Table(
        columns=(
            called(),
            choice("kind", PilotKind),
            choice("stage", Stage),
            *dates(),
            *_who(PilotProject),
            text("place", "location_text", width=WIDE),
            *_what_about(PilotProject),
            text("funding", width=WIDE),
            many(
                *("activities", PilotProject, "activities", "title", "start", "slug"),
                given=upward.published("activities"),
            ),
            text("description"),
            sources(PilotProject, _("results")),
            *address(base),
        ),
        long={"city": _city(), **_long()},
        sorts=SORTS,
    )


def _who(model: type[Model]) -> list[Column]:
    """Cities, their countries, organisations."""
    return [
        many("cities", model, "city_links__city", "name", "sort_name"),
        many("countries", model, "city_links__city__country", "name", "name"),
        many("organisations", model, "organisation_links__organisation", "name", "sort_name"),
    ]


def _what_about(model: type[Model]) -> list[Column]:
    """Themes; the goals and topics of the summaries that tell of a record."""
    sdg = upward.cited("", upward.SUMMARY_SDG)
    topic = upward.cited("", upward.SUMMARY_TOPIC)
    return [
        many("themes", model, "theme_links__theme", "name", "sort_name"),
        reached("sdgs", model, sdg, sdg_label(sdg.lookup), "number"),
        reached("urban_agenda", model, topic, "name", "sort_name"),
    ]


def _outcomes() -> Subquery:
    words = Concat("outcomes__kind", Value("\n"), "outcomes__text", output_field=TextField())
    return gathered(Activity, "outcomes", words, "outcomes__position")


def _lines(found: list[str] | None) -> str:
    """“Memorandum signed: …” for each outcome, without the full stop before the semicolon."""
    told = (each.split("\n", 1) for each in found or [])
    return joined(f"{OutcomeKind(kind).label}: {text_.removesuffix('.')}" for kind, text_ in told)


def _city(*more: Column) -> tuple[Column, ...]:
    return (
        Column("city_id", ("city_links__city__slug",)),
        Column("city", ("city_links__city__name",)),
        Column("country", ("city_links__city__country__name",)),
        *more,
    )


def _long() -> dict[str, tuple[Column, ...]]:
    there = "organisation_links__organisation"
    return {
        "organisation": (
            Column("organisation_id", (f"{there}__slug",)),
            Column("organisation", (f"{there}__name",), width=WIDE),
            Column("role", ("organisation_links__role",), label_of(OrganisationRole)),
        ),
        "theme": (
            Column("theme_id", ("theme_links__theme__slug",)),
            Column("theme", ("theme_links__theme__name",), width=WIDE),
        ),
    }
