"""What Django admin gives without a line of ours: for comparing how much there is to do.

A second admin site, with a `ModelAdmin` for each kind of record and a default
inline for each kind of row that belongs to it. It stands below `/admin/`, to which
the cookies of a session are sent and to no other page. Its pages are made from Django's
own templates: ours in `templates/admin` lead to rooms that it has not.
"""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.template.backends.django import DjangoTemplates
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
templates = DjangoTemplates(
    {"NAME": "plain", "DIRS": [], "APP_DIRS": True, "OPTIONS": settings.TEMPLATES[0]["OPTIONS"]}
)
pages = {
    f"{page}_template": templates.get_template(f"admin/{page}.html")
    for page in ("change_list", "change_form")
}

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
    options = {"inlines": [inline(row) for row in rows], **pages}
    site.register(model, type(f"Plain{model.__name__}", (admin.ModelAdmin,), options))

urlpatterns = [path("admin/plain/", site.urls), *ours]
