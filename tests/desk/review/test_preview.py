"""The preview shows every draft to those who may see drafts, and to nobody else, ever."""

import threading
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import get_script_prefix, reverse

from browse.publishing import _drafts_are_shown
from cities.models import City
from tests.across.site import PAGES, RECORDS
from tests.desk.review.scene import World, build, person, signed_in
from tests.universe import world as universe
from ucap.desk.review import preview
from ucap.summaries.models import Summary

PREFIX = "/admin/preview"
DRAFTS = {
    "/summaries/": "New plan",
    "/activities/": "New meeting",
    "/pilots/": "New pilot",
    "/cities/": "Haikou",
    "/organisations/": "New Lab",
    "/themes/": "New Theme",
    "/timeline/": "New meeting",
    "/matrix/": "Haikou",
    "/search/?q=new": "/activities/new-meeting/",
    "/compare/?city=haikou&city=kunming": "Haikou",
    "/summaries/new-plan/": "New meeting",
    "/activities/new-meeting/": "Haikou",
    "/pilots/new-pilot/": "New Lab",
    "/cities/haikou/": "New plan",
    "/organisations/new-lab/": "New pilot",
    "/themes/new-theme/": "New plan",
    "/pilots/shared-pilot/": "New plan",
    "/search/suggest/?q=haik": "Haikou",
}


@pytest.fixture
def viewer(db: None) -> Client:
    """The browser of somebody who may look at drafts."""
    return signed_in(person("viewer"))


@pytest.mark.parametrize("path", DRAFTS)
def test_a_page_shows_the_drafts_in_the_preview_and_only_there(
    world: World, viewer: Client, path: str
) -> None:
    shown = viewer.get(PREFIX + path)
    assert shown.status_code == 200
    assert DRAFTS[path] in shown.content.decode()
    for client in (viewer, Client()):
        public = client.get(path)
        assert public.status_code == 404 or DRAFTS[path] not in public.content.decode()
        assert PREFIX not in public.content.decode()


@pytest.mark.django_db
def test_every_page_and_every_record_of_a_whole_world_can_be_previewed() -> None:
    universe.build(21, summaries=4)
    client = signed_in(person("viewer"))
    # open data is what has left the site: files of what is public
    paths = [path for path in PAGES if not path.startswith("/data/")]
    for name, (model, key) in RECORDS.items():
        if hasattr(model, "status"):
            slugs = model._default_manager.filter(status="draft").values_list(key, flat=True)
            paths += [f"/{name}/{slug}/" for slug in slugs]
    assert len(paths) > 20
    for path in paths:
        answer = client.get(PREFIX + path)
        assert answer.status_code == 200, path
        text = answer.content.decode()
        assert "preview-banner" in text
        links = {part.split('"')[0] for part in text.split('href="')[1:]}
        inside = [link for link in links if link.startswith(("/admin/preview/", "#", "?"))]
        out = [
            link
            for link in links - set(inside)
            if not link.startswith(("/static/", "/admin/", "mailto:", "https://", "http://"))
        ]
        assert inside
        assert not any("/data/" in link or ".csv" in link for link in links)
        assert set(out) <= {path}, path  # “See the public page”


def test_links_forms_and_pages_stay_inside(world: World, viewer: Client) -> None:
    text = viewer.get(f"{PREFIX}/pilots/?q=pilot").content.decode()
    assert f'action="{PREFIX}/pilots/"' in text
    assert f'href="{PREFIX}/cities/"' in text
    assert f'data-suggest="{PREFIX}/search/suggest/"' in text
    assert 'href="/static/' in text
    assert f"{PREFIX}/static/" not in text


def test_suggestions_lead_into_the_preview(world: World, viewer: Client) -> None:
    answer = viewer.get(f"{PREFIX}/search/suggest/?q=haik").json()
    assert [found["url"] for found in answer["suggestions"]] == [f"{PREFIX}/cities/haikou/"]


def test_a_former_address_leads_on_inside_the_preview(world: World, viewer: Client) -> None:
    world.draft.slug = "renamed"
    world.draft.save()
    answer = viewer.get(f"{PREFIX}/summaries/new-plan/?a=b")
    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        f"{PREFIX}/summaries/renamed/?a=b",
    )


def test_a_forgotten_slash_is_added(viewer: Client) -> None:
    answer = viewer.get(f"{PREFIX}/cities?q=a")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{PREFIX}/cities/?q=a")


@pytest.mark.parametrize("path", ["/nothing/", "/summaries/none/", "/admin/", "/admin/preview/"])
def test_what_there_is_not_is_a_404_in_the_look_of_the_preview(viewer: Client, path: str) -> None:
    answer = viewer.get(PREFIX + path)
    assert answer.status_code == 404
    assert "preview-banner" in answer.content.decode()


def test_it_is_kept_nowhere_and_found_by_no_search_engine(world: World, viewer: Client) -> None:
    for path in ("/", "/summaries/new-plan/", "/search/suggest/?q=haik", "/nothing/"):
        answer = viewer.get(PREFIX + path)
        assert "no-store" in answer.headers["Cache-Control"]
        assert "noindex" in answer.headers["X-Robots-Tag"]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_it_can_only_be_read(viewer: Client, method: str) -> None:
    assert getattr(viewer, method)(f"{PREFIX}/cities/").status_code == 405


