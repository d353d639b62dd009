"""The app's place in Django."""

from django.apps import AppConfig


class BrowseConfig(AppConfig):
    """The ground floor: filtering, text and publishing, which know no model above them."""

    name = "browse"
    verbose_name = "Browse"
