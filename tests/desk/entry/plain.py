"""What Django admin gives without a line of ours: for comparing how much there is to do.

A second admin site, with a `ModelAdmin` for each kind of record and a default
inline for each kind of row that belongs to it.
"""

from typing import Any

from django.contrib import admin
from django.urls import path

from pilots.models import (
    Activity,
    ActivityCity,
    ActivityOrganisation,
    ActivityTheme,
    Outcome,
    PilotCity,
    PilotOrganisation,
    PilotProject,
    PilotTheme,
)
from ucap.summaries.models import (
    ActivityCitation,
    PilotCitation,
    Summary,
    SummaryCity,
    SummarySDG,
    SummarySide,
    SummaryTheme,
    SummaryTopic,
)
from ucap.urls import urlpatterns as ours

site = admin.AdminSite("plain")

RECORDS: dict[Any, list[Any]] = {
    Summary: [SummaryTheme, SummarySDG, SummaryTopic, ActivityCitation, PilotCitation],
    SummarySide: [SummaryCity],
    Activity: [ActivityCity, ActivityOrganisation, ActivityTheme, Outcome],
    PilotProject: [PilotCity, PilotOrganisation, PilotTheme],
}


def inline(row: Any) -> Any:
    """A default inline."""
    return type(f"{row.__name__}Inline", (admin.TabularInline,), {"model": row})


for model, rows in RECORDS.items():
    options = {"inlines": [inline(row) for row in rows]}
    site.register(model, type(f"Plain{model.__name__}", (admin.ModelAdmin,), options))

urlpatterns = [path("plain/", site.urls), *ours]
