"""Addresses of activities and pilots."""

from django.urls import path

from pilots.views.activities import ActivityListView, ActivityView
from pilots.views.pilots import PilotListView, PilotView

urlpatterns = [
    path("activities/", ActivityListView.as_view(), name="activities"),
    path("activities/<slug:slug>/", ActivityView.as_view(), name="activity"),
    path("activities/<slug:slug>/changes/", ActivityView.changes(), name="activity-changes"),
    path("pilots/", PilotListView.as_view(), name="pilots"),
    path("pilots/<slug:slug>/", PilotView.as_view(), name="pilot"),
    path("pilots/<slug:slug>/changes/", PilotView.changes(), name="pilot-changes"),
]
