"""Editorial notes: what is odd in a document, and how the portal deals with it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from browse.history import tracked
from browse.natural import NaturalKeyed, NaturalKeyQuerySet
from browse.search import searchable, words_index
from browse.text import folded
from cities.upward import published
from pilots.models import Activity, PilotProject
from ucap.summaries.models.citations import ActivityCitation, PilotCitation
from ucap.summaries.models.summaries import Summary


class Part(models.TextChoices):
    """The part of a summary that a note is about."""

    CITIES = "cities", _("Cities")
    PROVINCE = "province", _("Province, State, Department")
    COUNTRY = "country", _("Country")
    POPULATION = "population", _("Population")
    SIZE = "size", _("Size")
    PERIOD = "period", _("Period of cooperation")
    THEMES = "themes", _("Cooperation themes")
    TERMS = "terms", _("SDGs and Urban Agenda topics")
    FOCUS = "focus", _("Key focus")
    CHALLENGES = "challenges", _("Key challenges")
    OBJECTIVES = "objectives", _("Main objectives")
    ACTIVITIES = "activities", _("Activities")
    RESULTS = "results", _("Results")
    CONTACT = "contact", _("Contact")


class NoteQuerySet(NaturalKeyQuerySet):
    """Notes as pages need them."""

    def about_published(self):
        """Those on published summaries, and on citations of published records only."""
        return self.filter(
            Q(activity_citation__isnull=True)
            | published("activity_citation__activity") & published("activity_citation__summary"),
            Q(pilot_citation__isnull=True)
            | published("pilot_citation__pilot") & published("pilot_citation__summary"),
            published("summary"),
        )

    def for_rows(self):
        """With all that a row of a list shows, in the same query."""
        return self.select_related(
            "summary",
            "activity_citation__activity",
            "activity_citation__summary",
            "pilot_citation__pilot",
            "pilot_citation__summary",
        )


@tracked(part_of="summary")
class EditorialNote(NaturalKeyed):
    """A slip or an oddity in a document: shown as a note, never silently repaired."""

    slug = models.SlugField(_("address"), max_length=120, unique=True)
    summary = models.ForeignKey(
        Summary, models.CASCADE, related_name="notes", verbose_name=_("summary")
    )
    part = models.CharField(_("part of the summary"), max_length=20, choices=Part)
    activity_citation = models.ForeignKey(
        ActivityCitation,
        models.CASCADE,
        related_name="notes",
        verbose_name=_("citation of an activity"),
        null=True,
        blank=True,
    )
    pilot_citation = models.ForeignKey(
        PilotCitation,
        models.CASCADE,
        related_name="notes",
        verbose_name=_("citation of a pilot"),
        null=True,
        blank=True,
    )
    oddity = models.TextField(_("what is odd"))
    resolution = models.TextField(
        _("how it is resolved"), blank=True, help_text=_("Leave empty while it is open.")
    )
    source = models.CharField(
        _("source"),
        max_length=300,
        blank=True,
        help_text=_("Where the resolution comes from, if not from the document."),
    )

    search_text = folded("oddity", "resolution", "source")
    words = searchable(C=["oddity", "resolution"], D=["source"])

    objects = NoteQuerySet.as_manager()

    class Meta:
        ordering = ["summary", "part", "slug"]
        verbose_name = _("editorial note")
        verbose_name_plural = _("editorial notes")
        indexes = [words_index("editorialnote")]
        constraints = [
            models.CheckConstraint(
                name="editorialnote_about_one_citation_at_most",
                condition=Q(activity_citation__isnull=True) | Q(pilot_citation__isnull=True),
                violation_error_message=_("A note is about one citation at most."),
            )
        ]

    def __str__(self) -> str:
        return self.oddity

    def clean(self) -> None:
        """A note on a citation is a note on the summary that the citation is in."""
        if self.citation and self.citation.summary_id != self.summary_id:
            raise ValidationError(_("The citation is in another summary than the note."))

    @property
    def citation(self) -> ActivityCitation | PilotCitation | None:
        """The citation that the note is about, if it is about one."""
        return self.activity_citation or self.pilot_citation

    @property
    def record(self) -> Activity | PilotProject | None:
        """The activity or pilot that the note is about, if it is about one."""
        if self.activity_citation:
            return self.activity_citation.activity
        return self.pilot_citation.pilot if self.pilot_citation else None
