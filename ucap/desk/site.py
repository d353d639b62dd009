"""The admin site of the portal."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.utils.translation import gettext_lazy as _


class DeskSite(admin.AdminSite):
    """Django admin as the editing desk; registered models and addresses are Django's own."""

    site_header = _("Editing desk")
    site_title = _("Editing desk")
    index_title = _("What there is to do")

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """The addresses of the rooms of the desk before Django's own."""
        return [
            path("quality/", include("ucap.desk.quality.urls")),
            *super().get_urls(),
        ]
