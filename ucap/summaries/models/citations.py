"""Citations: which place of which document tells of an activity or a pilot."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Func, GeneratedField, IntegerField, Q, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from browse.history import tracked
from browse.natural import NaturalKeyed
from browse.search import searchable, words_index
from pilots.models import Activity, Outcome, PilotProject
from ucap.summaries.models.summaries import Summary

POSITION = r"^[1-9][0-9]{0,2}(\.[1-9][0-9]{0,2})*$"


def place_in_order() -> GeneratedField:
    """A stored column that sorts positions as numbers: 2, 4, 4.1, 10."""
    return GeneratedField(
        expression=Cast(
            Func(F("position"), Value("."), function="string_to_array"),
            ArrayField(IntegerField()),
        ),
        output_field=ArrayField(IntegerField()),
        db_persist=True,
        editable=False,
    )


class Citation(NaturalKeyed):
    """One place of one document that tells of a record.

    Entries are numbered from 1 through the activities and, anew, through the
    results of a document, headings not counted; a sub-point is `4.1`.
    """

    summary: models.ForeignKey
    position = models.CharField(
        _("position"),
        max_length=12,
        validators=[RegexValidator(POSITION, _("Write the position like 4 or 4.1."))],
        help_text=_("Number of the entry in its part of the document; a sub-point is 4.1."),
    )
    heading = models.CharField(
        _("heading"), max_length=200, blank=True, help_text=_("The heading it stands under.")
    )
    dates_told = models.CharField(_("dates as told"), max_length=100, blank=True)
    unnamed_groups = models.CharField(
        _("unnamed groups"),
        max_length=300,
        blank=True,
        help_text=_("Those it speaks of without a name: “other Chinese cities”."),
    )
    difference = models.TextField(
        _("told differently"),
        blank=True,
        help_text=_("What this document says that others do not, or leaves out."),
    )

    words = searchable(C=["heading", "unnamed_groups", "difference"], D=["dates_told"])

    SECTION: ClassVar[str]

    class Meta:
        abstract = True
        indexes = [words_index("%(class)s")]
        constraints = [
            models.CheckConstraint(
                name="%(class)s_position_is_numbers",
                condition=Q(position__regex=POSITION),
                violation_error_message=_("Write the position like 4 or 4.1."),
            )
        ]

    @property
    def anchor(self) -> str:
        """The fragment under which the entry stands on its summary's page: `results-4-1`."""
        return f"{self.SECTION}-{self.position.replace('.', '-')}"

    @property
    def is_sub_point(self) -> bool:
        """Whether the entry stands under another one, as 4.1 under 4."""
        return "." in self.position

    @property
    def address(self) -> str:
        """The entry's place on its summary's page."""
        return f"{self.summary.get_absolute_url()}#{self.anchor}"


@tracked(part_of="summary")
class ActivityCitation(Citation):
    """A place among the activities of a document."""

    NATURAL_KEY = ("summary__slug", "position", "activity__slug")
    SECTION = "activities"

    summary = models.ForeignKey(
        Summary, models.CASCADE, related_name="activity_citations", verbose_name=_("summary")
    )
    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="citations", verbose_name=_("activity")
    )
    outcomes = models.ManyToManyField(
        Outcome,
        related_name="citations",
        verbose_name=_("outcomes told here"),
        blank=True,
        help_text=_("What the activity led to, as far as this very place says so."),
    )
    place = place_in_order()

    class Meta(Citation.Meta):
        ordering = ["summary", "place", "pk"]
        verbose_name = _("citation of an activity")
        verbose_name_plural = _("citations of activities")
        constraints = [
            *Citation.Meta.constraints,
            models.UniqueConstraint(
                fields=["summary", "position", "activity"], name="activitycitation_once"
            ),
        ]

    def __str__(self) -> str:
        return _("%(summary)s, activities %(position)s") % {
            "summary": self.summary.short_title,
            "position": self.position,
        }


@tracked(part_of="summary")
class PilotCitation(Citation):
    """A place among the expected results of a document."""

    NATURAL_KEY = ("summary__slug", "position", "pilot__slug")
    SECTION = "results"

    summary = models.ForeignKey(
        Summary, models.CASCADE, related_name="pilot_citations", verbose_name=_("summary")
    )
    pilot = models.ForeignKey(
        PilotProject, models.CASCADE, related_name="citations", verbose_name=_("pilot")
    )
    place = place_in_order()

    class Meta(Citation.Meta):
        ordering = ["summary", "place", "pk"]
        verbose_name = _("citation of a pilot")
        verbose_name_plural = _("citations of pilots")
        constraints = [
            *Citation.Meta.constraints,
            models.UniqueConstraint(
                fields=["summary", "position", "pilot"], name="pilotcitation_once"
            ),
        ]

    def __str__(self) -> str:
        return _("%(summary)s, results %(position)s") % {
            "summary": self.summary.short_title,
            "position": self.position,
        }


@tracked(part_of="activitycitation")
class CitationOutcome(ActivityCitation.outcomes.through):  # type: ignore[name-defined]
    """An outcome told in a place: the same table as `ActivityCitation.outcomes`, in history."""

    class Meta:
        proxy = True
        verbose_name = _("outcome told in a place")
        verbose_name_plural = _("outcomes told in places")
