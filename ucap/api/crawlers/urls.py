"""Addresses of the room."""

from django.contrib.sitemaps import views
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.http import require_safe

from ucap.api.crawlers.robots import robots
from ucap.api.crawlers.security import security
from ucap.api.crawlers.sitemaps import SITEMAPS

urlpatterns: list[URLPattern | URLResolver] = [
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security, name="security"),
    path(
        "sitemap.xml",
        require_safe(views.index),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "api:sitemap"},
        name="sitemaps",
    ),
    path(
        "sitemap-<slug:section>.xml",
        require_safe(views.sitemap),
        {"sitemaps": SITEMAPS},
        name="sitemap",
    ),
]
