"""The way of a summary from draft to published, and back."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from browse.publishing import Status
from ucap.summaries.models import Summary


class StepQuerySet(models.QuerySet):
    """Steps, as pages show them."""

    def latest_first(self, summary: Any):
        """Those of `summary`, the latest first."""
        return self.filter(summary=summary).order_by("-at", "-pk")


class Step(models.Model):
    """One change of a summary's status: by whom, when and why. Written once, never changed.

    `name` keeps what the person was called then, should the account go.
    """

    summary = models.ForeignKey(
        Summary, models.CASCADE, related_name="+", verbose_name=_("summary")
    )
    before = models.CharField(_("from"), max_length=20, choices=Status)
    after = models.CharField(_("to"), max_length=20, choices=Status)
    reason = models.TextField(_("reason"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        verbose_name=_("by"),
        null=True,
    )
    name = models.CharField(_("name"), max_length=300)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("step of a summary")
        verbose_name_plural = _("steps of summaries")
        indexes = [models.Index(fields=["summary", "-at"], name="step_latest_first")]
        constraints = [
            models.CheckConstraint(
                name="step_leads_elsewhere",
                condition=~models.Q(before=models.F("after")),
                violation_error_message=_("A step leads from one status to another one."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.summary}: {self.get_before_display()} → {self.get_after_display()}"
