"""The summary of an action plan, and its two sides of cities."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from browse.addresses import keeps_old_address
from browse.dates import Precision, spoken
from browse.facets import number_of
from browse.history import tracked
from browse.natural import NaturalKeyed
from browse.publishing import Publishable, PublishedQuerySet
from browse.search import searchable, words_index
from browse.text import folded
from cities.figures import restates
from cities.models import SDG, City, Theme, UrbanAgendaTopic
from cities.upward import SUMMARY_ACTIVITY, SUMMARY_PILOT, published


class SummaryKind(models.TextChoices):
    """What a plan is built around."""

    CITY_PLAN = "city-plan", _("City plan")
    CLUSTER = "thematic-cluster", _("Thematic cluster")


class DocumentKind(models.TextChoices):
    """What sort of file a document is."""

    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word")
    TEXT = "text", _("Text")


class SummaryQuerySet(PublishedQuerySet):
    """Summaries as lists and pages need them."""

    def for_rows(self):
        """With all that a row of a list shows: a fixed number of queries, however many rows."""
        cities = SummaryCity.objects.select_related("city__country")
        return self.prefetch_related(
            models.Prefetch("sides__city_links", cities), "theme_links__theme"
        )

    def counted(self):
        """With the number of published activities and pilots that each tells of."""
        return self.annotate(
            activity_count=number_of(self.model, SUMMARY_ACTIVITY, published(SUMMARY_ACTIVITY)),
            pilot_count=number_of(self.model, SUMMARY_PILOT, published(SUMMARY_PILOT)),
        )


@tracked
class Summary(Publishable):
    """The summary of one Urban Cooperation Action Plan: one document.

    Fields that end in `printed` stand as in the document; prose restates it.
    The title is the portal's own, since the printed ones are all alike.
    `document_name` and `document_sha256` say which file it is; `document_kind`
    and `document_size` are known when the portal keeps that file, and only then.
    """

    title = models.CharField(_("title"), max_length=200)
    short_title = models.CharField(
        _("short title"),
        max_length=60,
        help_text=_("What the document is called where it is cited: “Granada”, “Life Sciences”."),
    )
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=SummaryKind)
    period_printed = models.CharField(_("period as printed"), max_length=100, blank=True)
    period_start = models.DateField(_("first month"), null=True, blank=True)
    period_end = models.DateField(_("last month"), null=True, blank=True)
    focus = models.TextField(_("key focus"), blank=True)
    challenges = models.TextField(_("key challenges"), blank=True)
    objectives = models.TextField(_("main objectives"), blank=True)
    contact_printed = models.CharField(_("contact as printed"), max_length=200, blank=True)
    contact_email = models.EmailField(_("contact address"), blank=True)
    document_name = models.CharField(_("document file name"), max_length=200, blank=True)
    document_sha256 = models.CharField(_("document checksum (SHA-256)"), max_length=64, blank=True)
    document_kind = models.CharField(
        _("document format"), max_length=10, choices=DocumentKind, blank=True, editable=False
    )
    document_size = models.PositiveIntegerField(
        _("document size in bytes"), null=True, blank=True, editable=False
    )
    themes = models.ManyToManyField(
        Theme, through="SummaryTheme", related_name="summaries", verbose_name=_("themes")
    )
    sdgs = models.ManyToManyField(
        SDG, through="SummarySDG", related_name="summaries", verbose_name=_("SDGs")
    )
    topics = models.ManyToManyField(
        UrbanAgendaTopic,
        through="SummaryTopic",
        related_name="summaries",
        verbose_name=_("EU Urban Agenda topics"),
    )
    precision = Precision.MONTH
    """How exactly the dates of every summary are known; no field, as it is one for activities."""

    sort_title = folded("title")
    search_text = folded("title", "focus", "challenges", "objectives")
    words = searchable(
        A=["title", "short_title"],
        C=["focus", "challenges", "objectives"],
        D=["contact_printed"],
    )

    objects = SummaryQuerySet.as_manager()

    class Meta:
        ordering = ["sort_title", "slug"]
        verbose_name = _("summary")
        verbose_name_plural = _("summaries")
        permissions = [
            ("publish_summary", _("Can publish and withdraw a summary")),
        ]
        triggers = [keeps_old_address()]
        indexes = [words_index("summary")]
        constraints = [
            models.CheckConstraint(
                name="summary_period_end_not_before_start",
                condition=Q(period_end__isnull=True)
                | Q(period_start__isnull=False, period_end__gte=F("period_start")),
                violation_error_message=_("The period ends before it starts, or has no start."),
            ),
            models.CheckConstraint(
                name="summary_period_is_in_months",
                condition=(Q(period_start__isnull=True) | Q(period_start__day=1))
                & (Q(period_end__isnull=True) | Q(period_end__day=1)),
                violation_error_message=_("A month is stored as its first day."),
            ),
            models.CheckConstraint(
                name="summary_checksum_is_sha256",
                condition=Q(document_sha256="") | Q(document_sha256__regex=r"^[0-9a-f]{64}$"),
                violation_error_message=_("A SHA-256 checksum has 64 digits or letters a to f."),
            ),
            models.CheckConstraint(
                name="summary_kept_document_is_known",
                condition=Q(document_kind="", document_size__isnull=True)
                | ~Q(document_kind="") & Q(document_size__isnull=False) & ~Q(document_sha256=""),
                violation_error_message=_("A file is kept under its checksum."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The summary's public page."""
        return reverse("summary", args=[self.slug])

    @property
    def document_is_kept(self) -> bool:
        """Whether the portal keeps the document's file."""
        return bool(self.document_kind)

    @property
    def period(self) -> str:
        """The period as people say it: “July 2018 – November 2019”."""
        return spoken(self.period_start, self.period_end, self.precision)


