"""Addresses of summaries."""

from django.urls import path

from browse.finished.middleware import made_apart
from ucap.summaries.views.documents import DocumentView
from ucap.summaries.views.notes import NoteListView
from ucap.summaries.views.summaries import SummaryListView, SummaryView

urlpatterns = [
    path("notes/", NoteListView.as_view(), name="notes"),
    path("summaries/", SummaryListView.as_view(), name="summaries"),
    path("summaries/<slug:slug>/", SummaryView.as_view(), name="summary"),
    path("summaries/<slug:slug>/changes/", SummaryView.changes(), name="summary-changes"),
    path(
        "summaries/<slug:slug>/document/", made_apart(DocumentView.as_view()), name="document"
    ),  # it has a mark of its own: the file's checksum
]
