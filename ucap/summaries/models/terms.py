"""Themes, SDGs and topics of a summary, each with its label as printed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from browse.history import tracked
from browse.natural import NaturalKeyed
from browse.search import searchable, words_index
from browse.text import folded
from cities.models import SDG, Theme, UrbanAgendaTopic
from ucap.summaries.models.summaries import Summary


class TermLink(NaturalKeyed):
    """A term in a document. A label may be printed twice, so only its position is unique."""

    NATURAL_KEY = ("summary__slug", "position")

    position = models.PositiveSmallIntegerField(_("position"))
    label_printed = models.CharField(_("label as printed"), max_length=300)
    words = searchable(B=["label_printed"])

    class Meta:
        abstract = True
        ordering = ["summary", "position"]
        indexes = [words_index("%(class)s")]
        constraints = [
            models.UniqueConstraint(fields=["summary", "position"], name="%(class)s_position_once")
        ]

    def __str__(self) -> str:
        return self.label_printed


@tracked(part_of="summary")
class SummaryTheme(TermLink):
    """A theme of a summary, with what the document says under it."""

    summary = models.ForeignKey(
        Summary, models.CASCADE, related_name="theme_links", verbose_name=_("summary")
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, related_name="summary_links", verbose_name=_("theme")
    )
    description = models.TextField(_("description"), blank=True)
    focus = models.TextField(_("focus"), blank=True)
    challenges = models.TextField(_("challenges"), blank=True)
    search_text = folded("label_printed", "description", "focus", "challenges")
    words = searchable(B=["label_printed"], C=["description", "focus", "challenges"])

    class Meta(TermLink.Meta):
        verbose_name = _("theme of a summary")
        verbose_name_plural = _("themes of summaries")


@tracked(part_of="summary")
class SummarySDG(TermLink):
    """An SDG of a summary."""

    summary = models.ForeignKey(
        Summary, models.CASCADE, related_name="sdg_links", verbose_name=_("summary")
    )
    sdg = models.ForeignKey(
        SDG, models.PROTECT, related_name="summary_links", verbose_name=_("SDG")
    )

    class Meta(TermLink.Meta):
        verbose_name = _("SDG of a summary")
        verbose_name_plural = _("SDGs of summaries")


@tracked(part_of="summary")
class SummaryTopic(TermLink):
    """An EU Urban Agenda topic of a summary."""

    summary = models.ForeignKey(
        Summary, models.CASCADE, related_name="topic_links", verbose_name=_("summary")
    )
    topic = models.ForeignKey(
        UrbanAgendaTopic, models.PROTECT, related_name="summary_links", verbose_name=_("topic")
    )

    class Meta(TermLink.Meta):
        verbose_name = _("EU Urban Agenda topic of a summary")
        verbose_name_plural = _("EU Urban Agenda topics of summaries")
