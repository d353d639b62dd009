"""The look-ups of the lower floors that reach upward, all in one place.

`cities` and `pilots` import nothing from the floors above them, yet a city is
public because a summary names it, and a pilot has the SDGs of the summaries
that cite it. These look-ups lead there through reverse accessors; a change of
a `related_name` above is a change here and nowhere else. Each pair says how to
get there and which of the records on the way must be published: what drafts
say counts nowhere.
"""

from django.db.models import Q

from browse.facets import Reach
from browse.publishing import Status


def published(lookup: str) -> Q:
    """The condition that the record at `lookup` is published ("" is the record itself)."""
    return Q(**{f"{lookup}__status" if lookup else "status": Status.PUBLISHED})


# From an activity or a pilot to the summaries that cite it.
CITING = "citations__summary"
CITED = published(CITING)

# From a city to what names it.
CITY_SUMMARY = "side_links__side__summary"
CITY_ACTIVITY = "activity_links__activity"
CITY_PILOT = "pilot_links__pilot"

# From an organisation, and from a theme, to what names it.
ORGANISATION_ACTIVITY = "activity_links__activity"
ORGANISATION_PILOT = "pilot_links__pilot"
THEME_SUMMARY = "summary_links__summary"
THEME_ACTIVITY = "activity_links__activity"
THEME_PILOT = "pilot_links__pilot"


def through(lookup: str, rest: str) -> Reach:
    """The values at `lookup` + `rest` of published records at `lookup`."""
    return Reach(f"{lookup}__{rest}", published(lookup))


def cited(lookup: str, rest: str) -> Reach:
    """The values at `rest` of the published summaries that cite the published records at `lookup`.

    With an empty `lookup` the record itself is the one that is cited.
    """
    citing = f"{lookup}__{CITING}" if lookup else CITING
    given = published(citing) & (published(lookup) if lookup else Q())
    return Reach(f"{citing}__{rest}", given)
