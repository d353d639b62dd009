"""What the links of activities and of pilots have in common."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from browse.natural import NaturalKeyed


class Basis(models.TextChoices):
    """Why a city is linked to a record."""

    NAMED = "named", _("Named")
    IMPLIED = "implied", _("Implied")


class OrganisationRole(models.TextChoices):
    """What an organisation does in a record."""

    LEADS = "leads", _("Leads")
    TAKES_PART = "takes-part", _("Takes part")
    HOSTS = "hosts", _("Hosts")
    SIGNS = "signs", _("Signs")
    MENTIONED = "mentioned", _("Mentioned")


class ThemeBasis(models.TextChoices):
    """Who says that a record belongs to a theme."""

    PRINTED = "printed", _("Printed in a document")
    EDITOR = "editor", _("Chosen by an editor")


class CityLink(NaturalKeyed):
    """A city in a record, and whether a document names it there or plainly implies it."""

    basis = models.CharField(
        _("basis"),
        max_length=20,
        choices=Basis,
        default=Basis.NAMED,
        help_text=_("Named in a document, or plainly implied by one."),
    )

    class Meta:
        abstract = True


class OrganisationLink(NaturalKeyed):
    """An organisation in a record, its role and its name as a document prints it."""

    role = models.CharField(
        _("role"), max_length=20, choices=OrganisationRole, default=OrganisationRole.TAKES_PART
    )
    name_printed = models.CharField(_("name as printed"), max_length=300, blank=True)

    class Meta:
        abstract = True


class ThemeLink(NaturalKeyed):
    """A theme of a record, and who says so."""

    basis = models.CharField(
        _("basis"),
        max_length=20,
        choices=ThemeBasis,
        default=ThemeBasis.EDITOR,
        help_text=_(
            "Printed: a document on this one theme cites the record, or a heading says so."
        ),
    )

    class Meta:
        abstract = True


class Relation(NaturalKeyed):
    """Two records of a kind that belong together without being the same, and why.

    Stored once and shown on both; what is told the other way round reads the
    same reason.
    """

    NATURAL_KEY = ("source__slug", "target__slug")

    source: models.ForeignKey
    target: models.ForeignKey
    reason = models.TextField(_("reason"), help_text=_("Why the two are related, and not one."))

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                Least("source", "target"),
                Greatest("source", "target"),
                name="%(class)s_once",
                violation_error_message=_("The two are related already."),
            ),
            models.CheckConstraint(
                name="%(class)s_not_to_itself",
                condition=~Q(source=F("target")),
                violation_error_message=_("A record is not related to itself."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} – {self.target}"
