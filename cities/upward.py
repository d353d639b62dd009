"""The look-ups of the lower floors that reach upward, all in one place.

`cities` and `pilots` import nothing from the floors above them, yet a city is
public because a summary names it, and a pilot has the SDGs of the summaries
that cite it. The look-ups here lead there through reverse accessors; a change
of a `related_name` above is a change here and nowhere else. What drafts say
counts nowhere: every look-up comes with the condition that the records on the
way are published.
"""

from typing import Any

from django.db.models import Count, F, Model, Prefetch, Q, QuerySet, Value
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
    condition = Q(pk__in=[])
    for lookup in lookups:
        condition |= Q(pk__in=model._default_manager.filter(published(lookup)).values("pk"))
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


def number_named(model: type[Model], lookup: str) -> Combinable:
    """An expression for how many published records at `lookup` name each record of `model`."""
    return number_of(model, lookup, published(lookup))


def number_told(model: type[Model], lookup: str, rest: str) -> Combinable:
    """An expression for how many published records at `rest` those at `lookup` cite."""
    end = f"{lookup}__{rest}"
    return number_of(model, end, published(lookup) & published(end))


def told(lookup: str, rest: str) -> Reach:
    """The published records at `rest` of the published summaries at `lookup`."""
    end = f"{lookup}__{rest}"
    return Reach(end, published(lookup) & published(end))


def reached(record: Model, *reaches: Reach) -> Any:
    """The published records that `record` reaches, each once.

    All `reaches` must end at the same model, one with a status; summaries, activities and
    pilots are found this way from a city, an organisation or a term.
    """
    model = type(record)
    found = Q(pk__in=[])
    for reach in reaches:
        there = model._default_manager.filter(reach.given, pk=record.pk).values(reach.lookup)
        found |= Q(pk__in=there)
    records = target(model, reaches[0].lookup)._default_manager
    return records.filter(found, published(""))


def in_time(links: QuerySet) -> QuerySet:
    """Those `links` to activities that lead to published ones, in order of time."""
    shown = links.filter(published("activity")).select_related("activity")
    shown = shown.prefetch_related("activity__city_links__city")
    return shown.order_by(F("activity__start").asc(nulls_last=True), "activity__slug", "pk")


def by_title(links: QuerySet) -> QuerySet:
    """Those `links` to pilots that lead to published ones, by title."""
    shown = links.filter(published("pilot")).select_related("pilot")
    shown = shown.prefetch_related("pilot__city_links__city")
    return shown.order_by("pilot__sort_title", "pilot__slug", "pk")


def outcomes_of(record: Any) -> QuerySet:
    """The outcomes of published activities that concern `record`, in order of time. Two queries.

    Those that name it; and those that name no city at all, as “memoranda were
    signed”, of activities that it is in.
    """
    outcomes = record.outcomes.model._default_manager
    unnamed = Q(cities__isnull=True, activity__in=record.activity_links.values("activity"))
    concerned = Q(pk__in=record.outcomes.values("pk")) | unnamed
    shown = outcomes.filter(concerned, published("activity")).select_related("activity")
    ordered = shown.order_by(
        F("activity__start").asc(nulls_last=True), "activity__slug", "position"
    )
    return ordered.prefetch_related(told_in(record.outcomes.model))


def printed_labels(term: Any) -> QuerySet:
    """How published summaries print the theme, SDG or topic `term`, and what they say under it."""
    shown = term.summary_links.filter(published("summary")).select_related("summary")
    return shown.order_by("summary__sort_title", "summary__slug", "position")


def sides_alone(city: Any) -> QuerySet:
    """The sides of published summaries on which `city` stands alone, with the notes on them."""
    sides = target(type(city), "side_links__side")._default_manager
    alone = sides.annotate(size=Count("city_links")).filter(size=1)
    mine = alone.filter(published("summary"), pk__in=city.side_links.values("side"))
    notes: Any = target(sides.model, "summary__notes")._default_manager
    shown = notes.about_published().select_related("summary").order_by("pk")
    return (
        mine.select_related("summary")
        .prefetch_related(Prefetch("summary__notes", shown))
        .order_by("summary__sort_title", "column")
    )


def sharing(record: Any, *lookups: str) -> QuerySet:
    """The other records of the same model that published records at `lookups` name as well.

    Annotated with `shared_1`, `shared_2` … (one for each look-up): how many
    they share. Those that share most come first. One query.
    """
    model = type(record)
    others = model._default_manager.exclude(pk=record.pk)
    total: Any = Value(0)
    for number, lookup in enumerate(lookups, start=1):
        mine = model._default_manager.filter(published(lookup), pk=record.pk).values(lookup)
        shared = number_of(model, lookup, Q(**{f"{lookup}__in": mine}))
        others = others.annotate(**{f"shared_{number}": shared})
        total = total + F(f"shared_{number}")
    return others.annotate(shared=total).order_by("-shared", "sort_name", "slug")


def partners(city: Any) -> QuerySet:
    """The cities on the other side of published summaries, those that share most first.

    `shared_1` counts the activities, `shared_2` the pilots and `shared_3` the
    summaries that both are in.
    """
    links = target(type(city), "side_links")._default_manager.filter(published("side__summary"))
    mine = links.filter(city=city)
    across = Q(pk__in=[])
    for column, other in ((1, 2), (2, 1)):
        plans = mine.filter(side__column=column).values("side__summary")
        there = links.filter(side__column=other, side__summary__in=plans)
        across |= Q(pk__in=there.values("city"))
    return sharing(city, CITY_ACTIVITY, CITY_PILOT, CITY_SUMMARY).filter(across)


def companions(organisation: Any) -> QuerySet:
    """The organisations named in the same activities (`shared_1`) and pilots (`shared_2`)."""
    found = sharing(organisation, ORGANISATION_ACTIVITY, ORGANISATION_PILOT)
    return found.filter(shared__gt=0)


def summaries(model: type[Model], lookup: str) -> Any:
    """The published summaries, found as the model at the end of `lookup` from `model`."""
    return target(model, lookup)._default_manager.filter(published(""))


def citations_of(record: Any) -> QuerySet:
    """The places in published summaries that tell of `record`, with their notes. Two queries."""
    notes: Any = target(type(record), f"{CITATIONS}__notes")._default_manager
    shown = record.citations.filter(published("summary")).select_related("summary")
    ordered = shown.order_by("summary__sort_title", "place", "pk")
    return ordered.prefetch_related(
        Prefetch("notes", notes.about_published().select_related("summary").order_by("pk"))
    )


def told_in(model: type[Model], lookup: str = "") -> Prefetch:
    """Load, as `told_in`, the citations of records of `model` by published summaries. One query.

    `lookup` leads to the records, where they are not the ones being loaded.
    """
    citations = target(model, CITATIONS)._default_manager.filter(published("summary"))
    ordered = citations.select_related("summary").order_by("summary__sort_title", "place", "pk")
    path = f"{lookup}__{CITATIONS}" if lookup else CITATIONS
    return Prefetch(path, queryset=ordered, to_attr="told_in")
