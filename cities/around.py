"""What stands around a record on its page, on whichever floor it is: querysets for views.

Everything here leads through reverse accessors (`cities/upward.py`) and gives
published records only.
"""

from typing import Any

from django.db.models import Count, F, Model, Prefetch, Q, QuerySet, Value

from browse.facets import Reach, number_of, target
from cities import upward


def values_of(record: Model, *reaches: Reach) -> Any:
    """The values that `record` reaches, each once: its themes, say. One query.

    All `reaches` must end at the same model.
    """
    model = type(record)
    found = Q(pk__in=[])
    for reach in reaches:
        there = model._default_manager.filter(reach.given, pk=record.pk).values(reach.lookup)
        found |= Q(pk__in=there)
    return target(model, reaches[0].lookup)._default_manager.filter(found)


def reached(record: Model, *reaches: Reach) -> Any:
    """The published records that `record` reaches, each once.

    All `reaches` must end at the same model, one with a status; summaries, activities and
    pilots are found this way from a city, an organisation or a term.
    """
    return values_of(record, *reaches).filter(upward.published(""))


def in_time(links: QuerySet) -> QuerySet:
    """Those `links` to activities that lead to published ones, in order of time."""
    shown = links.filter(upward.published("activity")).select_related("activity")
    shown = shown.prefetch_related("activity__city_links__city")
    return shown.order_by(F("activity__start").asc(nulls_last=True), "activity__slug", "pk")


def by_title(links: QuerySet) -> QuerySet:
    """Those `links` to pilots that lead to published ones, by title."""
    shown = links.filter(upward.published("pilot")).select_related("pilot")
    shown = shown.prefetch_related("pilot__city_links__city")
    return shown.order_by("pilot__sort_title", "pilot__slug", "pk")


def outcomes_of(record: Any) -> QuerySet:
    """The outcomes of published activities that concern `record`, in order of time. Two queries.

    Those that name it; and those that name no city at all, as “memoranda were
    signed”, of activities that it is in.
    """
    outcomes = record.outcomes.model._default_manager
    mine = outcomes.filter(activity__in=record.activity_links.values("activity"))
    unnamed = mine.filter(cities__isnull=True).values("pk")
    # two subqueries: a join to the cities would give an outcome once for each of them
    concerned = Q(pk__in=record.outcomes.values("pk")) | Q(pk__in=unnamed)
    shown = outcomes.filter(concerned, upward.published("activity")).select_related("activity")
    ordered = shown.order_by(
        F("activity__start").asc(nulls_last=True), "activity__slug", "position"
    )
    return ordered.prefetch_related(told_in(record.outcomes.model))


def printed_labels(term: Any) -> QuerySet:
    """How published summaries print the theme, SDG or topic `term`, and what they say under it."""
    shown = term.summary_links.filter(upward.published("summary")).select_related("summary")
    return shown.order_by("summary__sort_title", "summary__slug", "position")


def sides_alone(city: Any) -> QuerySet:
    """The sides of published summaries on which `city` stands alone, with the notes on them."""
    sides = target(type(city), "side_links__side")._default_manager
    alone = sides.annotate(size=Count("city_links")).filter(size=1)
    mine = alone.filter(upward.published("summary"), pk__in=city.side_links.values("side"))
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
        mine = model._default_manager.filter(upward.published(lookup), pk=record.pk).values(lookup)
        shared = number_of(model, lookup, Q(**{f"{lookup}__in": mine}))
        others = others.annotate(**{f"shared_{number}": shared})
        total = total + F(f"shared_{number}")
    return others.annotate(shared=total).order_by("-shared", *model._meta.ordering)


def partners(city: Any) -> QuerySet:
    """The cities on the other side of published summaries, those that share most first.

    `shared_1` counts the activities, `shared_2` the pilots and `shared_3` the
    summaries that both are in.
    """
    links = target(type(city), "side_links")._default_manager.filter(
        upward.published("side__summary")
    )
    mine = links.filter(city=city)
    across = Q(pk__in=[])
    for column, other in ((1, 2), (2, 1)):
        plans = mine.filter(side__column=column).values("side__summary")
        there = links.filter(side__column=other, side__summary__in=plans)
        across |= Q(pk__in=there.values("city"))
    return sharing(city, upward.CITY_ACTIVITY, upward.CITY_PILOT, upward.CITY_SUMMARY).filter(
        across
    )


def companions(organisation: Any) -> QuerySet:
    """The organisations named in the same activities (`shared_1`) and pilots (`shared_2`)."""
    lookups = (upward.ORGANISATION_ACTIVITY, upward.ORGANISATION_PILOT)
    named = type(organisation)._default_manager
    any_shared = Q(pk__in=[])
    for lookup in lookups:
        mine = named.filter(upward.published(lookup), pk=organisation.pk).values(lookup)
        any_shared |= Q(pk__in=named.filter(**{f"{lookup}__in": mine}).values("pk"))
    # `shared > 0` says the same, but only after counting for every organisation there is
    return sharing(organisation, *lookups).filter(any_shared)


def citations_of(record: Any) -> QuerySet:
    """The places in published summaries that tell of `record`, with their notes. Two queries."""
    notes: Any = target(type(record), f"{upward.CITATIONS}__notes")._default_manager
    shown = record.citations.filter(upward.published("summary")).select_related("summary")
    ordered = shown.order_by("summary__sort_title", "place", "pk")
    return ordered.prefetch_related(
        Prefetch("notes", notes.about_published().select_related("summary").order_by("pk"))
    )


def told_in(model: type[Model], lookup: str = "") -> Prefetch:
    """Load, as `told_in`, the citations of records of `model` by published summaries. One query.

    `lookup` leads to the records, where they are not the ones being loaded.
    """
    citations = target(model, upward.CITATIONS)._default_manager.filter(upward.published("summary"))
    ordered = citations.select_related("summary").order_by("summary__sort_title", "place", "pk")
    path = f"{lookup}__{upward.CITATIONS}" if lookup else upward.CITATIONS
    return Prefetch(path, queryset=ordered, to_attr="told_in")
