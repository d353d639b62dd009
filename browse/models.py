"""The tables of the ground floor: where records stood before, and that something has changed."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContentChange(models.Model):
    """A statement that changed something; `browse.finished.content` says what for."""

    token = models.BigIntegerField()

    class Meta:
        verbose_name = _("change of the content")
        verbose_name_plural = _("changes of the content")

    def __str__(self) -> str:
        return str(self.pk)


class FormerSlugQuerySet(models.QuerySet):
    """Former slugs, looked up and handed on."""

    def holder(self, model: type[models.Model], slug: str) -> int | None:
        """The primary key of the record of `model` that had `slug` last, or None. One query."""
        return self.holders(model, [slug]).get(slug)

    def record(self, among: models.QuerySet, slug: str) -> Any:
        """The record of `among` that had `slug` last, or None. A query, two where there is one."""
        pk = self.holder(among.model, slug)
        return among.filter(pk=pk).first() if pk else None

    def holders(self, model: type[models.Model], slugs: Iterable[str]) -> dict[str, int]:
        """{slug: primary key of the record of `model` that had it last}. One query."""
        held = self.filter(kind=model._meta.db_table, slug__in=slugs)
        return dict(held.values_list("slug", "record"))


class FormerSlug(models.Model):
    """A slug that a record had before; whoever asks for it is sent to where the record is now.

    Written by a trigger of each model with addresses (`keeps_old_address`),
    and by merging, which hands the slugs of one record on to another. A slug
    in use again belongs to the record that uses it.
    """

    kind = models.CharField(_("table"), max_length=63)
    slug = models.SlugField(_("address"), max_length=120, db_index=False)
    record = models.BigIntegerField(_("record"))
    left_at = models.DateTimeField(_("left at"), auto_now=True)

    objects = FormerSlugQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "slug"]
        verbose_name = _("former address")
        verbose_name_plural = _("former addresses")
        constraints = [models.UniqueConstraint(fields=["kind", "slug"], name="formerslug_once")]

    def __str__(self) -> str:
        return self.slug
