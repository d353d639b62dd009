"""The filter set of summaries."""

from django.utils.translation import gettext_lazy as _

from browse.facets import Reach
from browse.filters import (
    ChoicesFilter,
    ChoiceToCompare,
    MonthFilter,
    TermsFilter,
    WordsFilter,
    YearsFilter,
)
from browse.filtersets import BrowseFilterSet
from browse.vocabulary import Records
from cities.filters import (
    city_filter,
    country_filter,
    organisation_filter,
    sdg_filter,
    theme_filter,
    topic_filter,
)
from cities.upward import (
    SUMMARY_ACTIVITY,
    SUMMARY_CITY,
    SUMMARY_PILOT,
    SUMMARY_SDG,
    SUMMARY_THEME,
    SUMMARY_TOPIC,
    named,
)
from ucap.summaries.models import Part, Summary, SummaryKind

PERIOD = ("period_start", "period_end")


class NoteFilterSet(BrowseFilterSet):
    """The parameters of `/notes/`."""

    summary = TermsFilter(
        Reach("summary"),
        vocabulary=Records(lambda: Summary.objects.published()),
        noun=_("summary"),
        label=_("Summary"),
        many_valued=False,
    )
    part = ChoicesFilter(
        "part", Part, noun=_("part"), label=_("Part of the document"), by_count=False
    )

    ORDERS = {
        "summary": ("summary__sort_title", _("By summary, A–Z"), _("By summary, Z–A")),
    }
    DEFAULT_ORDER = "summary"
    TIES = "pk"


class SummaryFilterSet(BrowseFilterSet):
    """The parameters of `/summaries/`."""

    q = WordsFilter("theme_links__search_text", label=_("Words"))
    city = city_filter(Reach(SUMMARY_CITY))
    country = country_filter(Reach(f"{SUMMARY_CITY}__country"))
    theme = theme_filter(Reach(SUMMARY_THEME))
    sdg = sdg_filter(Reach(SUMMARY_SDG))
    topic = topic_filter(Reach(SUMMARY_TOPIC))
    organisation = organisation_filter(
        named(SUMMARY_ACTIVITY, "organisation_links__organisation"),
        named(SUMMARY_ACTIVITY, "outcomes__organisations"),
        named(SUMMARY_PILOT, "organisation_links__organisation"),
    )
    kind = ChoicesFilter("kind", SummaryKind, noun=_("kind"), label=_("Kind"))
    from_ = MonthFilter(*PERIOD, label=_("From"))
    to = MonthFilter(*PERIOD, last=True, label=_("To"))
    year = YearsFilter(*PERIOD, label=_("Year"))
    compare = ChoiceToCompare(
        "summary",
        vocabulary=Records(
            lambda: Summary.objects.published(), label=lambda summary: summary.short_title
        ),
    )

    ORDERS = {
        "title": ("sort_title", _("Title, A–Z"), _("Title, Z–A")),
        "date": ("period_start", _("Earliest period first"), _("Latest period first")),
    }
    DEFAULT_ORDER = "title"
