"""The models of the desk by rooms, in the portal's words."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from browse.text import Spoken


@dataclass(frozen=True)
class Room:
    """A part of the desk, and its models as `app.model`, in order."""

    name: Spoken
    anchor: str
    models: tuple[str, ...] = field(default=())


ROOMS = (
    Room(_("Documents"), "documents", ("summaries.summary", "summaries.editorialnote")),
    Room(_("What happens"), "what-happens", ("pilots.activity", "pilots.pilotproject")),
    Room(
        _("Who, where, about what"),
        "who-and-where",
        (
            "cities.city",
            "cities.organisation",
            "cities.theme",
            "cities.sdg",
            "cities.urbanagendatopic",
            "cities.country",
        ),
    ),
)
PEOPLE = Room(_("People"), "people")
TABLES = Room(_("Tables behind the pages"), "tables")
OURS = frozenset({"cities", "pilots", "summaries", "desk", "browse", "pghistory"})
"""Apps whose other models are tables; models of all other apps are about people."""


def by_rooms(listed: list[Any]) -> list[Any]:
    """Django admin's list of apps, as a list of rooms in the same shape; empty ones left out."""
    models = {
        f"{app['app_label']}.{model['model']._meta.model_name}": model
        for app in listed
        for model in app["models"]
    }
    rooms = [
        (room, [models.pop(label) for label in room.models if label in models]) for room in ROOMS
    ]
    for room, ours in ((PEOPLE, False), (TABLES, True)):
        rest = [label for label in models if (label.split(".")[0] in OURS) is ours]
        rooms.append((room, [models.pop(label) for label in rest]))
    return [_as_app(room, held) for room, held in rooms if held]


def _as_app(room: Room, models: list[Any]) -> dict[str, Any]:
    return {
        "name": room.name,
        "app_label": room.anchor,
        "app_url": "",
        "has_module_perms": True,
        "is_technical": room is TABLES,
        "in_head": room in ROOMS,
        "models": models,
    }
