"""Rules for names and addresses, alike for several models."""

from collections.abc import Callable
from functools import partial

from django.db import models
from django.utils.translation import gettext_lazy as _

from cities.models import City, Organisation, Theme
from pilots.models import Activity, PilotProject
from ucap.desk.quality.comparing import renamed_as_itself, sharing_names, slug_unlike
from ucap.desk.quality.rule import Rule, Severity
from ucap.summaries.models import Summary

NAMED: dict[str, type[models.Model]] = {
    "city": City,
    "organisation": Organisation,
    "theme": Theme,
}
TITLED: dict[str, type[models.Model]] = {
    "summary": Summary,
    "activity": Activity,
    "pilot": PilotProject,
}


def each(models: dict[str, type[models.Model]], rule: Callable[..., Rule]) -> tuple[Rule, ...]:
    """The same rule for each of several models."""
    return tuple(rule(name, model) for name, model in models.items())


def name_shared(name: str, model: type[models.Model]) -> Rule:
    """Two records under one name are perhaps one thing."""
    return Rule(
        slug=f"{name}-name-shared",
        severity=Severity.WARNING,
        model=model,
        title=_("Another record has one of its names among its own."),
        advice=_("Merge the two if they are the same; otherwise leave the name with one of them."),
        broken=partial(sharing_names, model),
    )


def name_again(name: str, model: type[models.Model]) -> Rule:
    """Another name that is the name says nothing."""
    return Rule(
        slug=f"{name}-name-again",
        severity=Severity.INFORMATION,
        model=model,
        title=_("Its name stands among its other names, too."),
        advice=_("Take it out of the other names."),
        broken=partial(renamed_as_itself, model),
    )


def slug_old(fields: tuple[str, ...], name: str, model: type[models.Model]) -> Rule:
    """An address that says something else than the names."""
    return Rule(
        slug=f"{name}-slug",
        severity=Severity.INFORMATION,
        model=model,
        title=_("Its address has no word of what it is called."),
        advice=_("Change the address if it misleads; the old one will lead on to the new one."),
        broken=partial(slug_unlike, model, *fields),
    )


RULES = (
    *each(NAMED, name_shared),
    *each(NAMED, name_again),
    *each(NAMED, partial(slug_old, ("name", "other_names"))),
    *each(TITLED, partial(slug_old, ("title",))),
)
