"""The ledger of what seeding has loaded, so that nothing an editor did is undone."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class SeedEntry(models.Model):
    """One record of the fixtures: where it went, and with which values.

    `key` is the record's natural key in the fixtures, `object_id` the record
    it became, `loaded` the field values as they were stored then.
    """

    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name=_("kind"))
    key = models.JSONField(_("natural key"))
    object_id = models.BigIntegerField(_("record"))
    loaded = models.JSONField(_("values loaded"))
    loaded_at = models.DateTimeField(_("loaded at"), auto_now=True)

    class Meta:
        ordering = ["content_type", "pk"]
        verbose_name = _("seed ledger entry")
        verbose_name_plural = _("seed ledger")
        constraints = [
            models.UniqueConstraint(fields=["content_type", "key"], name="seedentry_key_once")
        ]

    def __str__(self) -> str:
        return f"{self.content_type.model}: {', '.join(map(str, self.key))}"
