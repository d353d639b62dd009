"""Universities, companies, parks and other bodies."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from browse.addresses import keeps_old_address
from browse.history import tracked
from browse.natural import NaturalKeyed, NaturalKeyQuerySet
from browse.search import searchable, words_index
from browse.text import folded, lines
from cities import upward
from cities.models.places import City


class OrganisationKind(models.TextChoices):
    """What sort of body it is."""

    UNIVERSITY = "university", _("University")
    COMPANY = "company", _("Company")
    PARK = "park", _("Park or cluster")
    CHAMBER = "chamber", _("Chamber")
    PUBLIC_AUTHORITY = "public-authority", _("Public authority")
    INTERNATIONAL_BODY = "international-body", _("International body")
    PROGRAMME = "programme", _("Programme")
    OTHER = "other", _("Other")


class OrganisationQuerySet(NaturalKeyQuerySet):
    """Organisations as lists and pages need them."""

    def shown(self):
        """Those the public sees: named by a published record, or the whole of such a part."""
        return self.filter(upward.naming(self.model, *upward.ORGANISATION_NAMED))

    def for_rows(self):
        """With all that a row of a list shows, in the same query."""
        return self.select_related("city").counted()

    def counted(self):
        """With the number of published records that name each."""
        return self.annotate(
            activity_count=upward.number_named(self.model, upward.ORGANISATION_ACTIVITY),
            pilot_count=upward.number_named(self.model, upward.ORGANISATION_PILOT),
        )


@tracked
class Organisation(NaturalKeyed):
    """One body, once, whatever the documents call it.

    A laboratory is `part_of` its university. A body that a document only
    proposes to found is what a pilot is about, not an organisation.
    """

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(_("address"), max_length=100, unique=True)
    other_names = models.TextField(
        _("other names"), blank=True, help_text=_("One to a line, every spelling in use.")
    )
    kind = models.CharField(_("kind"), max_length=30, choices=OrganisationKind)
    city = models.ForeignKey(
        City,
        models.PROTECT,
        related_name="organisations",
        verbose_name=_("seat"),
        null=True,
        blank=True,
        help_text=_("The city where it has its seat; leave empty when that is not known."),
    )
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="parts",
        verbose_name=_("part of"),
        null=True,
        blank=True,
    )
    sort_name = folded("name")
    search_text = folded("name", "other_names")
    words = searchable(A=["name"], B=["other_names"])

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["sort_name", "slug"]
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        permissions = [
            ("merge_organisation", _("Can merge organisations")),
        ]
        triggers = [keeps_old_address()]
        indexes = [words_index("organisation")]
        constraints = [
            models.CheckConstraint(
                name="organisation_not_part_of_itself",
                condition=Q(part_of__isnull=True) | ~Q(part_of=F("pk")),
                violation_error_message=_("An organisation is not part of itself."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The organisation's public page."""
        return reverse("organisation", args=[self.slug])

    @property
    def names(self) -> list[str]:
        """The other names, one string each."""
        return lines(self.other_names)
