"""Which models keep every version of their rows, and whose part a row is."""

from collections.abc import Callable
from typing import Any, TypeVar, overload

import pghistory
import pgtrigger
from django.db import migrations, models

from browse.finished.content import moves_content

Tracked = TypeVar("Tracked", bound=type[models.Model])

OWNERS: dict[type[models.Model], tuple[str, ...]] = {}
"""Every tracked model, with the foreign keys to what its rows are part of; () for records."""


@overload
def tracked(model: Tracked) -> Tracked: ...
@overload
def tracked(*, part_of: str | tuple[str, ...]) -> Callable[[Tracked], Tracked]: ...
def tracked(
    model: Tracked | None = None, *, part_of: str | tuple[str, ...] = ()
) -> Tracked | Callable[[Tracked], Tracked]:
    """Keep every version of the rows of a model; for the decoration of its class.

    `@tracked` is for records, which stand by themselves; `part_of` names the
    foreign key through which a row belongs to something else and shares its
    history (several, if it belongs to what each of them refers to).

    Every change also moves the number of the content, by which finished pages
    are known to be out of date (`browse.finished.content`).

    Generated columns are left out, since they follow from the others. The
    events are `model.pgh_event_model`; their `id` is the row's primary key.
    """
    owners = (part_of,) if isinstance(part_of, str) else part_of

    def decorate(model: Tracked) -> Tracked:
        generated = [field.name for field in model._meta.local_fields if field.generated]
        keep: Any = pghistory.track(
            pghistory.InsertEvent(),
            pghistory.UpdateEvent(),
            pghistory.DeleteEvent(),
            exclude=generated,
            obj_field=pghistory.ObjForeignKey(related_name="+", related_query_name="+"),
            append_only=True,
        )
        keep(model)
        pgtrigger.register(moves_content())(model)
        OWNERS[model] = owners
        return model

    return decorate if model is None else decorate(model)


FIRST = "first"
"""The label of an event that stands for a row older than the history of its model."""


def begin(*app_labels: str) -> migrations.RunPython:
    """The last step of a migration that makes models tracked: enter the rows that are there.

    Events whose table holds something already are left alone, so that a later
    migration can begin with a few models more.
    """

    def enter(apps: Any, schema_editor: Any) -> None:
        for app_label in app_labels:
            for event in apps.get_app_config(app_label).get_models():
                if any(field.name == "pgh_obj" for field in event._meta.fields):
                    _enter(schema_editor, event)

    return migrations.RunPython(enter, migrations.RunPython.noop)


def _enter(schema_editor: Any, event: type[models.Model]) -> None:
    """An event labelled FIRST for each row of the model that `event` is the history of."""
    quote = schema_editor.quote_name
    tracked_model: Any = event._meta.get_field("pgh_obj").related_model
    own = [f.attname for f in event._meta.fields if not f.name.startswith("pgh_")]
    columns = ", ".join(map(quote, own))
    history, rows = quote(event._meta.db_table), quote(tracked_model._meta.db_table)
    schema_editor.execute(
        f"INSERT INTO {history} ({columns}, pgh_obj_id, pgh_label, pgh_created_at)"  # noqa: S608
        f" SELECT {columns}, id, '{FIRST}', NOW() FROM {rows}"
        f" WHERE NOT EXISTS (SELECT FROM {history}) ORDER BY id"
    )