@tracked(part_of="summary")
class SummarySide(NaturalKeyed):
    """One of the two columns of a summary's table: cities with their figures as printed.

    `population` counts people and `area_km2` square kilometres, both read
    from what is printed; they belong to the side, not to one of its cities.
    """

    NATURAL_KEY = ("summary__slug", "column")

    summary = models.ForeignKey(
        Summary, models.CASCADE, related_name="sides", verbose_name=_("summary")
    )
    column = models.PositiveSmallIntegerField(
        _("column"), choices=[(1, _("First column")), (2, _("Second column"))]
    )
    cities_printed = models.CharField(_("cities as printed"), max_length=300, blank=True)
    province_printed = models.CharField(_("province as printed"), max_length=300, blank=True)
    country_printed = models.CharField(_("country as printed"), max_length=300, blank=True)
    population_printed = models.CharField(_("population as printed"), max_length=100, blank=True)
    population = models.PositiveBigIntegerField(_("population"), null=True, blank=True)
    size_printed = models.CharField(_("size as printed"), max_length=100, blank=True)
    area_km2 = models.DecimalField(
        _("area in km²"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    cities = models.ManyToManyField(
        City, through="SummaryCity", related_name="sides", verbose_name=_("cities")
    )
    words = searchable(B=["cities_printed", "province_printed", "country_printed"])

    class Meta:
        ordering = ["summary", "column"]
        verbose_name = _("side of a summary")
        verbose_name_plural = _("sides of summaries")
        indexes = [words_index("summaryside")]
        constraints = [
            models.UniqueConstraint(fields=["summary", "column"], name="summaryside_column_once"),
            models.CheckConstraint(
                name="summaryside_column_is_1_or_2",
                condition=Q(column__in=[1, 2]),
                violation_error_message=_("A summary has two columns: 1 and 2."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.summary}: {self.cities_printed}"

    @property
    def population_otherwise(self) -> str:
        """The population as printed, where that says it otherwise than in digits; or ""."""
        return "" if restates(self.population_printed, self.population) else self.population_printed

    @property
    def size_otherwise(self) -> str:
        """The size as printed, where that says it otherwise than in digits; or ""."""
        return "" if restates(self.size_printed, self.area_km2) else self.size_printed


@tracked(part_of="side")
class SummaryCity(NaturalKeyed):
    """A city on a side of a summary, in the printed order."""

    NATURAL_KEY = ("side__summary__slug", "side__column", "city__slug")

    side = models.ForeignKey(
        SummarySide, models.CASCADE, related_name="city_links", verbose_name=_("side")
    )
    city = models.ForeignKey(
        City, models.PROTECT, related_name="side_links", verbose_name=_("city")
    )
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        ordering = ["side", "position"]
        verbose_name = _("city of a side")
        verbose_name_plural = _("cities of sides")
        constraints = [
            models.UniqueConstraint(fields=["side", "city"], name="summarycity_once"),
            models.UniqueConstraint(fields=["side", "position"], name="summarycity_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.city} – {self.side}"
