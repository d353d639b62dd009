"""Themes, SDGs and topics as tables."""

from django.db.models import Model

from browse.export.tables import Column, Table
from cities import upward
from cities.models import SDG, Theme, UrbanAgendaTopic
from ucap.api.downloads.cells import address, called, names, number, text


def themes(base: str) -> Table:
    """The table of themes."""
    return Table(
        columns=(
            called("name"),
            names("other_names"),
            text("description"),
            number("summaries", upward.number_named(Theme, upward.THEME_SUMMARY)),
            number("activities", upward.number_named(Theme, upward.THEME_ACTIVITY)),
            number("pilots", upward.number_named(Theme, upward.THEME_PILOT)),
            *address(base),
        )
    )


def sdgs(base: str) -> Table:
    """The table of Sustainable Development Goals."""
    return Table(columns=(called(), *_counts(SDG), *address(base, "number")))


def topics(base: str) -> Table:
    """The table of topics of the EU Urban Agenda."""
    return Table(columns=(called("name"), *_counts(UrbanAgendaTopic), *address(base)))


def _counts(model: type[Model]) -> list[Column]:
    """How many records a goal or topic stands for, as its list says."""
    summary = upward.TERM_SUMMARY
    return [
        number("summaries", upward.number_named(model, summary)),
        number("activities", upward.number_told(model, summary, upward.SUMMARY_ACTIVITY)),
        number("pilots", upward.number_told(model, summary, upward.SUMMARY_PILOT)),
    ]
