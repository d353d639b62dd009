"""Rules for cities, organisations and vocabularies."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cities.models import SDG, City, Organisation, Theme, UrbanAgendaTopic
from cities.models.organisations import OrganisationKind
from ucap.desk.quality.comparing import in_a_circle
from ucap.desk.quality.rule import Rule, Severity


def without_coordinates() -> QuerySet:
    """Cities that the map cannot show."""
    return City.objects.filter(latitude__isnull=True)


def without_figures() -> QuerySet:
    """Partner cities, drafts' ones included, that lack population or area."""
    return City.objects.filter(
        Q(population__isnull=True) | Q(area_km2__isnull=True),
        pk__in=City.objects.filter(side_links__isnull=False).values("pk"),
    )


def unnamed_cities() -> QuerySet:
    """Cities that no record names."""
    return City.objects.filter(
        side_links=None, activity_links=None, pilot_links=None, outcomes=None, organisations=None
    )


def unnamed_organisations() -> QuerySet:
    """Organisations that no record names, and of which no other one is a part."""
    return Organisation.objects.filter(
        activity_links=None, pilot_links=None, outcomes=None, parts=None
    )


def vague() -> QuerySet:
    """Organisations of which is known neither what they are nor where."""
    return Organisation.objects.filter(kind=OrganisationKind.OTHER, city=None)


def unused_themes() -> QuerySet:
    """Themes that no record has."""
    return Theme.objects.filter(summary_links=None, activity_links=None, pilot_links=None)


RULES = (
    Rule(
        slug="organisation-circle",
        severity=Severity.ERROR,
        model=Organisation,
        title=_("It is part of itself, through others."),
        advice=_("Find the one of them that is the whole, and empty its “part of”."),
        broken=lambda: in_a_circle(Organisation),
    ),
    Rule(
        slug="city-without-coordinates",
        severity=Severity.WARNING,
        model=City,
        title=_("It has no coordinates."),
        advice=_("Give latitude and longitude in degrees: without them it is not on the map."),
        broken=without_coordinates,
    ),
    Rule(
        slug="organisation-vague",
        severity=Severity.WARNING,
        model=Organisation,
        title=_("It is of the kind “other” and has no seat."),
        advice=_("Say what it is, or where: otherwise nobody can tell it from another one."),
        broken=vague,
    ),
    Rule(
        slug="theme-unused",
        severity=Severity.WARNING,
        model=Theme,
        title=_("No record has it."),
        advice=_("Link it where it belongs, or delete it."),
        broken=unused_themes,
    ),
    Rule(
        slug="city-without-figures",
        severity=Severity.INFORMATION,
        model=City,
        title=_("It is a partner, but has no population or no area."),
        advice=_("Add the figures, and say in “source of the figures” where they come from."),
        broken=without_figures,
    ),
    Rule(
        slug="city-unnamed",
        severity=Severity.INFORMATION,
        model=City,
        title=_("No record names it."),
        advice=_("Link it where it belongs, or delete it; until then no reader sees it."),
        broken=unnamed_cities,
    ),
    Rule(
        slug="organisation-unnamed",
        severity=Severity.INFORMATION,
        model=Organisation,
        title=_("No record names it."),
        advice=_("Link it where it belongs, or delete it; until then no reader sees it."),
        broken=unnamed_organisations,
    ),
    Rule(
        slug="sdg-unused",
        severity=Severity.INFORMATION,
        model=SDG,
        title=_("No summary prints it."),
        advice=_("Nothing to do: the list of goals is complete on purpose."),
        broken=lambda: SDG.objects.filter(summary_links=None),
    ),
    Rule(
        slug="topic-unused",
        severity=Severity.INFORMATION,
        model=UrbanAgendaTopic,
        title=_("No summary prints it."),
        advice=_("Nothing to do: the list of topics is complete on purpose."),
        broken=lambda: UrbanAgendaTopic.objects.filter(summary_links=None),
    ),
)
