"""A document that is read into a draft: the file, how far that is, and what was decided."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ucap.summaries.models import DocumentKind, Summary


class State(models.TextChoices):
    """How far a reading is."""

    WAITING = "waiting", _("Waits to be read")
    READING = "reading", _("Is being read")
    READ = "read", _("Waits for a decision")
    REFUSED = "refused", _("Cannot be read")
    FINISHING = "finishing", _("To be finished by hand")
    DONE = "done", _("Done")


OPEN = (State.READ, State.FINISHING)
"""What waits for an editor."""


class ReadingQuerySet(models.QuerySet):
    """Readings, as the desk needs them."""

    def open(self) -> "ReadingQuerySet":
        """Those that wait for an editor."""
        return self.filter(state__in=OPEN)


class Reading(models.Model):
    """One document on its way to a draft: data of the desk, which no public page shows.

    The file is kept by the storage of original documents under its checksum, as that of a
    summary is. `understood` is what `ucap.reading.stored` writes, None before it is read;
    `decisions` are {item: {"choice": …, "text": …}}. `summary` is what came of it.
    """

    document_name = models.CharField(_("file name"), max_length=200)
    document_sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64)
    document_kind = models.CharField(_("format"), max_length=10, choices=DocumentKind)
    document_size = models.PositiveIntegerField(_("size in bytes"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        related_name="+",
        verbose_name=_("by"),
        null=True,
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.WAITING)
    since = models.DateTimeField(_("since"), default=timezone.now)
    page = models.PositiveIntegerField(_("page"), default=0)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    message = models.TextField(_("message"), blank=True)
    understood = models.JSONField(_("understood"), null=True, blank=True)
    decisions = models.JSONField(_("decisions"), default=dict, blank=True)
    summary = models.ForeignKey(
        Summary,
        models.SET_NULL,
        related_name="+",
        verbose_name=_("summary"),
        null=True,
        blank=True,
    )

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        default_permissions = ()  # reading is for those who may add a summary
        indexes = [
            models.Index(fields=["-uploaded_at"], name="reading_latest_first"),
            models.Index(fields=["document_sha256"], name="reading_by_file"),
            models.Index(fields=["state"], name="reading_by_state"),
        ]
        constraints = [
            models.CheckConstraint(
                name="reading_checksum_is_sha256",
                condition=Q(document_sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("A SHA-256 checksum has 64 digits or letters a to f."),
            ),
            models.CheckConstraint(
                name="reading_is_understood_when_read",
                condition=Q(understood__isnull=False)
                | Q(state__in=[State.WAITING, State.READING, State.REFUSED]),
                violation_error_message=_("What has been read has been understood."),
            ),
        ]

    def __str__(self) -> str:
        return self.document_name

    def get_absolute_url(self) -> str:
        """The page on which an editor decides."""
        return reverse("admin:reading", args=[self.pk])

    @property
    def document_is_kept(self) -> bool:
        """Yes: without its file there is no reading."""
        return True

    @property
    def is_open(self) -> bool:
        """Whether it waits for an editor."""
        return self.state in OPEN

    @property
    def is_under_way(self) -> bool:
        """Whether it waits for a process, or one is at work on it."""
        return self.state in (State.WAITING, State.READING)

    def move(self, state: State, **values: Any) -> None:
        """Come into a state, now, and set these fields with it. One query, even if it is gone."""
        values |= {"state": state, "since": timezone.now()}
        for name, value in values.items():
            setattr(self, name, value)
        Reading.objects.filter(pk=self.pk).update(**values)
