"""Every link of every page leads to a page: nothing points at a draft or into the void."""

from typing import Any

import pytest
from django.test import Client

from cities.models import Organisation
from pilots.models import Activity
from tests.across.site import PAGES
from tests.universe import world
from tests.universe.page import Page

pytestmark = pytest.mark.django_db


def dead_links() -> dict[str, str]:
    """{address that does not answer 200: a page that leads there}, lists in one state each."""
    found_on = dict.fromkeys(PAGES, "")
    waiting = list(PAGES)
    dead = {}
    while waiting:
        url = waiting.pop()
        if not url.endswith("/"):  # a file, which leads nowhere
            if not sent(url):
                dead[url] = found_on[url]
            continue
        page = Page(url)
        if page.status != 200:
            dead[url] = found_on[url]
            continue
        for link in sorted(page.links):
            address = link.partition("?")[0]
            if address not in found_on:
                found_on[address] = url
                waiting.append(address)
    return dead


def sent(url: str) -> bool:
    """Whether the file at `url` is sent, to its end."""
    answer: Any = Client().get(url)
    return answer.status_code == 200 and bool(answer.getvalue())


@pytest.mark.parametrize("seed", [1, *(pytest.param(n, marks=pytest.mark.slow) for n in (2, 3))])
def test_every_link_leads_to_a_page(seed: int) -> None:
    world.build(seed, summaries=5)
    assert dead_links() == {}


def test_every_link_leads_to_a_page_where_a_part_has_parts_itself() -> None:
    whole = Organisation.objects.create(name="University", slug="university", kind="university")
    faculty = Organisation.objects.create(name="Faculty", slug="faculty", part_of=whole)
    lab = Organisation.objects.create(name="Laboratory", slug="laboratory", part_of=faculty)
    activity = Activity.objects.create(
        title="Meeting", slug="meeting", kind="meeting", status="published"
    )
    activity.organisation_links.create(organisation=lab)
    assert dead_links() == {}
