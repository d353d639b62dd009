"""Lists as feeds, read back with feedparser."""

from typing import Any

import feedparser
import pytest

from pilots.models import PilotProject
from tests.api.downloads.reading import content
from tests.universe.page import Page

pytestmark = pytest.mark.usefixtures("seeded", "db")


def read(url: str) -> Any:
    """The feed at `url`."""
    found = feedparser.parse(content(url))
    assert not found.bozo
    return found


@pytest.mark.parametrize("name", ["activities", "pilots", "summaries"])
def test_a_feed_tells_of_the_list(name: str) -> None:
    found = read(f"/{name}.atom")
    assert len(found.entries) == min(50, Page(f"/{name}/").counted[0])
    assert found.feed.title.casefold() == name
    first = found.entries[0]
    assert first.link.startswith(f"http://testserver/{name}/")
    assert first.title
    assert first.updated
    assert first.id.startswith("tag:testserver,2017:")


def test_a_filter_narrows_the_feed_and_names_it() -> None:
    found = read("/pilots.atom?city=haikou")
    assert len(found.entries) == min(50, Page("/pilots/?city=haikou").counted[0])
    assert found.feed.title == "Pilots: Haikou"
    assert found.feed.link == "http://testserver/pilots/?city=haikou"


def test_what_changed_last_comes_first_and_keeps_its_identity() -> None:
    pilot = PilotProject.objects.published().last()
    assert pilot
    before = {entry.link: entry.id for entry in read("/pilots.atom?sort=date").entries}
    PilotProject.objects.filter(pk=pilot.pk).update(funding="By nobody yet")
    first = read("/pilots.atom").entries[0]
    assert first.link == f"http://testserver{pilot.get_absolute_url()}"
    assert before.get(first.link, first.id) == first.id


def test_nothing_understood_is_an_empty_feed() -> None:
    assert read("/pilots.atom?city=atlantis").entries == []
