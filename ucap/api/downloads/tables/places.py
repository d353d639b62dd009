"""Cities and organisations as tables."""

from django.db.models import OuterRef, Subquery

from browse.export.tables import Column, Table
from cities import upward
from cities.filters import SDGS_OF_A_CITY
from cities.models import City, Organisation
from cities.models.organisations import OrganisationKind
from ucap.api.downloads.cells import (
    WIDE,
    address,
    called,
    choice,
    decimal,
    names,
    number,
    reached,
    sdg_label,
    text,
)


def cities(base: str) -> Table:
    """The table of cities."""
    summary = upward.named(upward.CITY_SUMMARY, "")
    return Table(
        columns=(
            called("name"),
            names("other_names"),
            text("country", "country__name", width=16),
            Column("country_code", ("country__code",), width=8),
            text("province", width=24),
            decimal("latitude"),
            decimal("longitude"),
            number("population"),
            decimal("area_km2"),
            text("source_of_figures", "figures_source", width=WIDE),
            reached("summaries", City, summary, "short_title", "sort_title"),
            reached("sdgs", City, SDGS_OF_A_CITY, sdg_label(SDGS_OF_A_CITY.lookup), "number"),
            number("activities", upward.number_named(City, upward.CITY_ACTIVITY)),
            number("pilots", upward.number_named(City, upward.CITY_PILOT)),
            *address(base),
        )
    )


def _whole() -> Subquery:
    """The name of what an organisation is part of, if the public sees that."""
    return Subquery(Organisation.objects.shown().filter(pk=OuterRef("part_of")).values("name"))


def organisations(base: str) -> Table:
    """The table of organisations."""
    return Table(
        columns=(
            called("name"),
            names("other_names"),
            choice("kind", OrganisationKind),
            text("city", "city__name", width=16),
            text("country", "city__country__name", width=16),
            Column("part_of", (_whole(),), width=WIDE),
            number("activities", upward.number_named(Organisation, upward.ORGANISATION_ACTIVITY)),
            number("pilots", upward.number_named(Organisation, upward.ORGANISATION_PILOT)),
            *address(base),
        )
    )
