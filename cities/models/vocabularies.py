"""What the cooperation is about: themes, SDGs, topics of the EU Urban Agenda."""

from django.db import models
from django.db.models import Q, TextField, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from browse.addresses import keeps_old_address
from browse.history import tracked
from browse.natural import NaturalKeyed, NaturalKeyQuerySet
from browse.search import searchable, words_index
from browse.text import folded, lines
from cities import upward


class ThemeColour(models.TextChoices):
    """The palette of theme chips; each is tested for contrast, light and dark."""

    TEAL = "teal", _("Teal")
    PLUM = "plum", _("Plum")
    BLUE = "blue", _("Blue")
    OCHRE = "ochre", _("Ochre")
    GREEN = "green", _("Green")
    SLATE = "slate", _("Slate")


class ThemeQuerySet(NaturalKeyQuerySet):
    """Themes as lists and pages need them."""

    def shown(self):
        """Those that a published record names."""
        return self.filter(upward.naming(self.model, *upward.THEME_NAMED))

    def counted(self):
        """With the number of published records that name each."""
        return self.annotate(
            summary_count=upward.number_named(self.model, upward.THEME_SUMMARY),
            activity_count=upward.number_named(self.model, upward.THEME_ACTIVITY),
            pilot_count=upward.number_named(self.model, upward.THEME_PILOT),
        )


@tracked
class Theme(NaturalKeyed):
    """A cooperation theme: one of the programme's clusters, or one that fits none of them."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    description = models.TextField(_("description"), blank=True)
    colour = models.CharField(
        _("colour"), max_length=20, choices=ThemeColour, default=ThemeColour.SLATE
    )
    other_names = models.TextField(
        _("other names"), blank=True, help_text=_("One to a line, as documents print them.")
    )
    sort_name = folded("name")
    words = searchable(A=["name"], B=["other_names"], C=["description"])

    objects = ThemeQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "slug"]
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        triggers = [keeps_old_address()]
        indexes = [words_index("theme")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The theme's public page."""
        return reverse("theme", args=[self.slug])

    @property
    def names(self) -> list[str]:
        """The other names, one string each."""
        return lines(self.other_names)


class TermQuerySet(NaturalKeyQuerySet):
    """SDGs and topics as lists and pages need them: all are shown, used or not."""

    def printed(self):
        """Those that a published summary prints."""
        return self.filter(upward.naming(self.model, upward.TERM_SUMMARY))

    def counted(self):
        """With the number of published records that each stands for: summaries print it,
        activities and pilots have it from the summaries that cite them.
        """
        summary = upward.TERM_SUMMARY
        return self.annotate(
            summary_count=upward.number_named(self.model, summary),
            activity_count=upward.number_told(self.model, summary, upward.SUMMARY_ACTIVITY),
            pilot_count=upward.number_told(self.model, summary, upward.SUMMARY_PILOT),
        )


@tracked
class SDG(NaturalKeyed):
    """A Sustainable Development Goal, with the UN's title and colour."""

    NATURAL_KEY = ("number",)

    number = models.PositiveSmallIntegerField(_("number"), unique=True)
    title = models.CharField(_("official title"), max_length=100)
    colour = models.CharField(_("official colour"), max_length=7, help_text=_("As in “#FD9D24”."))
    words = searchable(
        A=[Concat(Value("SDGs SDG "), "number", Value(" "), "title", output_field=TextField())]
    )

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        verbose_name = _("SDG")
        verbose_name_plural = _("SDGs")
        indexes = [words_index("sdg")]
        constraints = [
            models.CheckConstraint(
                name="sdg_number_from_1_to_17",
                condition=Q(number__range=(1, 17)),
                violation_error_message=_("There are seventeen goals: give a number from 1 to 17."),
            ),
            models.CheckConstraint(
                name="sdg_colour_is_hexadecimal",
                condition=Q(colour__regex=r"^#[0-9A-F]{6}$"),
                violation_error_message=_("Write the colour as # and six digits or A to F."),
            ),
        ]

    def __str__(self) -> str:
        return _("SDG %(number)d: %(title)s") % {"number": self.number, "title": self.title}

    def get_absolute_url(self) -> str:
        """The goal's public page."""
        return reverse("sdg", args=[self.number])


@tracked
class UrbanAgendaTopic(NaturalKeyed):
    """One of the fourteen partnerships of the Urban Agenda for the EU."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    sort_name = folded("name")
    words = searchable(A=["name"])

    objects = TermQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "slug"]
        verbose_name = _("EU Urban Agenda topic")
        verbose_name_plural = _("EU Urban Agenda topics")
        triggers = [keeps_old_address()]
        indexes = [words_index("urbanagendatopic")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The topic's public page."""
        return reverse("topic", args=[self.slug])
