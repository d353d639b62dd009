"""The app's place in Django."""

from django.apps import AppConfig


class SummariesConfig(AppConfig):
    """The documents and their citations."""

    name = "ucap.summaries"
    verbose_name = "Summaries"
