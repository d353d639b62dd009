"""The documents, what they print, what they tell of, and where they slip."""

from ucap.summaries.models.citations import ActivityCitation, PilotCitation
from ucap.summaries.models.ledger import SeedEntry
from ucap.summaries.models.notes import EditorialNote, Part
from ucap.summaries.models.summaries import (
    DocumentKind,
    Summary,
    SummaryCity,
    SummaryKind,
    SummarySide,
)
from ucap.summaries.models.terms import SummarySDG, SummaryTheme, SummaryTopic

__all__ = [
    "ActivityCitation",
    "DocumentKind",
    "EditorialNote",
    "Part",
    "PilotCitation",
    "SeedEntry",
    "Summary",
    "SummaryCity",
    "SummaryKind",
    "SummarySDG",
    "SummarySide",
    "SummaryTheme",
    "SummaryTopic",
]
