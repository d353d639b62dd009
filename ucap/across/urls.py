"""Addresses of the pages over several kinds of thing."""

from django.urls import path

from browse.limits.middleware import limited
from ucap.across.abbreviations import AbbreviationsView
from ucap.across.about import AboutView
from ucap.across.accessibility import AccessibilityView
from ucap.across.compare.views import CompareView
from ucap.across.health import healthz, readyz
from ucap.across.home import HomeView
from ucap.across.map.views import MapView
from ucap.across.matrix.views import MatrixView
from ucap.across.search.suggestions import suggestions
from ucap.across.search.views import SearchView
from ucap.across.timeline.views import TimelineView

urlpatterns = [
    path("", HomeView.as_view(), name="home"),
    path("abbreviations/", AbbreviationsView.as_view(), name="abbreviations"),
    path("about/", AboutView.as_view(), name="about"),
    path("accessibility/", AccessibilityView.as_view(), name="accessibility"),
    path("map/", MapView.as_view(), name="map"),
    path("matrix/", MatrixView.as_view(), name="matrix"),
    path("compare/", CompareView.as_view(), name="compare"),
    path("timeline/", TimelineView.as_view(), name="timeline"),
    path("search/", limited("search", SearchView.as_view()), name="search"),
    path("search/suggest/", limited("search", suggestions), name="suggest"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
