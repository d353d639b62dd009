"""Activities, their links and their outcomes."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from browse.addresses import keeps_old_address
from browse.dates import Dated
from browse.history import tracked
from browse.natural import NaturalKeyed
from browse.publishing import Publishable, PublishedQuerySet
from browse.search import searchable, words_index
from browse.text import folded
from cities import around
from cities.models import City, Organisation, Theme
from pilots.models.links import CityLink, OrganisationLink, Relation, ThemeLink
from pilots.models.pilots import PilotProject


class ActivityKind(models.TextChoices):
    """What sort of thing took place."""

    MEETING = "meeting", _("Meeting")
    MISSION = "mission", _("Mission")
    EVENT = "event", _("Forum or event")
    EXCHANGE = "exchange", _("Exchange")
    FUNDING_AWARD = "funding-award", _("Funding award")
    DELIVERY = "delivery", _("Delivery")


class Mode(models.TextChoices):
    """Whether people met in one place."""

    IN_PERSON = "in-person", _("In person")
    VIRTUAL = "virtual", _("Virtual")
    NOT_STATED = "not-stated", _("Not stated")


class CityRole(models.TextChoices):
    """What a city does in an activity."""

    PARTICIPANT = "participant", _("Takes part")
    VENUE = "venue", _("Hosts")
    BOTH = "both", _("Takes part and hosts")


class OutcomeKind(models.TextChoices):
    """What came out of an activity."""

    MEMORANDUM = "memorandum", _("Memorandum signed")
    PROPOSALS = "proposals", _("Proposals defined")
    NEXT_STEPS = "next-steps", _("Next steps agreed")
    OTHER = "other", _("Other")


class ActivityQuerySet(PublishedQuerySet):
    """Activities as lists and pages need them."""

    def for_rows(self):
        """With all that a row of a list shows: three more queries, however many rows."""
        return self.prefetch_related(
            models.Prefetch("city_links", ActivityCity.objects.select_related("city")),
            models.Prefetch("theme_links", ActivityTheme.objects.select_related("theme")),
            around.told_in(self.model),
        )


@tracked
class Activity(Publishable, Dated):
    """One real-world event, however many summaries tell of it."""

    title = models.CharField(_("title"), max_length=300)
    slug = models.SlugField(_("address"), max_length=120, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=ActivityKind)
    mode = models.CharField(_("mode"), max_length=20, choices=Mode, default=Mode.NOT_STATED)
    occasion = models.CharField(
        _("occasion"),
        max_length=300,
        blank=True,
        help_text=_("The forum or fair that it was part of, as printed."),
    )
    description = models.TextField(_("description"), blank=True)
    location_text = models.CharField(
        _("place"),
        max_length=300,
        blank=True,
        help_text=_("A place inside a city: a district, a park, a campus."),
    )
    funding = models.TextField(_("funding"), blank=True)
    part_of = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="parts",
        verbose_name=_("part of"),
        null=True,
        blank=True,
    )
    pilots = models.ManyToManyField(
        PilotProject,
        related_name="activities",
        verbose_name=_("pilots it was about"),
        blank=True,
    )
    cities = models.ManyToManyField(
        City, through="ActivityCity", related_name="activities", verbose_name=_("cities")
    )
    organisations = models.ManyToManyField(
        Organisation,
        through="ActivityOrganisation",
        related_name="activities",
        verbose_name=_("organisations"),
    )
    themes = models.ManyToManyField(
        Theme, through="ActivityTheme", related_name="activities", verbose_name=_("themes")
    )
    related = models.ManyToManyField(
        "self", through="ActivityRelation", symmetrical=False, verbose_name=_("related activities")
    )
    sort_title = folded("title")
    search_text = folded("title", "occasion", "description", "location_text", "funding")
    words = searchable(A=["title"], C=["occasion", "description", "location_text"], D=["funding"])

    objects = ActivityQuerySet.as_manager()

    class Meta:
        ordering = [F("start").asc(nulls_last=True), "slug"]
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        permissions = [
            ("publish_activity", _("Can publish and withdraw an activity")),
            ("merge_activity", _("Can merge activities")),
        ]
        triggers = [keeps_old_address()]
        indexes = [words_index("activity")]
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                name="activity_not_part_of_itself",
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("pk")),
                violation_error_message=_("An activity is not part of itself."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The activity's public page."""
        return reverse("activity", args=[self.slug])


