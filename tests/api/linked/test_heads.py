"""The head of every page: one address, a description, what a preview shows."""

import pytest
from django.test import Client

from tests.across.site import PAGES
from tests.api.linked.reading import HOST, blocks
from tests.universe.page import Page

pytestmark = pytest.mark.django_db


def canonical(url: str) -> str:
    """The one address that the page at `url` names, without the host; "" without one."""
    page = Page(url)
    found = [link.attributes["href"] for link in page.root.find("link", rel="canonical")]
    told = [meta.attributes["content"] for meta in page.root.find("meta", property="og:url")]
    assert found == told
    assert all(address.startswith(f"{HOST}/") for address in found)
    return "".join(found).removeprefix(HOST)


def content(page: Page, **attributes: str) -> str:
    """What the one meta element with these attributes says."""
    (meta,) = page.root.find("meta", **attributes)
    return meta.attributes["content"]


@pytest.mark.parametrize(
    ("asked", "one"),
    [
        ("/pilots/", "/pilots/"),
        ("/pilots/?page=1", "/pilots/"),
        ("/pilots/?page=2", "/pilots/?page=2"),
        ("/pilots/?page=999", "/pilots/?page=2"),
        ("/pilots/?utm_source=x&city=&q=", "/pilots/"),
        ("/pilots/?sort=title", "/pilots/"),
        ("/pilots/?sort=-title", "/pilots/?sort=-title"),
        (
            "/pilots/?theme=circular-economy&sort=&city=granada",
            "/pilots/?city=granada&theme=circular-economy",
        ),
        ("/pilots/?country=es", "/pilots/?country=ES"),
        ("/cities/?compare=granada", "/cities/"),
        ("/activities/?role=venue", "/activities/"),
        ("/activities/?city=kunming&role=venue", "/activities/?city=kunming&role=venue"),
        ("/timeline/?lanes=kind&sort=title", "/timeline/"),
        ("/timeline/?lanes=city", "/timeline/?lanes=city"),
        ("/map/?view=world&sort=-title", "/map/?view=world"),
        ("/matrix/?count=activities&role=participant", "/matrix/?count=activities"),
        ("/themes/?compare=circular-economy", "/themes/"),
        ("/cities/granada/?from=mail", "/cities/granada/"),
        ("/cities/granada/changes/?page=1", "/cities/granada/changes/"),
        ("/compare/?x=1", "/compare/"),
        ("/compare/?x=1&city=rome&city=yantai", "/compare/?city=rome&city=yantai"),
        ("/search/?q=+kunming+&x=1", "/search/?q=kunming"),
        ("/search/?q=kunming&kind=pilots&page=1", "/search/?q=kunming&kind=pilots"),
        ("/pilots/?city=atlantis", ""),
        ("/activities/?from=2020-13", ""),
        ("/pilots/?sort=size", ""),
        ("/matrix/?view=atlantis", ""),
        ("/compare/?city=atlantis", ""),
        ("/search/?q=kunming&kind=atlantis", ""),
    ],
)
def test_each_page_has_one_address_and_bad_input_has_none(seeded, asked, one):
    assert canonical(asked) == one


def test_the_one_address_of_a_page_names_itself(seeded):
    for url in (*PAGES, "/pilots/?page=2", "/activities/?city=kunming&sort=-date"):
        assert canonical(url) == url


def test_a_page_that_is_not_there_has_no_address(seeded):
    page = Page("/pilots/no-such-pilot/")
    assert page.status == 404
    assert not page.root.find("link", rel="canonical")
    assert not page.root.find("meta", property="og:title")


def test_the_preview_of_drafts_tells_programs_nothing(seeded, admin_user):
    client = Client()
    client.force_login(admin_user)
    for path in ("", "pilots/", "cities/granada/", "no-such-page/"):
        page = Page(f"/admin/preview/{path}", client)
        assert not page.root.find("link", rel="canonical")
        assert not [m for m in page.root.find("meta") if "property" in m.attributes]
        assert not blocks(page)
        assert not page.root.find("details", class_="cite")


def test_every_page_has_a_title_and_a_short_description_for_previews(seeded):
    for url in (*PAGES, "/abbreviations/", "/summaries/granada/", "/sdgs/1/", "/cities/rome/"):
        page = Page(url)
        (title,) = page.root.find("head")[0].find("title")
        assert title.text == f"{content(page, property='og:title')} · U-CAP portal"
        description = content(page, name="description")
        assert description == content(page, property="og:description")
        assert 20 < len(description) <= 200, url
        assert content(page, property="og:site_name") == "U-CAP portal"


def test_a_record_is_described_as_its_page_does(seeded):
    page = Page("/pilots/ongranada-representative-offices/")
    record = page.response.context["record"]
    description = content(page, name="description").removesuffix("…")
    assert " ".join(record.description.split()).startswith(description)
    assert content(page, property="og:type") == "article"
    assert content(Page("/pilots/"), property="og:type") == "website"


def test_every_list_says_where_it_stands(seeded):
    for url in ("/pilots/?city=granada", "/themes/", "/map/", "/notes/"):
        (document,) = blocks(Page(url))
        (way,) = document["@graph"]
        steps = [step["item"] for step in way["itemListElement"]]
        assert steps == [f"{HOST}/", f"{HOST}{url.partition('?')[0]}"]
