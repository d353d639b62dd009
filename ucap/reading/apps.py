"""The place of reading in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReadingConfig(AppConfig):
    """Documents in, drafts out."""

    name = "ucap.reading"
    label = "reading"
    verbose_name = _("Reading")
    default = True

    def ready(self) -> None:
        """Note when the draft of a reading is saved; the receiver connects with the import."""
        from ucap.reading import finishing  # noqa: F401
