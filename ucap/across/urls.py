"""Addresses of the pages over several kinds of thing."""

from django.urls import path

from ucap.across.abbreviations import AbbreviationsView
from ucap.across.about import AboutView
from ucap.across.health import healthz, readyz
from ucap.across.home import HomeView
from ucap.across.search.suggestions import suggestions
from ucap.across.search.views import SearchView

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("abbreviations/", AbbreviationsView.as_view(), name="abbreviations"),
    path("about/", AboutView.as_view(), name="about"),
    path("search/", SearchView.as_view(), name="search"),
    path("search/suggest/", suggestions, name="suggest"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
