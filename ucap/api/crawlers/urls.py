"""Addresses of the room."""

from django.contrib.sitemaps import views
from django.urls import URLPattern, URLResolver, path

from ucap.api.crawlers.robots import robots
from ucap.api.crawlers.sitemaps import SITEMAPS

urlpatterns: list[URLPattern | URLResolver] = [
    path("robots.txt", robots, name="robots"),
    path(
        "sitemap.xml",
        views.index,
        {"sitemaps": SITEMAPS, "sitemap_url_name": "api:sitemap"},
        name="sitemaps",
    ),
    path("sitemap-<slug:section>.xml", views.sitemap, {"sitemaps": SITEMAPS}, name="sitemap"),
]
