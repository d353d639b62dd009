"""The look-ups of the lower floors that reach upward, all in one place.

`cities` and `pilots` import nothing from the floors above them, yet a city is
public because a summary names it, and a pilot has the SDGs of the summaries
that cite it. The look-ups here lead there through reverse accessors; a change
of a `related_name` above is a change here and nowhere else. What drafts say
counts nowhere: every look-up comes with the condition that the records on the
way are published.
"""

from typing import Any

from django.db.models import Exists, Model, OuterRef, Q
from django.db.models.expressions import Combinable

from browse.facets import Reach, number_of, target
from browse.publishing import Status

# From an activity or a pilot to the summaries that cite it.
CITATIONS = "citations"
CITING = "citations__summary"

# From a city, an organisation and a theme to the records that name it.
CITY_SUMMARY = "side_links__side__summary"
CITY_ACTIVITY = "activity_links__activity"
CITY_PILOT = "pilot_links__pilot"
ORGANISATION_ACTIVITY = "activity_links__activity"
ORGANISATION_PILOT = "pilot_links__pilot"
OUTCOME_ACTIVITY = "outcomes__activity"
THEME_SUMMARY = "summary_links__summary"
THEME_ACTIVITY = "activity_links__activity"
THEME_PILOT = "pilot_links__pilot"

# All that makes the public see an organisation (it or a part of it is named), a city (it or an
# organisation seated there is named) and a theme.
ORGANISATION_NAMED = tuple(
    whole + lookup
    for whole in ("", "parts__")
    for lookup in (ORGANISATION_ACTIVITY, ORGANISATION_PILOT, OUTCOME_ACTIVITY)
)
CITY_NAMED = (
    CITY_SUMMARY,
    CITY_ACTIVITY,
    CITY_PILOT,
    OUTCOME_ACTIVITY,
    *(f"organisations__{lookup}" for lookup in ORGANISATION_NAMED),
)
THEME_NAMED = (THEME_SUMMARY, THEME_ACTIVITY, THEME_PILOT)

# From a record, an SDG or a topic to summaries and back.
TERM_SUMMARY = "summary_links__summary"
SUMMARY_ACTIVITY = "activity_citations__activity"
SUMMARY_PILOT = "pilot_citations__pilot"
SUMMARY_CITY = "sides__city_links__city"
SUMMARY_THEME = "theme_links__theme"
SUMMARY_SDG = "sdg_links__sdg"
SUMMARY_TOPIC = "topic_links__topic"


def published(lookup: str) -> Q:
    """The condition that the record at `lookup` is published ("" is the record itself)."""
    return Q(**{f"{lookup}__status" if lookup else "status": Status.PUBLISHED})


def naming(model: type[Model], *lookups: str) -> Q:
    """The condition that a published record at one of `lookups` names a record of `model`."""
    condition: Any = Q(pk__in=[])
    for lookup in lookups:
        # not `pk__in`: that would find all such records first, even to look at one of them
        naming = model._base_manager.filter(published(lookup), pk=OuterRef("pk"))
        condition |= Exists(naming)
    return condition


def named(lookup: str, rest: str) -> Reach:
    """The values at `rest` of the published records at `lookup`; "" for the records."""
    return Reach(f"{lookup}__{rest}" if rest else lookup, published(lookup))


def cited(lookup: str, rest: str = "") -> Reach:
    """The values at `rest` of the published summaries that cite the published record at `lookup`.

    An empty `lookup` is the record itself, an empty `rest` the summaries.
    """
    citing = f"{lookup}__{CITING}" if lookup else CITING
    given = published(citing) & published(lookup)
    return Reach(f"{citing}__{rest}" if rest else citing, given)


def number_named(model: type[Model], lookup: str, rest: str = "") -> Combinable:
    """An expression for how many published records at `lookup` name each record of `model`.

    With `rest`, for how many different values those have there.
    """
    reach = named(lookup, rest)
    return number_of(model, reach.lookup, reach.given)


def number_told(model: type[Model], lookup: str, rest: str) -> Combinable:
    """An expression for how many published records at `rest` those at `lookup` cite."""
    reach = told(lookup, rest)
    return number_of(model, reach.lookup, reach.given)


def told(lookup: str, rest: str) -> Reach:
    """The published records at `rest` of the published summaries at `lookup`."""
    end = f"{lookup}__{rest}"
    return Reach(end, published(lookup) & published(end))


def summaries(model: type[Model], lookup: str) -> Any:
    """The published summaries, found as the model at the end of `lookup` from `model`."""
    return target(model, lookup)._default_manager.filter(published(""))
