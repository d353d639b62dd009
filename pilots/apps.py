"""The app's place in Django."""

from django.apps import AppConfig


class PilotsConfig(AppConfig):
    """What takes place and what is proposed."""

    name = "pilots"
    verbose_name = "Activities and pilots"
