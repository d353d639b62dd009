"""Addresses of activities and pilots."""

from django.urls import path

from pilots.views.activities import ActivityListView, ActivityView
from pilots.views.pilots import PilotListView, PilotView

urlpatterns = [
    path("activities/", ActivityListView.as_view(), name="activities"),
    path("activities/<slug:slug>/", ActivityView.as_view(), name="activity"),
    path("pilots/", PilotListView.as_view(), name="pilots"),
    path("pilots/<slug:slug>/", PilotView.as_view(), name="pilot"),
]
