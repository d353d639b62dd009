"""Every public address of the portal."""

from cities.models import SDG, City, Organisation, Theme, UrbanAgendaTopic
from pilots.models import Activity, PilotProject
from ucap.summaries.models import Summary

LISTS = ("summaries", "activities", "pilots", "cities", "organisations")
TERMS = ("themes", "sdgs", "urban-agenda")
PAGES = (
    "/",
    "/about/",
    "/accessibility/",
    "/notes/",
    "/map/",
    "/timeline/",
    "/matrix/",
    "/compare/",
    "/data/",
    "/data/api/",
    "/search/",
    *(f"/{name}/" for name in (*LISTS, *TERMS)),
)
FILES = (
    *(f"/{name}.{kind}" for name in (*LISTS, *TERMS, "notes") for kind in ("csv", "xlsx")),
    *(f"/{name}.csv?rows={row}" for name in LISTS for row in ("city", "organisation", "theme")),
    *(f"/summaries.csv?rows={row}" for row in ("sdg", "topic")),
    *(f"/api/v1/{name}/?page_size=100&facets=1" for name in (*LISTS, *TERMS)),
    *(f"/{name}.docx" for name in (*LISTS, *TERMS)),
    *(f"/briefing/{name}/" for name in (*LISTS, *TERMS)),
    "/api/v1/schema/",
    "/data/catalog.jsonld",
    "/data/datapackage.json",
    "/data/u-cap.zip",
    "/activities.ics",
    *(f"/{name}.atom" for name in ("activities", "pilots", "summaries")),
)
"""Every list in every form that is no page of the site, and everything in one file."""
CRAWLED = (
    "/robots.txt",
    "/sitemap.xml",
    *(f"/sitemap-{name}.xml" for name in ("pages", *LISTS, *TERMS)),
)
"""What crawlers ask for."""
RECORDS = {
    "summaries": (Summary, "slug"),
    "activities": (Activity, "slug"),
    "pilots": (PilotProject, "slug"),
    "cities": (City, "slug"),
    "organisations": (Organisation, "slug"),
    "themes": (Theme, "slug"),
    "sdgs": (SDG, "number"),
    "urban-agenda": (UrbanAgendaTopic, "slug"),
}


def changes() -> list[str]:
    """The address of what has changed about each record, whether or not the public sees it."""
    return [f"{url}changes/" for url in records()]


def forms(url: str) -> list[str]:
    """The record at `url` in every form that is no page of the site."""
    return [f"/api/v1{url}", f"/briefing{url}", f"{url.rstrip('/')}.docx"]


def records() -> list[str]:
    """The address of every record there is, whether or not the public sees it."""
    return [
        f"/{name}/{value}/"
        for name, (model, key) in RECORDS.items()
        for value in model._default_manager.values_list(key, flat=True)
    ]
