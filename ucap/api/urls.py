"""Addresses of everything that is made for programs."""

from django.urls import include, path, register_converter

from ucap.api.addresses import EveryListConverter, ListingConverter
from ucap.api.v1.views import ReferenceView

register_converter(ListingConverter, "listing")
register_converter(EveryListConverter, "any_list")

app_name = "api"
"""By which the preview of drafts knows what it never shows."""

urlpatterns = [
    path("", include("ucap.api.downloads.urls")),
    path("", include("ucap.api.briefing.urls")),
    path("", include("ucap.api.bulk.urls")),
    path("", include("ucap.api.crawlers.urls")),
    path("api/v1/", include("ucap.api.v1.urls")),
    path("data/api/", ReferenceView.as_view(), name="reference"),
]
