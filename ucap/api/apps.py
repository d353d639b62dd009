"""The room's place in Django."""

from django.apps import AppConfig
from django.core import checks
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    """Open data in the forms that others understand. It has no tables of its own."""

    name = "ucap.api"
    label = "api"
    verbose_name = _("Open data")

    def ready(self) -> None:
        """Let `check --deploy` look at what only this room knows."""
        from ucap.api.crawlers.security import check_until

        checks.register(check_until, checks.Tags.security, deploy=True)
