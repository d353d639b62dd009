"""The filter sets of activities and of pilots."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from browse.facets import Reach, number_of
from browse.filters import (
    ChoicesFilter,
    MonthFilter,
    SettingFilter,
    TermsFilter,
    WordsFilter,
    YearsFilter,
)
from browse.filtersets import BrowseFilterSet
from browse.vocabulary import Listed
from cities import upward
from cities.filters import (
    city_filter,
    country_filter,
    organisation_filter,
    sdg_filter,
    summary_filter,
    theme_filter,
    topic_filter,
)
from pilots.models import Activity, ActivityKind, CityRole, Mode, OutcomeKind, PilotProject
from pilots.models.pilots import PilotKind, Stage

ROLES = {
    "participant": [CityRole.PARTICIPANT, CityRole.BOTH],
    "venue": [CityRole.VENUE, CityRole.BOTH],
}


def cities_by_role(cleaned: Mapping[str, Any]) -> tuple[Reach, ...]:
    """The cities of an activity: all of them, or those in the role that was asked for."""
    role = cleaned.get("role")
    return (Reach("city_links__city", Q(city_links__role__in=ROLES[role]) if role else Q()),)


class ActivityFilterSet(BrowseFilterSet):
    """The parameters of `/activities/`."""

    q = WordsFilter("outcomes__search_text", label=_("Words"))
    from_ = MonthFilter(label=_("From"))
    to = MonthFilter(last=True, label=_("To"))
    year = YearsFilter(label=_("Year"))
    city = city_filter(narrowed=cities_by_role)
    role = SettingFilter(
        of="city",
        label=_("City’s role"),
        choices=[("participant", _("Takes part")), ("venue", _("Hosts"))],
    )
    country = country_filter(Reach("city_links__city__country"))
    theme = theme_filter(Reach("theme_links__theme"))
    organisation = organisation_filter(Reach("organisation_links__organisation"))
    kind = ChoicesFilter("kind", ActivityKind, noun=_("kind"), label=_("Kind"))
    mode = ChoicesFilter("mode", Mode, noun=_("mode"), label=_("Mode"))
    outcome = TermsFilter(
        Reach("outcomes__kind"),
        vocabulary=Listed(OutcomeKind),
        noun=_("outcome"),
        label=_("Outcome"),
    )
    sdg = sdg_filter(upward.cited("", upward.SUMMARY_SDG))
    topic = topic_filter(upward.cited("", upward.SUMMARY_TOPIC))
    summary = summary_filter(Activity, upward.CITING, upward.cited(""))

    ORDERS = {
        "date": ("start", _("Earliest first"), _("Latest first")),
        "title": ("sort_title", _("Title, A–Z"), _("Title, Z–A")),
        "citations": (
            number_of(Activity, upward.CITATIONS, upward.published(upward.CITING)),
            _("Told least often"),
            _("Told most often"),
        ),
    }
    DEFAULT_ORDER = "date"


class PilotFilterSet(BrowseFilterSet):
    """The parameters of `/pilots/`."""

    city = city_filter(Reach("city_links__city"))
    country = country_filter(Reach("city_links__city__country"))
    theme = theme_filter(Reach("theme_links__theme"))
    organisation = organisation_filter(Reach("organisation_links__organisation"))
    kind = ChoicesFilter("kind", PilotKind, noun=_("kind"), label=_("Kind"))
    stage = ChoicesFilter("stage", Stage, noun=_("stage"), label=_("Stage"))
    from_ = MonthFilter(label=_("Planned from"))
    to = MonthFilter(last=True, label=_("Planned to"))
    year = YearsFilter(label=_("Planned for"))
    sdg = sdg_filter(upward.cited("", upward.SUMMARY_SDG))
    topic = topic_filter(upward.cited("", upward.SUMMARY_TOPIC))
    summary = summary_filter(PilotProject, upward.CITING, upward.cited(""))

    ORDERS = {
        "title": ("sort_title", _("Title, A–Z"), _("Title, Z–A")),
        "date": ("start", _("Planned earliest first"), _("Planned latest first")),
        "citations": (
            number_of(PilotProject, upward.CITATIONS, upward.published(upward.CITING)),
            _("Told least often"),
            _("Told most often"),
        ),
    }
    DEFAULT_ORDER = "title"
