"""Activities in a briefing, with what came out of them."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from cities.around import told_in
from pilots.models import Activity, Outcome, PilotProject
from ucap.api.briefing import naming, parts, sources
from ucap.api.briefing.document import (
    Entry,
    Fact,
    Line,
    fact,
    line,
    link,
    paragraphs,
    quiet,
)


def load(activities: QuerySet) -> Any:
    """The activities with all that an entry says. Fifteen queries besides their own."""
    return activities.prefetch_related(
        *naming.links_loaded(Activity),
        *sources.told_with_terms(Activity),
        Prefetch("part_of", Activity.objects.published()),
        Prefetch("parts", Activity.objects.published()),
        Prefetch("pilots", PilotProject.objects.published()),
        Prefetch(
            "outcomes",
            Outcome.objects.prefetch_related("cities", "organisations", told_in(Outcome)),
        ),
    )


def subtitle(activity: Activity) -> str:
    """What it was and when, in a few words."""
    return _("%(kind)s, %(dates)s") % {
        "kind": activity.get_kind_display(),
        "dates": activity.dates or _("not dated"),
    }


def facts(activity: Any) -> tuple[Fact, ...]:
    """What the documents say of an activity."""
    return (
        *fact(_("When"), activity.dates or _("not dated")),
        *fact(_("Kind"), str(activity.get_kind_display())),
        *fact(_("How"), str(activity.get_mode_display())),
        *fact(_("Occasion"), activity.occasion),
        *naming.cities(activity),
        *fact(_("Place"), activity.location_text),
        *naming.organisations(activity),
        *fact(_("Outcomes"), *(outcome(item) for item in activity.outcomes.all())),
        *fact(_("Funding"), *paragraphs(activity.funding)),
        *naming.themes(activity),
        *sources.differently(activity.told_in, activity.dates),
    )


def outcome(item: Any) -> Line:
    """What came out, who is in it, and the places that say so."""
    concerned = [*item.cities.all(), *item.organisations.all()]
    places = sources.short(item.told_in)
    return line(
        quiet(f"{item.get_kind_display()}: "),
        item.text,
        *_framed(" – ", naming.names(concerned), ""),
        *_framed(" [", places, "]"),
    )


def _framed(before: str, spans: Line, after: str) -> Line:
    return line(quiet(before), *spans, quiet(after)) if spans else ()


def around(activity: Any) -> tuple[Fact, ...]:
    """What stands around an activity, which a section on other records leaves out."""
    whole = activity.part_of
    return (
        *fact(_("Part of"), *([line(link(whole))] if whole else [])),
        *fact(_("Part of it"), *(line(link(part)) for part in activity.parts.all())),
        *fact(_("Pilots it was about"), *(line(link(pilot)) for pilot in activity.pilots.all())),
        *naming.related(activity),
        *sources.terms(activity.told_in),
    )


def entry(activity: Activity, *, first: tuple[Fact, ...] = ()) -> Entry:
    """An activity in a briefing on something else. `first` is said before all other facts."""
    return parts.entry("activity", activity, (*first, *facts(activity)))


def listed(activity: Activity) -> Entry:
    """An activity on a list of activities, with all that is known of it."""
    return parts.entry("activity", activity, (*facts(activity), *around(activity)))
