"""What stands in the columns of each list."""

from collections.abc import Callable

from browse.export.tables import Table
from ucap.api.downloads.tables.documents import notes, summaries
from ucap.api.downloads.tables.happenings import activities, pilots
from ucap.api.downloads.tables.places import cities, organisations
from ucap.api.downloads.tables.vocabularies import sdgs, themes, topics

TABLES: dict[str, Callable[[str], Table]] = {
    "summaries": summaries,
    "activities": activities,
    "pilots": pilots,
    "cities": cities,
    "organisations": organisations,
    "themes": themes,
    "sdgs": sdgs,
    "urban-agenda": topics,
    "notes": notes,
}
"""The table of each list by its name, made for the full address of the list."""
