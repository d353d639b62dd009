"""When records changed last, worked out for many of them at once, in the query that reads them."""

from django.db.models import DateTimeField, Max, Model, OuterRef, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest

from browse.history.parts import events, ever_part, parts
from browse.history.public import seen_now


def last_modified(model: type[Model]) -> Combinable:
    """An expression for when each record of `model` changed last, as `last_changed` says it.

    Takes a tracked model; gives a moment, or nothing for a record without a history. A few
    look-ups in indexes for each record and each kind of its parts, in the same query.
    """
    newest = [_newest(part, model) for part in parts(model)]
    return Greatest(*newest) if len(newest) > 1 else newest[0]


def _newest(part: type[Model], model: type[Model]) -> Subquery:
    """When the newest event of a record, or of one kind of its parts, was."""
    there = events(part).objects.filter(ever_part(part, model, OuterRef("pk")), seen_now(part))
    grouped = there.order_by().annotate(all=Value(1)).values("all")
    newest = grouped.annotate(newest=Max("pgh_created_at")).values("newest")
    return Subquery(newest, output_field=DateTimeField())
