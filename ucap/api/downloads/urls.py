"""Addresses of lists as files."""

from django.urls import path

from browse.limits.middleware import limited
from ucap.api.downloads.feeds import FEEDS
from ucap.api.downloads.views import (
    CalendarDownload,
    CSVDownload,
    FeedDownload,
    XLSXDownload,
)
from ucap.api.listings import LISTINGS

urlpatterns = [
    path("<any_list:listing>.csv", limited("downloads", CSVDownload.as_view()), name="csv"),
    path("<any_list:listing>.xlsx", limited("downloads", XLSXDownload.as_view()), name="xlsx"),
    path(
        "activities.ics",
        limited("downloads", CalendarDownload.as_view()),
        {"listing": LISTINGS["activities"]},
        name="calendar",
    ),
    *(
        path(
            f"{name}.atom",
            limited("downloads", FeedDownload.as_view()),
            {"listing": LISTINGS[name]},
            name=f"{name}-feed",
        )
        for name in FEEDS
    ),
]
