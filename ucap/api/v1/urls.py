"""Addresses of the machine interface."""

from django.urls import path
from drf_spectacular.views import SpectacularJSONAPIView

from browse.limits.middleware import limited
from ucap.api.listings import LISTINGS
from ucap.api.v1.records import KINDS
from ucap.api.v1.views import ListView, RecordView, RootView

urlpatterns = [
    path("", RootView.as_view(), name="v1"),
    path("schema/", SpectacularJSONAPIView.as_view(), name="v1-schema"),
    *(
        path(
            f"{name}/", limited("api", ListView.as_view(listing=LISTINGS[name])), name=f"v1-{name}"
        )
        for name in KINDS
    ),
    *(
        path(
            f"{name}/<str:slug>/",
            limited("api", RecordView.as_view(listing=LISTINGS[name])),
            name=f"v1-{name}-record",
        )
        for name in KINDS
    ),
]
