"""Filters by place, body and vocabulary, and the filter sets of cities and organisations."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from browse.facets import Reach, Reaching
from browse.filters import ChoicesFilter, ChoiceToCompare, TermsFilter
from browse.filtersets import BrowseFilterSet
from browse.vocabulary import Records
from cities import upward
from cities.models import SDG, City, Country, Organisation, Theme, UrbanAgendaTopic
from cities.models.organisations import OrganisationKind


def city_filter(*reaches: Reaching, **options) -> TermsFilter:
    """A filter by cities that the public sees."""
    cities = Records(lambda: City.objects.shown(), names="search_text")
    options = {"noun": _("city"), "label": _("City"), **options}
    return TermsFilter(*reaches, vocabulary=cities, **options)


def country_filter(*reaches: Reaching, **options) -> TermsFilter:
    """A filter by countries, their ISO codes in any case."""
    countries = Records(lambda: Country.objects.shown(), field="code", normal=str.upper)
    return TermsFilter(
        *reaches, vocabulary=countries, noun=_("country"), label=_("Country"), **options
    )


def organisation_filter(*reaches: Reaching, **options) -> TermsFilter:
    """A filter by organisations that the public sees."""
    organisations = Records(lambda: Organisation.objects.shown(), names="search_text")
    return TermsFilter(
        *reaches,
        vocabulary=organisations,
        noun=_("organisation"),
        label=_("Organisation"),
        **options,
    )


def theme_filter(*reaches: Reaching) -> TermsFilter:
    """A filter by themes that the public sees."""
    themes = Records(lambda: Theme.objects.shown())
    return TermsFilter(*reaches, vocabulary=themes, noun=_("theme"), label=_("Theme"))


def sdg_filter(*reaches: Reaching) -> TermsFilter:
    """A filter by Sustainable Development Goals, by number."""
    goals = Records(lambda: SDG.objects.all(), field="number")
    return TermsFilter(*reaches, vocabulary=goals, noun=_("SDG"), label=_("SDG"), by_count=False)


def topic_filter(*reaches: Reaching) -> TermsFilter:
    """A filter by topics of the EU Urban Agenda."""
    topics = Records(lambda: UrbanAgendaTopic.objects.all())
    return TermsFilter(
        *reaches, vocabulary=topics, noun=_("Urban Agenda topic"), label=_("EU Urban Agenda topic")
    )


def summary_filter(model, lookup: str, *reaches: Reaching) -> TermsFilter:
    """A filter by published summaries, which are at the end of `lookup` from `model`."""
    summaries = Records(lambda: upward.summaries(model, lookup), names="sort_title")
    return TermsFilter(*reaches, vocabulary=summaries, noun=_("summary"), label=_("Told in"))


def organisations_seated(cleaned: Mapping[str, Any]) -> tuple[Reach, ...]:
    """The organisations that have their seat in a city, those that the public sees."""
    return (Reach("organisations", Q(organisations__in=Organisation.objects.shown())),)


THEMES_OF_A_CITY = (
    upward.named(upward.CITY_SUMMARY, upward.SUMMARY_THEME),
    upward.named(upward.CITY_ACTIVITY, "theme_links__theme"),
    upward.named(upward.CITY_PILOT, "theme_links__theme"),
)
SDGS_OF_A_CITY = upward.named(upward.CITY_SUMMARY, upward.SUMMARY_SDG)
"""How a city comes to its themes and SDGs: for its filters and for its page."""


class CityFilterSet(BrowseFilterSet):
    """The parameters of `/cities/`."""

    country = country_filter(Reach("country"), many_valued=False)
    theme = theme_filter(*THEMES_OF_A_CITY)
    sdg = sdg_filter(SDGS_OF_A_CITY)
    topic = topic_filter(upward.named(upward.CITY_SUMMARY, upward.SUMMARY_TOPIC))
    organisation = organisation_filter(narrowed=organisations_seated)
    summary = summary_filter(
        City,
        upward.CITY_SUMMARY,
        upward.named(upward.CITY_SUMMARY, ""),
        upward.cited(upward.CITY_ACTIVITY),
        upward.cited(upward.CITY_PILOT),
    )
    compare = ChoiceToCompare("city", vocabulary=Records(lambda: City.objects.shown()))

    ORDERS = {
        "name": ("sort_name", _("Name, A–Z"), _("Name, Z–A")),
        "pilots": (
            upward.number_named(City, upward.CITY_PILOT),
            _("Fewest pilots"),
            _("Most pilots"),
        ),
        "sdgs": (
            upward.number_named(City, upward.CITY_SUMMARY, upward.SUMMARY_SDG),
            _("Fewest SDGs"),
            _("Most SDGs"),
        ),
    }
    DEFAULT_ORDER = "name"


class OrganisationFilterSet(BrowseFilterSet):
    """The parameters of `/organisations/`."""

    kind = ChoicesFilter("kind", OrganisationKind, noun=_("kind"), label=_("Kind"))
    city = city_filter(Reach("city"), label=_("Seat"), many_valued=False)
    country = country_filter(Reach("city__country"), many_valued=False)
    theme = theme_filter(
        upward.named(upward.ORGANISATION_PILOT, "theme_links__theme"),
        upward.named(upward.ORGANISATION_ACTIVITY, "theme_links__theme"),
    )
    summary = summary_filter(
        Organisation,
        f"{upward.ORGANISATION_PILOT}__{upward.CITING}",
        upward.cited(upward.ORGANISATION_PILOT),
        upward.cited(upward.ORGANISATION_ACTIVITY),
        upward.cited(upward.OUTCOME_ACTIVITY),
    )

    ORDERS = {
        "name": ("sort_name", _("Name, A–Z"), _("Name, Z–A")),
        "pilots": (
            upward.number_named(Organisation, upward.ORGANISATION_PILOT),
            _("Fewest pilots"),
            _("Most pilots"),
        ),
    }
    DEFAULT_ORDER = "name"


class TermFilterSet(BrowseFilterSet):
    """The parameters of a list of terms: it is short and has an order, no filters."""

    q = None  # type: ignore[assignment] # django-filter's way to leave one out

    ORDERS = {"name": ("sort_name", _("Name, A–Z"), _("Name, Z–A"))}
    DEFAULT_ORDER = "name"


class ThemeFilterSet(TermFilterSet):
    """The parameters of `/themes/`."""


class TopicFilterSet(TermFilterSet):
    """The parameters of `/urban-agenda/`."""


class SDGFilterSet(TermFilterSet):
    """The parameters of `/sdgs/`."""

    ORDERS = {"number": ("number", _("By number"), _("By number, last first"))}
    DEFAULT_ORDER = "number"
    TIES = "number"
