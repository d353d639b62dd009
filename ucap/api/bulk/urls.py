"""Addresses of the bulk data."""

from django.urls import path

from browse.finished.middleware import made_apart
from ucap.api.bulk.views import DataView, archive_file, catalog_file, datapackage

urlpatterns = [
    path("data/", made_apart(DataView.as_view()), name="data"),
    path("data/u-cap.zip", made_apart(archive_file), name="archive"),
    path("data/datapackage.json", made_apart(datapackage), name="datapackage"),
    path("data/catalog.jsonld", made_apart(catalog_file), name="catalog"),
]
