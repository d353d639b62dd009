"""Drafts and published records: who may see what."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from browse.natural import NaturalKeyed, NaturalKeyQuerySet


class Status(models.TextChoices):
    """Where a record stands on its way to the public."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class PublishedQuerySet(NaturalKeyQuerySet):
    """Records that have a status."""

    def published(self):
        """Those that the public may see."""
        return self.filter(status=Status.PUBLISHED)


class Publishable(NaturalKeyed):
    """A record that is a draft until an editor publishes it."""

    status = models.CharField(
        _("status"),
        max_length=20,
        choices=Status,
        default=Status.DRAFT,
        help_text=_("Only published records stand on public pages, in counts and in search."),
    )

    objects: Any = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        """Whether the public may see the record."""
        return self.status == Status.PUBLISHED
