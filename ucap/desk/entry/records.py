"""New activities and pilots, made from the fields of a card as drafts."""

from collections.abc import Mapping
from typing import Any

from pilots.models import (
    Activity,
    ActivityCity,
    ActivityOrganisation,
    ActivityTheme,
    Basis,
    CityRole,
    Mode,
    OrganisationRole,
    PilotCity,
    PilotOrganisation,
    PilotProject,
    PilotTheme,
    Stage,
)
from ucap.desk.entry.entering import Entering
from ucap.desk.entry.fields import Named
from ucap.desk.entry.rows import free_slug

CITY_MARKS: dict[str, dict[str, Any]] = {
    "hosts": {"role": CityRole.VENUE},
    "takes part": {"role": CityRole.PARTICIPANT},
    "takes part and hosts": {"role": CityRole.BOTH},
    "implied": {"basis": Basis.IMPLIED},
}
"""What may stand in brackets behind a city of an activity, and what it stores."""
IMPLIED: dict[str, dict[str, Any]] = {"implied": {"basis": Basis.IMPLIED}}
"""The same behind a city of a pilot."""
ORGANISATION_MARKS: dict[str, dict[str, Any]] = {
    str(role.label).casefold(): {"role": role} for role in OrganisationRole
}
"""The same behind an organisation."""


def make_activity(title: str, facts: Mapping[str, Any], entering: Entering) -> Activity:
    """A new draft of an activity with its links; `facts` are a card's cleaned fields."""
    when = facts["new_when"]
    activity = Activity.objects.create(
        title=title,
        slug=free_slug(title, Activity.objects.all(), length=120, otherwise="activity"),
        kind=facts["new_kind"],
        mode=facts["new_mode"] or Mode.NOT_STATED,
        occasion=facts["new_occasion"],
        description=facts["new_description"],
        location_text=facts["new_place"],
        start=when.start,
        end=when.end,
        precision=when.precision,
    )
    for named in facts["new_cities"]:
        values = stored(named, CITY_MARKS)
        ActivityCity.objects.create(activity=activity, city_id=entering.city(named), **values)
    for named in facts["new_organisations"]:
        ActivityOrganisation.objects.create(activity=activity, **_body(named, entering))
    for named in facts["new_themes"]:
        ActivityTheme.objects.create(activity=activity, theme_id=named.entry.pk)
    return activity


def make_pilot(title: str, facts: Mapping[str, Any], entering: Entering) -> PilotProject:
    """A new draft of a pilot with its links; `facts` are a card's cleaned fields."""
    when = facts["new_when"]
    pilot = PilotProject.objects.create(
        title=title,
        slug=free_slug(title, PilotProject.objects.all(), length=120, otherwise="pilot"),
        kind=facts["new_kind"],
        stage=facts["new_stage"] or Stage.PROPOSED,
        description=facts["new_description"],
        location_text=facts["new_place"],
        start=when.start,
        end=when.end,
        precision=when.precision,
    )
    for named in facts["new_cities"]:
        values = stored(named, IMPLIED)
        PilotCity.objects.create(pilot=pilot, city_id=entering.city(named), **values)
    for named in facts["new_organisations"]:
        PilotOrganisation.objects.create(pilot=pilot, **_body(named, entering))
    for named in facts["new_themes"]:
        PilotTheme.objects.create(pilot=pilot, theme_id=named.entry.pk)
    return pilot


def stored(named: Named, marks: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The values that the words behind a name stand for."""
    return {key: value for word in named.marks for key, value in marks[word].items()}


def _body(named: Named, entering: Entering) -> dict[str, Any]:
    """An organisation's link: what is typed is what the document prints."""
    return {
        "organisation_id": entering.organisation(named),
        "name_printed": named.token.printed or named.token.name,
        **stored(named, ORGANISATION_MARKS),
    }
