"""Addresses of the pages about doubles, below `/admin/merge/`."""

from django.urls import path

from ucap.desk.merge import views

PAIR = "merge/<str:kind>/<int:left>/<int:right>/"

urlpatterns = [
    path("merge/", views.DoublesPage.as_view(), name="merge-doubles"),
    path("merge/distinct/", views.DistinctionsPage.as_view(), name="merge-distinct"),
    path(
        "merge/distinct/<int:pk>/revoke/", views.RevokePage.as_view(), name="merge-distinct-revoke"
    ),
    path(PAIR, views.ComparePage.as_view(), name="merge-compare"),
    path(f"{PAIR}distinct/", views.DistinguishPage.as_view(), name="merge-distinguish"),
]
