"""The roles: what each may do, in one table.

A role is a group of Django's. `settle` makes the groups say what the table
says; it runs after every `migrate`. A new model of the desk's own gets its line
here; models of the record come in through `ucap.desk.rights`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ucap.desk import rights

VOCABULARIES = ("cities.country", "cities.theme", "cities.sdg", "cities.urbanagendatopic")
LEDGER = ("summaries.seedentry",)  # written by seeding, looked at by people
PLACES = ("cities.city", "cities.organisation")
RECORDS = tuple(
    model._meta.label_lower for model in rights.PUBLIC if model._meta.label_lower not in PLACES
)
PARTS = tuple(model._meta.label_lower for model in rights.PARTS)
EDITED = (*RECORDS, *PARTS, *PLACES, *VOCABULARIES)
MERGED = ("cities.city", "cities.organisation", "pilots.activity", "pilots.pilotproject")


def to(verbs: str, *models: Iterable[str]) -> frozenset[str]:
    """The permissions to do each of `verbs` to each model: "cities.view_city"."""
    return frozenset(
        f"{app}.{verb}_{name}"
        for verb in verbs.split()
        for labels in models
        for app, _dot, name in (label.partition(".") for label in labels)
    )


@dataclass(frozen=True)
class Role:
    """A role, what it is for, and the permissions that it takes, as "app.codename"."""

    name: str
    description: str | Promise
    permissions: frozenset[str]


LOOK = to("view", EDITED, LEDGER)
PEOPLE = to("add change", ["auth.user"])
"""What it takes to invite people, and to change who may do what."""

VIEWERS = Role(
    "Viewers",
    _("See everything on the desk, drafts included, and change nothing."),
    LOOK,
)
CONTRIBUTORS = Role(
    "Contributors",
    _(
        "Write drafts: summaries, activities and pilots with all that belongs to them, and cities "
        "and organisations that no public page shows yet. What is public they leave as it is."
    ),
    LOOK | to("add change delete", RECORDS, PARTS, PLACES),
)
EDITORS = Role(
    "Editors",
    _(
        "Do everything with records: change what is public, publish and withdraw, merge doubles, "
        "undo, and keep the vocabularies."
    ),
    LOOK | to("add change delete", EDITED) | to("publish", RECORDS) | to("merge", MERGED),
)
ADMINISTRATORS = Role(
    "Administrators",
    _(
        "Invite people, give and take roles, help those who cannot sign in. They see all records "
        "and change none."
    ),
    LOOK | PEOPLE | to("view", ["auth.user", "auth.group"]),
)
ROLES = (VIEWERS, CONTRIBUTORS, EDITORS, ADMINISTRATORS)


def described(name: str) -> str | Promise:
    """What the role called `name` is for; "" for a group that is none."""
    return next((role.description for role in ROLES if role.name == name), "")


def is_trusted(user: Any) -> bool:
    """Whether `user` can do what calls for a second factor: publish, merge, or manage people.

    No query beyond that for the user's permissions, which Django remembers.
    """
    return user.is_superuser or any(
        permission in PEOPLE or permission.partition(".")[2].startswith(("publish_", "merge_"))
        for permission in user.get_all_permissions()
    )


@transaction.atomic
def settle() -> None:
    """Make the groups say what `ROLES` says: no permission too few, none too many.

    Other groups, and who is in which, stay as they are. Permissions that are not there (yet, in
    the middle of a migration to an older state) are left out. One query for the permissions,
    three for each role, and no write where nothing has changed.
    """
    there = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role in ROLES:
        group, _made = Group.objects.get_or_create(name=role.name)
        group.permissions.set(there[name] for name in role.permissions if name in there)


def after_migrate(**kwargs: Any) -> None:
    """The receiver of `post_migrate` that settles the roles."""
    settle()
