"""Addresses of the room."""

from django.urls import path

from browse.limits.middleware import limited
from ucap.api.briefing.views import ListBriefing, ListInWord, RecordBriefing, RecordInWord

urlpatterns = [
    path(
        "briefing/<slug:name>/", limited("downloads", ListBriefing.as_view()), name="briefing-list"
    ),
    path(
        "briefing/<slug:name>/<slug:slug>/",
        limited("downloads", RecordBriefing.as_view()),
        name="briefing",
    ),
    path("<slug:name>.docx", limited("downloads", ListInWord.as_view()), name="docx-list"),
    path("<slug:name>/<slug:slug>.docx", limited("downloads", RecordInWord.as_view()), name="docx"),
]
