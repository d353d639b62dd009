"""Addresses of the room."""

from django.urls import path

from ucap.api.briefing.views import ListBriefing, ListInWord, RecordBriefing, RecordInWord

urlpatterns = [
    path("briefing/<slug:name>/", ListBriefing.as_view(), name="briefing-list"),
    path("briefing/<slug:name>/<slug:slug>/", RecordBriefing.as_view(), name="briefing"),
    path("<slug:name>.docx", ListInWord.as_view(), name="docx-list"),
    path("<slug:name>/<slug:slug>.docx", RecordInWord.as_view(), name="docx"),
]
