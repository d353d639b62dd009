"""Who may change or delete which record: what Django's permissions per model leave open.

Django says who may change activities; the desk adds that what stands on public
pages is for those who may publish. A record and the rows that are part of it (a
city of an activity, a citation of a summary) go together: whoever may not touch
the published record may not touch, add or take away its parts. What a draft
points at may be public: a draft summary may cite a published activity, since
nothing of it shows before the draft is published.

`PUBLIC` and `PARTS` are the whole of it. A model in neither of them (countries,
themes) is a matter of Django's permissions alone.
"""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model

from browse.facets import target
from browse.publishing import Publishable, Status
from cities.models import City, Organisation
from pilots.models import (
    Activity,
    ActivityCity,
    ActivityOrganisation,
    ActivityRelation,
    ActivityTheme,
    Outcome,
    PilotCity,
    PilotOrganisation,
    PilotProject,
    PilotRelation,
    PilotTheme,
)
from ucap.summaries.models import (
    ActivityCitation,
    EditorialNote,
    PilotCitation,
    Summary,
    SummaryCity,
    SummarySDG,
    SummarySide,
    SummaryTheme,
    SummaryTopic,
)

PUBLIC: dict[type[Model], str] = {
    Summary: "summaries.publish_summary",
    Activity: "pilots.publish_activity",
    PilotProject: "pilots.publish_pilotproject",
    City: "cities.merge_city",
    Organisation: "cities.merge_organisation",
}
"""The records that can be public, and the permission that it takes to touch them when they are."""

PARTS: dict[type[Model], str] = {
    ActivityCity: "activity",
    ActivityOrganisation: "activity",
    ActivityTheme: "activity",
    ActivityRelation: "source",
    Outcome: "activity",
    PilotCity: "pilot",
    PilotOrganisation: "pilot",
    PilotTheme: "pilot",
    PilotRelation: "source",
    SummarySide: "summary",
    SummaryCity: "side__summary",
    SummaryTheme: "summary",
    SummarySDG: "summary",
    SummaryTopic: "summary",
    ActivityCitation: "summary",
    PilotCitation: "summary",
    EditorialNote: "summary",
}
"""The rows that are part of a record, and the look-up that leads to it."""


def needed(model: type[Model]) -> str | None:
    """The permission to touch what is public among the records of `model`; None if there is none.

    No query.
    """
    model = model._meta.concrete_model or model
    if model in PARTS:
        model = target(model, PARTS[model])
    return PUBLIC.get(model)


def whole(obj: Model) -> Any:
    """The record that `obj` is part of, or `obj`; None while a form has not said which.

    A query for each step of the way that is not at hand.
    """
    record: Any = obj
    for step in PARTS.get(obj._meta.concrete_model or type(obj), "").split("__"):
        try:
            record = getattr(record, step) if step else record
        except ObjectDoesNotExist:
            return None
        if record is None:
            return None
    return record


def is_public(record: Model) -> bool:
    """Whether the public sees `record`, one of a model in `PUBLIC`.

    For a city or an organisation one query, for the others none.
    """
    if isinstance(record, Publishable):
        return record.status == Status.PUBLISHED
    return type(record)._default_manager.shown().filter(pk=record.pk).exists()  # type: ignore[attr-defined]


def may_touch(user: Any, obj: Model | None) -> bool:
    """Whether what is public keeps `user` from adding, changing or deleting `obj`, as it is now.

    This comes on top of Django's permission for the model, which it does not look at. Nothing
    in particular (None) is allowed. No query for those who may publish.
    """
    permission = needed(type(obj)) if obj is not None else None
    if obj is None or permission is None or user.has_perm(permission):
        return True
    record = whole(obj)
    return record is None or not is_public(record)


def may_delete(user: Any, obj: Model | None) -> bool:
    """Whether what is public, or what else names it, keeps `user` from deleting `obj`.

    Most of what names a city or an organisation keeps the database from deleting it. An outcome
    does not: its list of names would just become shorter, which is for those who may merge.
    """
    if not may_touch(user, obj):
        return False
    if not isinstance(obj, City | Organisation) or user.has_perm(PUBLIC[type(obj)]):
        return True
    return not obj.outcomes.exists()


def may_delete_all(user: Any, model: type[Model], keys: list[Any]) -> bool:
    """`may_delete` of every record of `model` with one of `keys`.

    Two queries for a city or an organisation, else one; none for those who may publish.
    """
    permission = needed(model)
    if permission is None or user.has_perm(permission):
        return True
    records = model._base_manager.filter(pk__in=keys)
    if issubclass(model, City | Organisation):
        shown = model._default_manager.shown().filter(pk__in=keys)
        return not shown.exists() and not records.filter(outcomes__isnull=False).exists()
    status = "__".join(filter(None, [PARTS.get(model, ""), "status"]))
    return not records.filter(**{status: Status.PUBLISHED}).exists()
