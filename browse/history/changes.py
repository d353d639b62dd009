"""Change sets: all that one request, command or transaction changed."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser
from django.db import connection, models
from django.db.models import F, IntegerField, Q, QuerySet, Value, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from browse.history.events import Event, Key, read, union
from browse.history.parts import Kind, events, ever_part, kinds, parts
from browse.history.tracking import FIRST

SAMPLE = 10
"""From how many rows of each kind a list tells which records a change set is about."""


class Action(models.TextChoices):
    """What somebody was doing: the conventional values of `action` in a context."""

    EDIT = "edit", gettext_lazy("Edited")
    PUBLISH = "publish", gettext_lazy("Published")
    WITHDRAW = "withdraw", gettext_lazy("Withdrawn")
    SUBMIT = "submit", gettext_lazy("Submitted for review")
    RETURN = "return", gettext_lazy("Returned to its author")
    MERGE = "merge", gettext_lazy("Merged")
    BULK = "bulk", gettext_lazy("Changed together with others")
    UNDO = "undo", gettext_lazy("Undone")
    RESTORE = "restore", gettext_lazy("Restored")
    IMPORT = "import", gettext_lazy("Imported")


@dataclass(frozen=True)
class ChangeSet:
    """One change set: when, how many rows, and what its context says of it."""

    key: Key
    since: datetime
    at: datetime
    rows: int
    begins: bool
    """Whether it only enters the rows that were there before their history began."""
    metadata: dict[str, Any] = field(default_factory=dict)
    user: AbstractBaseUser | None = None

    @property
    def who(self) -> str:
        """Whose change it is, in words; "" for nobody's."""
        if self.user:
            return self.user.get_full_name() or self.user.get_username()  # type: ignore[attr-defined]
        return _("Somebody whose account is gone") if self.metadata.get("user") else ""

    @property
    def reason(self) -> str:
        """Why, in the words of whoever made it; "" if nothing was said."""
        return str(self.metadata.get("reason") or "")

    @property
    def undoes(self) -> Key | None:
        """The change set that it reverses, if it is the undoing of one."""
        undone = self.metadata.get("undoes")
        return Key.parse(undone) if undone else None

    @property
    def how(self) -> str:
        """In what way it was made, in words."""
        if self.begins:
            return _("There when its history began")
        action, command = self.metadata.get("action"), self.metadata.get("command")
        if action in Action.values:
            return str(Action(action).label)
        if command:
            return _("By the command “%(name)s”") % {"name": command}
        return str(Action.EDIT.label) if self.metadata else _("Directly in the database")


DATABASE, COMMAND = "database", "command"
WAYS = [
    *Action.choices,
    (COMMAND, gettext_lazy("By a command")),
    (DATABASE, gettext_lazy("Directly in the database")),
]
"""What a list of change sets can be narrowed to."""

UNSAID = {
    DATABASE: f"c.id IS NULL AND e.label <> '{FIRST}'",
    COMMAND: "c.metadata ? 'command'",
    Action.EDIT.value: """
        (c.metadata ->> 'action' = 'edit'
         OR c.id IS NOT NULL AND NOT c.metadata ?| ARRAY['action', 'command'])
    """,
}
"""Conditions, as SQL, for ways that a context does not say by its `action`."""


@dataclass(frozen=True)
class Wanted:
    """Which change sets to list; everything, unless something is given."""

    keys: tuple[Key, ...] = ()
    record: tuple[Kind, int] | None = None
    kind: Kind | None = None
    person: int | None = None
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None
    undoes: Key | None = None

    def events(self) -> dict[Kind, QuerySet]:
        """The events to look at, by model."""
        model, pk = self.record or (self.kind, 0)
        condition = in_sets(self.keys) if self.keys else Q()
        if self.since:
            condition &= Q(pgh_created_at__gte=self.since)
        if self.until:
            condition &= Q(pgh_created_at__lt=self.until)
        return {
            part: events(part).objects.filter(
                condition, ever_part(part, model, pk) if model and self.record else Q()
            )
            for part in (parts(model) if model else kinds())
        }

    def condition(self) -> tuple[str, list[Any]]:
        """What the context must say, as SQL."""
        conditions, values = ["TRUE"], []
        if self.person:
            conditions.append("c.metadata ->> 'user' = %s")
            values.append(str(self.person))
        if self.undoes:
            conditions.append("c.metadata ->> 'undoes' = %s")
            values.append(str(self.undoes))
        if self.action in UNSAID:
            conditions.append(UNSAID[self.action])
        elif self.action:
            conditions.append("c.metadata ->> 'action' = %s")
            values.append(self.action)
        return " AND ".join(conditions), values


