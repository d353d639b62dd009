"""The plain list in the place of the portal's; a record's page is the portal's own."""

from django.urls import include, path

from benchmarks.plain.views import PilotListView

urlpatterns = [
    path("pilots/", PilotListView.as_view(), name="pilots"),
    path("", include("ucap.urls")),
]
