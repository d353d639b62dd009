"""People with the rights of a role, and a summary that waits to be published."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Permission, User
from django.test import Client

from cities.models import City, Country, Organisation, Theme
from pilots.models import Activity, PilotProject
from ucap.summaries.models import Summary

RECORDS = ("summary", "activity", "pilotproject", "city", "organisation", "theme")
RIGHTS = {
    "viewer": [f"view_{name}" for name in RECORDS],
    "contributor": [
        f"{right}_{name}" for right in ("view", "add", "change") for name in RECORDS[:-1]
    ]
    + ["view_theme"],
    "editor": [f"{right}_{name}" for right in ("view", "add", "change") for name in RECORDS]
    + ["publish_summary", "publish_activity", "publish_pilotproject"],
    "nobody": [],
}


def person(role: str, name: str = "") -> User:
    """Somebody who may enter the desk, with the rights of a role."""
    user = User.objects.create_user(
        name or role, password="a long enough phrase", is_staff=True, first_name=role.title()
    )
    user.user_permissions.set(Permission.objects.filter(codename__in=RIGHTS[role]))
    return User.objects.get(pk=user.pk)  # with no rights remembered


def signed_in(user: User) -> Client:
    """The browser of `user`."""
    client = Client()
    client.force_login(user)
    return client


@dataclass
class World:
    """One published summary and one draft; what each cites, and a pilot that both tell of."""

    published: Any
    draft: Any
    shared: Any
    old_activity: Any
    new_activity: Any
    new_pilot: Any


def build() -> World:
    """Make the world."""
    china = Country.objects.create(code="CN", name="China", region="asia")
    old, new = (
        City.objects.create(name=name, slug=name.lower(), country=china)
        for name in ("Kunming", "Haikou")
    )
    body = Organisation.objects.create(name="New Lab", slug="new-lab", kind="university")
    theme = Theme.objects.create(name="New Theme", slug="new-theme")
    published = summary("Old plan", "old-plan", "published")
    draft = summary("New plan", "new-plan", "draft")
    for record, city in ((published, old), (draft, new)):
        side = record.sides.create(column=1, cities_printed=city.name)
        side.city_links.create(city=city, position=1)
    draft.theme_links.create(theme=theme, position=1, label_printed="New Theme")
    shared = PilotProject.objects.create(
        title="Shared pilot", slug="shared-pilot", kind="park", status="published"
    )
    old_activity = Activity.objects.create(
        title="Old meeting", slug="old-meeting", kind="meeting", status="published"
    )
    new_activity = Activity.objects.create(
        title="New meeting", slug="new-meeting", kind="meeting", start="2019-04-01"
    )
    new_pilot = PilotProject.objects.create(title="New pilot", slug="new-pilot", kind="park")
    new_activity.city_links.create(city=new)
    new_pilot.organisation_links.create(organisation=body)
    new_pilot.city_links.create(city=new)
    new_pilot.theme_links.create(theme=theme)
    published.activity_citations.create(activity=old_activity, position="1")
    draft.activity_citations.create(activity=new_activity, position="1")
    draft.pilot_citations.create(pilot=new_pilot, position="1")
    for number, record in enumerate((published, draft), start=2):
        record.pilot_citations.create(pilot=shared, position=str(number))
    return World(published, draft, shared, old_activity, new_activity, new_pilot)


def summary(title: str, slug: str, status: str) -> Any:
    """A summary."""
    return Summary.objects.create(
        title=title, short_title=title, slug=slug, kind="city-plan", status=status
    )