def test_anonymous_visitors_and_people_without_a_role_get_no_further(world: World) -> None:
    for path in ("/", "/summaries/new-plan/", "/nothing/"):
        assert Client().get(PREFIX + path).status_code == 302
        assert signed_in(_reader()).get(PREFIX + path).status_code == 302
        nobody = signed_in(person("nobody", f"nobody{path.strip('/') or 0}")).get(PREFIX + path)
        assert nobody.status_code == 403


def _reader() -> Any:
    return User.objects.get_or_create(username="reader")[0]


def test_contributors_may_look(world: World) -> None:
    client = signed_in(person("contributor"))
    assert client.get(f"{PREFIX}/summaries/new-plan/").status_code == 200


def test_the_banner_says_where_the_record_stands_and_leads_to_what_can_be_done(
    world: World,
) -> None:
    client = signed_in(person("editor"))
    text = client.get(f"{PREFIX}/summaries/new-plan/").content.decode()
    assert "<b>Draft</b>" in text
    assert reverse("admin:review-step", args=["summary", world.draft.pk, "publish"]) in text
    assert reverse("admin:summaries_summary_change", args=[world.draft.pk]) in text
    assert "See the public page" not in text
    text = client.get(f"{PREFIX}/summaries/old-plan/").content.decode()
    assert "<b>Published</b>" in text
    assert 'href="/summaries/old-plan/"' in text
    assert "only drafts name it" in client.get(f"{PREFIX}/cities/haikou/").content.decode()
    assert "This page is public" in client.get(f"{PREFIX}/cities/kunming/").content.decode()


def test_the_desk_leads_to_the_preview_of_a_draft_and_to_the_page_of_what_is_published(
    world: World,
) -> None:
    client = signed_in(person("editor"))
    for record, leads_to in (
        (world.draft, f"{PREFIX}/summaries/new-plan/"),
        (world.published, "/summaries/old-plan/"),
        (City.objects.get(slug="haikou"), f"{PREFIX}/cities/haikou/"),
        (City.objects.get(slug="kunming"), "/cities/kunming/"),
    ):
        options = record._meta
        page = client.get(
            reverse(f"admin:{options.app_label}_{options.model_name}_change", args=[record.pk])
        )
        assert page.context["absolute_url"] == leads_to
        assert f'href="{PREFIX}{record.get_absolute_url()}"' in page.content.decode()


def switched() -> tuple[bool, str]:
    """What the preview switches, as it stands in this thread."""
    return _drafts_are_shown.get(), get_script_prefix()


@pytest.mark.parametrize("trouble", [RuntimeError, SystemExit, KeyError])
def test_after_an_exception_nothing_stays_switched(
    world: World, viewer: Client, monkeypatch: Any, trouble: type[BaseException]
) -> None:
    before = switched()

    def fail(*args: Any) -> None:
        assert switched() == (True, f"{PREFIX}/")
        raise trouble

    monkeypatch.setattr(preview, "_answer", fail)
    with pytest.raises(trouble):
        viewer.get(f"{PREFIX}/cities/")
    assert switched() == before
    assert "Haikou" not in Client().get("/cities/").content.decode()


def test_what_a_page_streams_is_read_while_drafts_are_shown(
    world: World, viewer: Client, monkeypatch: Any
) -> None:
    def streaming(request: Any) -> HttpResponse:
        titles = Summary.objects.published().order_by("title")
        answer = StreamingHttpResponse(f"{summary}\n" for summary in titles.iterator())
        answer.headers["Content-Type"] = "text/csv"
        return answer  # type: ignore[return-value]

    match = preview.public_match("/about/")
    assert match
    match.func = streaming
    monkeypatch.setattr(preview, "public_match", lambda path: match)
    answer = viewer.get(f"{PREFIX}/about/")
    assert answer.content == b"New plan\nOld plan\n"
    assert answer.headers["Content-Type"] == "text/csv"


@pytest.mark.django_db(transaction=True)
def test_public_pages_served_at_the_same_time_never_show_a_draft() -> None:
    build()
    viewer = person("viewer")
    paths = ["/summaries/", "/cities/", "/pilots/shared-pilot/", "/search/?q=new+haikou", "/"]
    words = [b"New plan", b"Haikou", b"New meeting", PREFIX.encode()]
    leaks: list[str] = []
    seen: list[int] = []
    failures: list[BaseException] = []
    over = threading.Event()

    def read(client: Client, prefix: str) -> None:
        try:
            while not over.is_set():
                for path in paths:
                    content = client.get(prefix + path).content
                    found = [word for word in words if word in content]
                    if prefix:
                        seen.append(len(found))
                    elif found:
                        leaks.append(f"{path}: {found}")
        except BaseException as failure:  # told below: a thread's own failure is lost
            failures.append(failure)
        finally:
            connection.close()

    readers = [(signed_in(viewer), PREFIX), (signed_in(viewer), PREFIX)]
    readers += [(Client(), ""), (Client(), "")]
    threads = [threading.Thread(target=read, args=each) for each in readers]
    for thread in threads:
        thread.start()
    over.wait(5)
    over.set()
    for thread in threads:
        thread.join(timeout=60)
    assert failures == []
    assert leaks == []
    assert len(seen) >= len(paths)
    assert min(seen) > 0
