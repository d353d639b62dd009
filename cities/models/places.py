"""Countries and cities."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from browse.addresses import keeps_old_address
from browse.history import tracked
from browse.natural import NaturalKeyed, NaturalKeyQuerySet
from browse.search import searchable, words_index
from browse.text import folded, lines
from cities import upward


class Region(models.TextChoices):
    """The parts of the world that programmes pair with each other."""

    EUROPE = "europe", _("Europe")
    ASIA = "asia", _("Asia")
    AFRICA = "africa", _("Africa")
    AMERICAS = "americas", _("Americas")
    OCEANIA = "oceania", _("Oceania")


class CountryQuerySet(NaturalKeyQuerySet):
    """Countries as lists and pages need them."""

    def shown(self):
        """Those with a city that the public sees."""
        return self.filter(
            models.Exists(City.objects.shown().filter(country=models.OuterRef("pk")))
        )


@tracked
class Country(NaturalKeyed):
    """A country, by its ISO 3166-1 code."""

    NATURAL_KEY = ("code",)

    code = models.CharField(
        _("ISO code"), max_length=2, unique=True, help_text=_("ISO 3166-1 alpha-2, as in “CN”.")
    )
    name = models.CharField(_("name"), max_length=100, unique=True)
    region = models.CharField(_("region"), max_length=20, choices=Region)
    words = searchable(A=["name"])

    objects = CountryQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name = _("country")
        verbose_name_plural = _("countries")
        indexes = [words_index("country")]
        constraints = [
            models.CheckConstraint(
                name="country_code_is_two_capitals",
                condition=Q(code__regex=r"^[A-Z]{2}$"),
                violation_error_message=_("Write the ISO code as two capital letters."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class CityQuerySet(NaturalKeyQuerySet):
    """Cities as lists and pages need them."""

    def shown(self):
        """Those the public sees: named by a published record, or seat of an organisation shown."""
        return self.filter(upward.naming(self.model, *upward.CITY_NAMED))

    def counted(self):
        """With the number of published records that name each, and of the SDGs of its summaries."""
        return self.annotate(
            sdg_count=upward.number_named(self.model, upward.CITY_SUMMARY, upward.SUMMARY_SDG),
            summary_count=upward.number_named(self.model, upward.CITY_SUMMARY),
            activity_count=upward.number_named(self.model, upward.CITY_ACTIVITY),
            pilot_count=upward.number_named(self.model, upward.CITY_PILOT),
        )

    def partners(self):
        """Those that stand on a side of a published summary."""
        return self.filter(upward.naming(self.model, upward.CITY_SUMMARY))


@tracked
class City(NaturalKeyed):
    """A city: a partner, or a place that only hosted something.

    Coordinates, names and ISO codes are the portal's own reference data;
    population and area say in `figures_source` where they come from.
    """

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    country = models.ForeignKey(
        Country, models.PROTECT, related_name="cities", verbose_name=_("country")
    )
    province = models.CharField(
        _("province"), max_length=200, blank=True, help_text=_("Province, region or state.")
    )
    latitude = models.DecimalField(
        _("latitude"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    longitude = models.DecimalField(
        _("longitude"), max_digits=7, decimal_places=4, null=True, blank=True
    )
    other_names = models.TextField(
        _("other names"),
        blank=True,
        help_text=_("One to a line: native script, pinyin, local spelling."),
    )
    population = models.PositiveIntegerField(_("population"), null=True, blank=True)
    area_km2 = models.DecimalField(
        _("area in km²"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    figures_source = models.CharField(
        _("source of the figures"),
        max_length=300,
        blank=True,
        help_text=_("Where population and area come from."),
    )
    sort_name = folded("name")
    search_text = folded("name", "other_names", "province")
    words = searchable(A=["name"], B=["other_names", "province"])

    objects = CityQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "slug"]
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        permissions = [
            ("merge_city", _("Can merge cities")),
        ]
        triggers = [keeps_old_address()]
        indexes = [words_index("city")]
        constraints = [
            models.CheckConstraint(
                name="city_coordinates_in_range",
                condition=(Q(latitude__isnull=True) | Q(latitude__range=(-90, 90)))
                & (Q(longitude__isnull=True) | Q(longitude__range=(-180, 180))),
                violation_error_message=_(
                    "Latitude lies between −90 and 90, longitude between −180 and 180."
                ),
            ),
            models.CheckConstraint(
                name="city_coordinates_come_in_pairs",
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The city's public page."""
        return reverse("city", args=[self.slug])

    @property
    def coordinates(self) -> str:
        """Where it is, as people say it: “37.18° N, 3.60° W”; empty when that is not known."""
        if self.latitude is None or self.longitude is None:
            return ""
        north = f"{abs(self.latitude):.2f}° {_('N') if self.latitude >= 0 else _('S')}"
        east = f"{abs(self.longitude):.2f}° {_('E') if self.longitude >= 0 else _('W')}"
        return f"{north}, {east}"

    @property
    def names(self) -> list[str]:
        """The other names, one string each."""
        return lines(self.other_names)
