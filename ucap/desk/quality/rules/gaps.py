"""Rules for what is numbered: nothing is left out in between."""

from functools import partial

from django.contrib.postgres.fields import ArrayField
from django.db.models import Exists, F, Func, IntegerField, Model, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from ucap.desk.quality.rule import Rule, Severity


def gaps(model: type[Model], whole: str) -> QuerySet:
    """Records with a position above 1, but none with the position before, of the same `whole`."""
    before = model._default_manager.filter(
        **{whole: OuterRef(whole)}, position=OuterRef("position") - 1
    )
    return model._default_manager.filter(~Exists(before), position__gt=1)


class PlaceBefore(Func):
    """The place before one: 2 before 3, 4.1 before 4.2, and 4 before 4.1."""

    template = (
        "CASE WHEN (%(expressions)s)[array_length(%(expressions)s, 1)] > 1"
        " THEN (%(expressions)s)[:array_length(%(expressions)s, 1) - 1]"
        " || (%(expressions)s)[array_length(%(expressions)s, 1)] - 1"
        " ELSE (%(expressions)s)[:array_length(%(expressions)s, 1) - 1] END"
    )
    output_field = ArrayField(IntegerField())


def places_after_gaps(model: type[Model]) -> QuerySet:
    """Citations whose document has none at the place before theirs."""
    before = model._default_manager.filter(summary=OuterRef("summary"), place=OuterRef("before"))
    citations = model._default_manager.annotate(before=PlaceBefore(F("place")))
    return citations.filter(~Exists(before)).exclude(position="1")


def gap_rule(slug: str, model: type[Model], whole: str, *, within: str = "") -> Rule:
    """The rule that the positions of `model` within `whole` run on."""
    return Rule(
        slug=slug,
        severity=Severity.INFORMATION,
        model=model,
        title=_("The position before its own is empty."),
        advice=_("Add what is missing, or close the gap by numbering anew."),
        broken=partial(gaps, model, whole),
        within=within or whole,
    )
