"""Addresses of the bulk data."""

from django.urls import path

from ucap.api.bulk.views import DataView, archive_file, catalog_file, datapackage

urlpatterns = [
    path("data/", DataView.as_view(), name="data"),
    path("data/u-cap.zip", archive_file, name="archive"),
    path("data/datapackage.json", datapackage, name="datapackage"),
    path("data/catalog.jsonld", catalog_file, name="catalog"),
]
