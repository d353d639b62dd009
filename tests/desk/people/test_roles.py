"""Roles say what their table says, whatever happened to the groups."""

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command

from ucap.desk.people import roles

pytestmark = pytest.mark.django_db


def held(name: str) -> set[str]:
    """The permissions of a group."""
    return {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in Group.objects.get(name=name).permissions.select_related("content_type")
    }


def test_the_roles_are_there_after_a_migration() -> None:
    assert list(Group.objects.order_by("pk").values_list("name", flat=True)) == [
        role.name for role in roles.ROLES
    ]
    for role in roles.ROLES:
        assert held(role.name) == role.permissions


def test_what_the_table_names_exists() -> None:
    there = {
        f"{permission.content_type.app_label}.{permission.codename}"
        for permission in Permission.objects.select_related("content_type")
    }
    assert set().union(*(role.permissions for role in roles.ROLES)) - there == set()


def test_migrating_puts_right_what_somebody_has_changed() -> None:
    viewers = Group.objects.get(name="Viewers")
    viewers.permissions.set(Permission.objects.filter(codename="publish_summary"))
    member = User.objects.create_user("ana")
    member.groups.add(viewers)
    Group.objects.create(name="Friends").permissions.set(Permission.objects.all()[:3])
    call_command("migrate", verbosity=0)
    assert held("Viewers") == roles.VIEWERS.permissions
    assert list(viewers.user_set.all()) == [member]
    assert len(held("Friends")) == 3


def test_settling_again_writes_nothing() -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        roles.settle()
    assert [q["sql"] for q in asked if q["sql"].split()[0] in ("INSERT", "UPDATE", "DELETE")] == []


def test_viewers_and_administrators_change_no_record() -> None:
    for role in (roles.VIEWERS, roles.ADMINISTRATORS):
        assert {p for p in role.permissions if ".view_" not in p} <= roles.PEOPLE
    assert roles.VIEWERS.permissions & roles.PEOPLE == set()


def test_nobody_holds_a_permission_on_events_logs_sessions_or_second_factors() -> None:
    kept = ("pghistory.", "axes.", "sessions.", "otp_totp.", "admin.", "contenttypes.", "desk.")
    for role in roles.ROLES:
        assert [p for p in role.permissions if p.startswith(kept) or "event" in p] == []


def test_two_roles_may_do_what_either_may_do(person) -> None:
    user = person("Contributors", "Administrators")
    assert user.get_all_permissions() == (
        roles.CONTRIBUTORS.permissions | roles.ADMINISTRATORS.permissions
    )
