"""Addresses of lists as files."""

from django.urls import path

from ucap.api.downloads.feeds import FEEDS
from ucap.api.downloads.views import (
    CalendarDownload,
    CSVDownload,
    FeedDownload,
    XLSXDownload,
)
from ucap.api.listings import LISTINGS

urlpatterns = [
    path("<any_list:listing>.csv", CSVDownload.as_view(), name="csv"),
    path("<any_list:listing>.xlsx", XLSXDownload.as_view(), name="xlsx"),
    path(
        "activities.ics",
        CalendarDownload.as_view(),
        {"listing": LISTINGS["activities"]},
        name="calendar",
    ),
    *(
        path(
            f"{name}.atom",
            FeedDownload.as_view(),
            {"listing": LISTINGS[name]},
            name=f"{name}-feed",
        )
        for name in FEEDS
    ),
]
