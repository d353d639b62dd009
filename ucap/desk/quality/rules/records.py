"""Rules for activities, their outcomes, and pilots."""

from functools import partial
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _

from browse.publishing import Status
from pilots.models import (
    Activity,
    ActivityCity,
    ActivityOrganisation,
    ActivityRelation,
    Outcome,
    PilotProject,
    PilotRelation,
)
from ucap.desk.quality.comparing import in_a_circle
from ucap.desk.quality.rule import Rule, Severity
from ucap.desk.quality.rules.gaps import gap_rule

TELLING = 40
"""How many characters a description has at least that tells more than a title."""
OUTCOME_TELLING = 15


def uncited(model: type[Model]) -> QuerySet:
    """Records that no summary cites, not even a draft."""
    return model._default_manager.filter(citations=None)


def told_by_drafts(model: type[Model]) -> QuerySet:
    """Published records that are cited, but by drafts only."""
    published = Q(status=Status.PUBLISHED)
    told = model._default_manager.filter(citations__summary__status=Status.PUBLISHED)
    cited = model._default_manager.filter(citations__isnull=False)
    return model._default_manager.filter(published, pk__in=cited.values("pk")).exclude(
        pk__in=told.values("pk")
    )


def without_city(model: type[Model]) -> QuerySet:
    """Records without a city."""
    return model._default_manager.filter(city_links=None)


def naming_drafts() -> QuerySet:
    """Published activities that are part of a draft, or about a pilot that is one."""
    about: Any = Activity.pilots.through
    drafts = about.objects.exclude(pilotproject__status=Status.PUBLISHED)
    return Activity.objects.filter(
        Q(part_of__isnull=False) & ~Q(part_of__status=Status.PUBLISHED)
        | Q(pk__in=drafts.values("activity")),
        status=Status.PUBLISHED,
    )


def related_to_drafts(model: type[Model]) -> QuerySet:
    """Relations of a published record with one that is not."""
    source, target = Q(source__status=Status.PUBLISHED), Q(target__status=Status.PUBLISHED)
    return model._default_manager.filter(source & ~target | target & ~source)


def outcomes_apart(links: Any, name: str, linked: type[Model]) -> QuerySet:
    """Outcomes that name a `name` (city, organisation) which `linked` does not join to their
    activity; `links` joins outcomes and what they name."""
    own = linked._default_manager.filter(
        **{"activity": OuterRef("outcome__activity"), name: OuterRef(name)}
    )
    return Outcome.objects.filter(pk__in=links.objects.filter(~Exists(own)).values("outcome"))


def brief(model: type[Model], field: str, least: int, *, empty: bool) -> QuerySet:
    """Records with less than `least` characters in `field`; those with none if `empty` says so."""
    short = model._default_manager.annotate(told=Length(field)).filter(told__lt=least)
    return short if empty else short.filter(told__gt=0)


RULES = (
    Rule(
        slug="activity-circle",
        severity=Severity.ERROR,
        model=Activity,
        title=_("It is part of itself, through others."),
        advice=_("Find the one of them that is the whole, and empty its “part of”."),
        broken=partial(in_a_circle, Activity),
    ),
    Rule(
        slug="outcome-other-city",
        severity=Severity.ERROR,
        model=Outcome,
        title=_("It names a city that its activity does not."),
        advice=_("Add the city to the activity, or take it out of the outcome."),
        broken=partial(outcomes_apart, Outcome.cities.through, "city", ActivityCity),
        within="activity",
    ),
    Rule(
        slug="outcome-other-organisation",
        severity=Severity.ERROR,
        model=Outcome,
        title=_("It names an organisation that its activity does not."),
        advice=_("Add the organisation to the activity, or take it out of the outcome."),
        broken=partial(
            outcomes_apart, Outcome.organisations.through, "organisation", ActivityOrganisation
        ),
        within="activity",
    ),
    Rule(
        slug="activity-uncited",
        severity=Severity.WARNING,
        model=Activity,
        title=_("No summary cites it."),
        advice=_("Cite it in the summary that tells of it: a record needs a source."),
        broken=partial(uncited, Activity),
    ),
    Rule(
        slug="pilot-uncited",
        severity=Severity.WARNING,
        model=PilotProject,
        title=_("No summary cites it."),
        advice=_("Cite it in the summary that tells of it: a record needs a source."),
        broken=partial(uncited, PilotProject),
    ),
    Rule(
        slug="activity-told-by-drafts",
        severity=Severity.WARNING,
        model=Activity,
        title=_("It is published, but only drafts cite it."),
        advice=_("Publish one of the summaries, or withdraw it: readers see no source."),
        broken=partial(told_by_drafts, Activity),
    ),
    Rule(
        slug="pilot-told-by-drafts",
        severity=Severity.WARNING,
        model=PilotProject,
        title=_("It is published, but only drafts cite it."),
        advice=_("Publish one of the summaries, or withdraw it: readers see no source."),
        broken=partial(told_by_drafts, PilotProject),
    ),
    Rule(
        slug="activity-undated",
        severity=Severity.WARNING,
        model=Activity,
        title=_("It has no date."),
        advice=_("Give at least the month, if a document tells it; the timeline leaves it out."),
        broken=lambda: Activity.objects.filter(start=None),
    ),
    Rule(
        slug="activity-without-city",
        severity=Severity.WARNING,
        model=Activity,
        title=_("It has no city."),
        advice=_("Link the cities that a document names or plainly implies."),
        broken=partial(without_city, Activity),
    ),
    Rule(
        slug="pilot-without-city",
        severity=Severity.WARNING,
        model=PilotProject,
        title=_("It has no city."),
        advice=_("Link the cities that a document names or plainly implies."),
        broken=partial(without_city, PilotProject),
    ),
    Rule(
        slug="activity-names-draft",
        severity=Severity.WARNING,
        model=Activity,
        title=_("It is published, but part of a draft or about a pilot that is one."),
        advice=_("Publish the other, too; until then readers do not see that they belong."),
        broken=naming_drafts,
    ),
    Rule(
        slug="activity-relation-to-draft",
        severity=Severity.WARNING,
        model=ActivityRelation,
        title=_("It joins a published activity with one that is not."),
        advice=_("Publish the other, too; until then readers do not see that they belong."),
        broken=partial(related_to_drafts, ActivityRelation),
        within="source",
    ),
    Rule(
        slug="pilot-relation-to-draft",
        severity=Severity.WARNING,
        model=PilotRelation,
        title=_("It joins a published pilot with one that is not."),
        advice=_("Publish the other, too; until then readers do not see that they belong."),
        broken=partial(related_to_drafts, PilotRelation),
        within="source",
    ),
    gap_rule("outcome-gap", Outcome, "activity"),
    Rule(
        slug="activity-brief",
        severity=Severity.INFORMATION,
        model=Activity,
        title=_("Its description is very short."),
        advice=_("Say what took place, or leave it empty when the title says it all."),
        broken=partial(brief, Activity, "description", TELLING, empty=False),
    ),
    Rule(
        slug="pilot-brief",
        severity=Severity.INFORMATION,
        model=PilotProject,
        title=_("Its description is empty or very short."),
        advice=_("Say who wants to do what, as far as a document tells it."),
        broken=partial(brief, PilotProject, "description", TELLING, empty=True),
    ),
    Rule(
        slug="outcome-brief",
        severity=Severity.INFORMATION,
        model=Outcome,
        title=_("Its text is very short."),
        advice=_("Say what was signed, agreed or defined, and between whom."),
        broken=partial(brief, Outcome, "text", OUTCOME_TELLING, empty=True),
        within="activity",
    ),
)
