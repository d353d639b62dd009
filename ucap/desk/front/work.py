"""What there is to do: the beginning of the desk's front page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import (
    CharField,
    Count,
    F,
    IntegerField,
    Model,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Concat, NullIf, Trim
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from browse.history import FIRST
from browse.publishing import Status
from browse.text import Spoken
from cities.models import City, Organisation, Theme
from pilots.models import Activity, PilotProject
from ucap.desk.history.rights import READ
from ucap.desk.merge.kinds import mergeable
from ucap.desk.models import Step
from ucap.desk.quality.attention import attention
from ucap.desk.review import addresses
from ucap.summaries.models import Summary

SHOWN = 8
"""How many records stand in each list."""

EVENTS_READ = 6 * SHOWN
"""How many of the last events are read, since a record may be changed several times in a row."""

COLUMNS = ("pgh_id", "pgh_created_at", "pgh_label", "id", "table", "called", "who")

NAMES: dict[Any, str] = {
    Summary: "title",
    Activity: "title",
    PilotProject: "title",
    City: "name",
    Organisation: "name",
    Theme: "name",
}
"""The models whose changes are told, and what their records are called by."""

DONE: dict[str, Spoken] = {
    "insert": _("added"),
    "update": _("changed"),
    "delete": _("deleted"),
}


@dataclass(frozen=True)
class Change:
    """The last change of a record: what it is called, what was done, by whom, when."""

    name: str
    kind: Spoken
    done: Spoken
    who: str
    at: datetime
    url: str


@dataclass(frozen=True)
class Waiting:
    """Records that wait for somebody, the first few of them, and how many there are."""

    rows: list[Any]
    count: int

    @property
    def more(self) -> int:
        """How many are not among the rows."""
        return self.count - len(self.rows)


def work(request: HttpRequest) -> dict[str, Any]:
    """What the front page shows whoever asks, as far as they may view it. At most ten queries."""
    user: Any = request.user
    found: dict[str, Any] = {"changes": [], "may_merge": bool(mergeable(request))}
    if user.has_perms(READ):
        found["attention"] = attention(request)
    if user.has_perm("summaries.view_summary"):
        found["in_review"] = in_review()
    kinds = [
        model
        for model in (Summary, Activity, PilotProject)
        if user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
    ]
    found["drafts"] = [{"model": model, "waiting": drafts_of(user, model)} for model in kinds]
    found["no_drafts"] = not any(draft["waiting"].count for draft in found["drafts"])
    viewed = [
        model
        for model in NAMES
        if user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
    ]
    if viewed:
        found["changes"] = recent_changes(viewed)
    return found


def _first(records: QuerySet) -> Waiting:
    rows = list(records.annotate(total=Subquery(_total(records)))[:SHOWN])
    return Waiting(rows, rows[0].total if rows else 0)


def _total(records: QuerySet) -> QuerySet:
    """How many `records` there are, as a subquery of one row."""
    counted = records.order_by().values(all_of=Value(1)).annotate(n=Count("pk"))
    return counted.values("n")


def drafts_of(user: Any, model: Any) -> Waiting:
    """The drafts of `model` that `user` has added or changed, the latest changed first.

    One query.
    """
    events = model.pgh_event_model.objects.filter(pgh_context__metadata__user=user.pk)
    touched = events.order_by().values("pgh_obj_id")
    drafts = model.objects.filter(status=Status.DRAFT, pk__in=touched)
    last = events.filter(pgh_obj_id=OuterRef("pk")).order_by("-pgh_id").values("pgh_created_at")[:1]
    return _first(drafts.annotate(touched_at=Subquery(last)).order_by("-touched_at", "pk"))


def in_review() -> Waiting:
    """The summaries that wait for an editor, the longest waiting first. One query."""
    last = Step.objects.filter(summary=OuterRef("pk"), after=Status.REVIEW).order_by("-at", "-pk")
    waiting = Summary.objects.filter(status=Status.REVIEW).annotate(
        submitted_at=Subquery(last.values("at")[:1]),
        submitted_by=Subquery(last.values("name")[:1]),
    )
    return _first(waiting.order_by(F("submitted_at").asc(nulls_first=True), "pk"))


def recent_changes(models: list[type[Model]]) -> list[Change]:
    """The records of `models` that were changed last, each once. One query."""
    parts = [_events(model) for model in models]
    first, *others = parts
    rows = first.union(*others, all=True) if others else first
    changes: dict[tuple[str, int], Change] = {}
    by_table = {model._meta.db_table: model for model in models}
    for row in rows.order_by("-pgh_created_at", "-pgh_id")[:EVENTS_READ]:
        place = (row["table"], row["id"])
        if place not in changes and len(changes) < SHOWN:
            changes[place] = _change(by_table[row["table"]], row)
    return list(changes.values())


def _events(model: Any) -> QuerySet:
    """The last events of `model`, in columns that are alike for every model."""
    people = get_user_model()._default_manager
    events = model.pgh_event_model.objects.exclude(pgh_label=FIRST)
    by = Cast(OuterRef("by"), IntegerField())
    full = NullIf(Trim(Concat("first_name", Value(" "), "last_name")), Value(""))
    named = people.filter(pk=by).annotate(called=Coalesce(full, "username")).values("called")
    return (
        events.annotate(
            by=KeyTextTransform("user", "pgh_context__metadata"),
            table=Value(model._meta.db_table, output_field=CharField()),
            called=F(NAMES[model]),
        )
        .annotate(who=Coalesce(Subquery(named), Value(""), output_field=CharField()))
        .order_by("-pgh_id")
        .values(*COLUMNS)[:EVENTS_READ]
    )


def _change(model: type[Model], row: dict[str, Any]) -> Change:
    gone = row["pgh_label"] == "delete"
    return Change(
        name=row["called"],
        kind=model._meta.verbose_name or "",
        done=DONE.get(row["pgh_label"], row["pgh_label"]),
        who=row["who"],
        at=row["pgh_created_at"],
        url="" if gone else addresses.edit(model(pk=row["id"])),
    )
