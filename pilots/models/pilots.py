"""Proposed pilot projects and their links."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from browse.addresses import keeps_old_address
from browse.dates import Dated
from browse.history import tracked
from browse.publishing import Publishable, PublishedQuerySet
from browse.search import searchable, words_index
from browse.text import folded
from cities import around
from cities.models import City, Organisation, Theme
from pilots.models.links import CityLink, OrganisationLink, Relation, ThemeLink


class PilotKind(models.TextChoices):
    """What a proposal would bring about."""

    EDUCATION = "education", _("Education and exchange")
    INSTITUTE = "institute", _("Institute")
    EVENT = "event", _("Forum or event")
    PLATFORM = "platform", _("Platform")
    OFFICE = "office", _("Office")
    PARK = "park", _("Park or centre")
    TECHNOLOGY = "technology", _("Technology pilot")
    OTHER = "other", _("Other")


class Stage(models.TextChoices):
    """How far a proposal has come, as a document says."""

    PROPOSED = "proposed", _("Proposed")
    FUNDED = "funded", _("Funded")
    UNDER_WAY = "under-way", _("Under way")
    DONE = "done", _("Done")


class PilotQuerySet(PublishedQuerySet):
    """Pilots as lists and pages need them."""

    def for_rows(self):
        """With all that a row of a list shows: three more queries, however many rows."""
        return self.prefetch_related(
            models.Prefetch("city_links", PilotCity.objects.select_related("city")),
            models.Prefetch("theme_links", PilotTheme.objects.select_related("theme")),
            around.told_in(self.model),
        )


@tracked
class PilotProject(Publishable, Dated):
    """One proposal for a joint project, however many summaries tell of it.

    Its start and end are what a document says is planned. Its SDGs and
    Urban Agenda topics are those of the summaries that cite it.
    """

    title = models.CharField(_("title"), max_length=300)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=PilotKind)
    stage = models.CharField(
        _("stage"),
        max_length=20,
        choices=Stage,
        default=Stage.PROPOSED,
        help_text=_("Only what a document says."),
    )
    description = models.TextField(_("description"), blank=True)
    location_text = models.CharField(
        _("place"),
        max_length=300,
        blank=True,
        help_text=_("A place inside a city: a district, a park, a campus."),
    )
    funding = models.TextField(_("funding"), blank=True)
    cities = models.ManyToManyField(
        City, through="PilotCity", related_name="pilots", verbose_name=_("cities")
    )
    organisations = models.ManyToManyField(
        Organisation,
        through="PilotOrganisation",
        related_name="pilots",
        verbose_name=_("organisations"),
    )
    themes = models.ManyToManyField(
        Theme, through="PilotTheme", related_name="pilots", verbose_name=_("themes")
    )
    related = models.ManyToManyField(
        "self", through="PilotRelation", symmetrical=False, verbose_name=_("related pilots")
    )
    sort_title = folded("title")
    search_text = folded("title", "description", "location_text", "funding")
    words = searchable(A=["title"], C=["description", "location_text"], D=["funding"])

    objects = PilotQuerySet.as_manager()

    class Meta:
        ordering = ["sort_title", "slug"]
        verbose_name = _("pilot project")
        verbose_name_plural = _("pilot projects")
        permissions = [
            ("publish_pilotproject", _("Can publish and withdraw a pilot project")),
            ("merge_pilotproject", _("Can merge pilot projects")),
        ]
        triggers = [keeps_old_address()]
        indexes = [words_index("pilotproject")]
        constraints = Dated.Meta.constraints

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The pilot's public page."""
        return reverse("pilot", args=[self.slug])


@tracked(part_of="pilot")
class PilotCity(CityLink):
    """A city that takes part in a pilot."""

    NATURAL_KEY = ("pilot__slug", "city__slug")

    pilot = models.ForeignKey(
        PilotProject, models.CASCADE, related_name="city_links", verbose_name=_("pilot")
    )
    city = models.ForeignKey(
        City, models.PROTECT, related_name="pilot_links", verbose_name=_("city")
    )

    class Meta:
        ordering = ["pilot", "city__sort_name"]
        verbose_name = _("city of a pilot")
        verbose_name_plural = _("cities of pilots")
        constraints = [
            models.UniqueConstraint(fields=["pilot", "city"], name="pilotcity_once"),
        ]

    def __str__(self) -> str:
        return f"{self.city} – {self.pilot}"


@tracked(part_of="pilot")
class PilotOrganisation(OrganisationLink):
    """An organisation that a pilot names."""

    NATURAL_KEY = ("pilot__slug", "organisation__slug", "role")

    pilot = models.ForeignKey(
        PilotProject, models.CASCADE, related_name="organisation_links", verbose_name=_("pilot")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="pilot_links",
        verbose_name=_("organisation"),
    )

    class Meta:
        ordering = ["pilot", "organisation__sort_name", "role"]
        verbose_name = _("organisation of a pilot")
        verbose_name_plural = _("organisations of pilots")
        constraints = [
            models.UniqueConstraint(
                fields=["pilot", "organisation", "role"], name="pilotorganisation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.pilot}"


@tracked(part_of="pilot")
class PilotTheme(ThemeLink):
    """A theme of a pilot."""

    NATURAL_KEY = ("pilot__slug", "theme__slug")

    pilot = models.ForeignKey(
        PilotProject, models.CASCADE, related_name="theme_links", verbose_name=_("pilot")
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, related_name="pilot_links", verbose_name=_("theme")
    )

    class Meta:
        ordering = ["pilot", "theme__sort_name"]
        verbose_name = _("theme of a pilot")
        verbose_name_plural = _("themes of pilots")
        constraints = [
            models.UniqueConstraint(fields=["pilot", "theme"], name="pilottheme_once"),
        ]

    def __str__(self) -> str:
        return f"{self.theme} – {self.pilot}"


@tracked(part_of=("source", "target"))
class PilotRelation(Relation):
    """Two pilots that belong together without being the same."""

    source = models.ForeignKey(
        PilotProject, models.CASCADE, related_name="relations_to", verbose_name=_("pilot")
    )
    target = models.ForeignKey(
        PilotProject, models.CASCADE, related_name="relations_from", verbose_name=_("related pilot")
    )

    class Meta(Relation.Meta):
        ordering = ["source", "target"]
        verbose_name = _("related pilots")
        verbose_name_plural = _("related pilots")