@tracked(part_of="activity")
class ActivityCity(CityLink):
    """A city in an activity: as a participant, as the venue, or as both."""

    NATURAL_KEY = ("activity__slug", "city__slug")

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="city_links", verbose_name=_("activity")
    )
    city = models.ForeignKey(
        City, models.PROTECT, related_name="activity_links", verbose_name=_("city")
    )
    role = models.CharField(
        _("role"), max_length=20, choices=CityRole, default=CityRole.PARTICIPANT
    )

    class Meta:
        ordering = ["activity", "city__sort_name"]
        verbose_name = _("city of an activity")
        verbose_name_plural = _("cities of activities")
        constraints = [
            models.UniqueConstraint(fields=["activity", "city"], name="activitycity_once"),
        ]

    def __str__(self) -> str:
        return f"{self.city} – {self.activity}"


@tracked(part_of="activity")
class ActivityOrganisation(OrganisationLink):
    """An organisation that an activity names."""

    NATURAL_KEY = ("activity__slug", "organisation__slug", "role")

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="organisation_links", verbose_name=_("activity")
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="activity_links",
        verbose_name=_("organisation"),
    )

    class Meta:
        ordering = ["activity", "organisation__sort_name", "role"]
        verbose_name = _("organisation of an activity")
        verbose_name_plural = _("organisations of activities")
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "organisation", "role"], name="activityorganisation_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} – {self.activity}"


@tracked(part_of="activity")
class ActivityTheme(ThemeLink):
    """A theme of an activity."""

    NATURAL_KEY = ("activity__slug", "theme__slug")

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="theme_links", verbose_name=_("activity")
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, related_name="activity_links", verbose_name=_("theme")
    )

    class Meta:
        ordering = ["activity", "theme__sort_name"]
        verbose_name = _("theme of an activity")
        verbose_name_plural = _("themes of activities")
        constraints = [
            models.UniqueConstraint(fields=["activity", "theme"], name="activitytheme_once"),
        ]

    def __str__(self) -> str:
        return f"{self.theme} – {self.activity}"


@tracked(part_of=("source", "target"))
class ActivityRelation(Relation):
    """Two activities that belong together without being the same."""

    source = models.ForeignKey(
        Activity, models.CASCADE, related_name="relations_to", verbose_name=_("activity")
    )
    target = models.ForeignKey(
        Activity, models.CASCADE, related_name="relations_from", verbose_name=_("related activity")
    )

    class Meta(Relation.Meta):
        ordering = ["source", "target"]
        verbose_name = _("related activities")
        verbose_name_plural = _("related activities")


@tracked(part_of="activity")
class Outcome(NaturalKeyed):
    """Something that came out of an activity: a memorandum, proposals, next steps."""

    NATURAL_KEY = ("activity__slug", "position")

    activity = models.ForeignKey(
        Activity, models.CASCADE, related_name="outcomes", verbose_name=_("activity")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    kind = models.CharField(_("kind"), max_length=20, choices=OutcomeKind)
    text = models.TextField(_("text"))
    cities = models.ManyToManyField(
        City, related_name="outcomes", verbose_name=_("cities"), blank=True
    )
    organisations = models.ManyToManyField(
        Organisation, related_name="outcomes", verbose_name=_("organisations"), blank=True
    )

    search_text = folded("text")
    words = searchable(C=["text"])

    class Meta:
        ordering = ["activity", "position"]
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        indexes = [words_index("outcome")]
        constraints = [
            models.UniqueConstraint(fields=["activity", "position"], name="outcome_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text}"


@tracked(part_of="activity")
class ActivityPilot(Activity.pilots.through):  # type: ignore[name-defined]
    """A pilot that an activity was about: the same table as `Activity.pilots`, kept in history."""

    class Meta:
        proxy = True
        verbose_name = _("pilot of an activity")
        verbose_name_plural = _("pilots of activities")


@tracked(part_of="outcome")
class OutcomeCity(Outcome.cities.through):  # type: ignore[name-defined]
    """A city of an outcome: the same table as `Outcome.cities`, kept in history."""

    class Meta:
        proxy = True
        verbose_name = _("city of an outcome")
        verbose_name_plural = _("cities of outcomes")


@tracked(part_of="outcome")
class OutcomeOrganisation(Outcome.organisations.through):  # type: ignore[name-defined]
    """An organisation of an outcome: the same table as `Outcome.organisations`, in history."""

    class Meta:
        proxy = True
        verbose_name = _("organisation of an outcome")
        verbose_name_plural = _("organisations of outcomes")
