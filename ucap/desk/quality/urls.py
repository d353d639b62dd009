"""Addresses below `/admin/quality/`."""

from django.urls import path

from ucap.desk.quality.documents import DocumentDownload
from ucap.desk.quality.views import QualityPage

urlpatterns = [
    path("", QualityPage.as_view(), name="quality"),
    path("documents/<int:pk>/", DocumentDownload.as_view(), name="quality-document"),
]