class ChangeSets:
    """The change sets that are wanted, newest first: something that can be counted and sliced."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted

    def __len__(self) -> int:
        """How many there are. One query."""
        return self._run("SELECT COUNT(*) FROM ({}) AS sets")[0][0]

    count = __len__

    def __getitem__(self, rows: slice) -> list[ChangeSet]:
        """Those of a page, with their people. Two queries."""
        limit = f"LIMIT {int(rows.stop) - int(rows.start or 0)} OFFSET {int(rows.start or 0)}"
        found = self._run(f"{{}} ORDER BY MAX(e.at) DESC, e.context {limit}")
        return with_people([_change_set(*values) for values in found])

    def _run(self, frame: str) -> list[tuple[Any, ...]]:
        """The rows of the query within `frame`: one for each change set."""
        arms = union(
            [
                found.order_by()
                .annotate(pgh_kind=Value(kinds().index(model), IntegerField()))
                .values_list("pgh_kind", "pgh_context_id", "pgh_created_at", "pgh_label")
                for model, found in self.wanted.events().items()
            ]
        )
        assert arms is not None  # noqa: S101 - there is a tracked model
        sql, values = arms.query.sql_with_params()
        condition, more = self.wanted.condition()
        grouped = f"""
            SELECT e.context, CASE WHEN e.context IS NULL THEN e.at END,
                   MIN(e.at), MAX(e.at), COUNT(*), BOOL_AND(e.label = '{FIRST}'), c.metadata::text
            FROM ({sql}) AS e (kind, context, at, label)
            LEFT JOIN pghistory_context c ON c.id = e.context
            WHERE {condition}
            GROUP BY 1, 2, c.metadata
        """  # noqa: S608 - made of compiled queries and constants; values stay parameters
        with connection.cursor() as cursor:
            cursor.execute(frame.replace("{}", grouped), [*values, *more])
            return cursor.fetchall()


def _change_set(
    context: UUID | None,
    at: datetime | None,
    since: datetime,
    until: datetime,
    rows: int,
    begins: bool,
    metadata: str | None,
) -> ChangeSet:
    said = json.loads(metadata) if metadata else {}
    return ChangeSet(Key(context, at), since, until, rows, begins, said)


def with_people(sets: Iterable[ChangeSet]) -> list[ChangeSet]:
    """The change sets with the people who made them. One query."""
    sets = list(sets)
    people = get_user_model().objects.in_bulk(
        {user for each in sets if isinstance(user := each.metadata.get("user"), int)}
    )
    return [replace(each, user=people.get(each.metadata.get("user"))) for each in sets]


def find(key: Key) -> ChangeSet | None:
    """The change set that `key` names; None if there is none. Two queries."""
    return next(iter(ChangeSets(Wanted(keys=(key,)))[0:1]), None)


def in_sets(keys: Iterable[Key]) -> Q:
    """The condition on events that they are of one of the change sets."""
    keys = list(keys)
    contexts = [key.context for key in keys if key.context]
    times = [key.at for key in keys if not key.context]
    return Q(pgh_context__in=contexts) | Q(pgh_context__isnull=True, pgh_created_at__in=times)


def events_of(wanted: Wanted, sets: Iterable[ChangeSet]) -> dict[Key, list[Event]]:
    """The events of each of the change sets that are of what is wanted. One query."""
    chosen = in_sets(each.key for each in sets)
    return _by_set({model: found.filter(chosen) for model, found in wanted.events().items()})


def samples_of(wanted: Wanted, sets: Iterable[ChangeSet]) -> dict[Key, list[Event]]:
    """A few events of each of the change sets, enough to tell what it is about. One query."""
    chosen = in_sets(each.key for each in sets)
    within = Window(RowNumber(), [F("pgh_context"), F("pgh_created_at")], F("pgh_id").asc())
    found = {}
    for model, there in wanted.events().items():
        numbered = there.filter(chosen).order_by().annotate(pgh_number=within)
        few = numbered.filter(pgh_number__lte=SAMPLE).values("pgh_id")
        found[model] = events(model).objects.filter(pgh_id__in=few)
    return _by_set(found)


def _by_set(found: Mapping[Kind, QuerySet]) -> dict[Key, list[Event]]:
    sets: dict[Key, list[Event]] = defaultdict(list)
    for event in read(found):
        sets[event.key].append(event)
    return sets
