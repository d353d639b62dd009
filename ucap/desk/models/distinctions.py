"""Pairs of records that look alike and are not the same."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from browse.history import tracked


class DistinctionQuerySet(models.QuerySet["Distinction"]):
    """Distinctions, by the two records that they are about."""

    def between(self, kind: str, one: int, other: int):
        """What is remembered of two records of a kind, in whichever order they are given."""
        return self.filter(kind=kind, low=min(one, other), high=max(one, other))

    def hand_on(self, kind: str, gone: int, kept: int) -> None:
        """What was said of `gone` holds of `kept`, into which it has been merged.

        A query or two for each distinction of `gone`.
        """
        for told in self.filter(Q(low=gone) | Q(high=gone), kind=kind):
            other = told.high if told.low == gone else told.low
            if other == kept or self.between(kind, kept, other).exists():
                told.delete()
            else:
                told.low, told.high = sorted((kept, other))
                told.save()


@tracked
class Distinction(models.Model):
    """Two records of a kind that somebody has found not to be the same, and why.

    `kind` is a name in `ucap.desk.merge.kinds`; `low` and `high` are the
    primary keys of the two, the lower one first, so that a pair stands once.
    """

    kind = models.CharField(_("kind"), max_length=20)
    low = models.BigIntegerField(_("one record"))
    high = models.BigIntegerField(_("other record"))
    reason = models.TextField(_("reason"), help_text=_("How the two differ."))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        verbose_name=_("said by"),
        null=True,
        blank=True,
    )
    at = models.DateTimeField(_("said at"), auto_now_add=True)

    objects = DistinctionQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("distinction")
        verbose_name_plural = _("distinctions")
        constraints = [
            models.UniqueConstraint(fields=["kind", "low", "high"], name="distinction_once"),
            models.CheckConstraint(
                name="distinction_in_order",
                condition=Q(low__lt=F("high")),
                violation_error_message=_("A record is not distinguished from itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.reason
