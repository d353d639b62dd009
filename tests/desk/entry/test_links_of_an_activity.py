"""What is linked to an activity stands in its form as it is stored, and is stored as it stands."""

from django.urls import reverse

from pilots.models import Activity
from tests.desk.entry.page import Desk, fields_of
from tests.universe import world


def test_links_of_an_activity_are_read_back_as_they_are_stored(desk: Desk) -> None:
    world.build(7, summaries=4)
    for activity in Activity.objects.all():
        before = links_of(activity)
        address = reverse("admin:pilots_activity_change", args=[activity.pk])
        data = fields_of(desk.client.get(address))
        # a line end more makes every field a changed one
        for name in ("city_names", "organisation_names", "theme_names"):
            data[name] = f"{data.get(name, '')}\n;"
        answer = desk.client.post(address, data)
        assert answer.status_code == 302, answer.context["errors"]
        assert links_of(activity) == before


def links_of(activity: Activity) -> list[list[tuple]]:
    """What is linked to an activity, and how."""
    bodies = activity.organisation_links.values_list("organisation_id", "role", "name_printed")
    return [
        sorted(activity.city_links.values_list("city_id", "role", "basis")),
        sorted(bodies),
        sorted(activity.theme_links.values_list("theme_id", "basis")),
    ]
