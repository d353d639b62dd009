"""The app's place in Django."""

from django.apps import AppConfig


class CitiesConfig(AppConfig):
    """Who, where and about what."""

    name = "cities"
    verbose_name = "Cities and vocabularies"
