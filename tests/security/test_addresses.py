"""Names of other hosts, and addresses that lead astray, get nobody anywhere."""

from typing import Any
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from django.contrib.auth.models import User
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pilots.models import PilotProject
from tests.desk.people.signing import PASSWORD, sign_in
from tests.security.addresses import RECORDS
from tests.security.wsgi import ask

pytestmark = pytest.mark.usefixtures("seeded", "db")

EVIL = "evil.example"
NAMING = (
    *("/", "/robots.txt", "/sitemap.xml", "/sitemap-cities.xml", "/api/v1/", "/pilots.atom"),
    *("/activities.ics", "/data/catalog.jsonld", "/briefing/cities/kunming/", *RECORDS),
    *("/api/v1/cities/", "/pilots.csv", "/cities", "/admin/"),
)
"""What names itself or others by their full addresses, or leads on."""
AWAY = (
    *(f"https://{EVIL}/", f"//{EVIL}", f"///{EVIL}", f"/\\{EVIL}", f"\\\\{EVIL}", f"http:{EVIL}"),
    *(f"\t//{EVIL}", f"/\t/{EVIL}", "javascript:alert(1)", f"http://localhost@{EVIL}/"),
    *(f"https:///{EVIL}", f"//localhost\\@{EVIL}", "data:text/html,x"),
)


def leads_away(location: str) -> bool:
    """Whether a browser that is told this address leaves the portal."""
    seen = "".join(location.split()).replace("\\", "/")  # as the URL standard reads it
    led = urlsplit(urljoin("http://localhost/a/b/", seen))
    return led.scheme not in ("http", "https") or led.hostname != "localhost"


@pytest.mark.parametrize(
    "host",
    [
        *(EVIL, f"localhost.{EVIL}", f"localhost:80@{EVIL}", f"{EVIL}:80", "localhost evil"),
        *(f"localhost\\@{EVIL}", f"{EVIL}#localhost", "[::1].evil", "localhost,evil", "<script>"),
        *("169.254.169.254", "localhost:evil", "local\x00host", ""),
    ],
)
@pytest.mark.parametrize("address", ["/", "/robots.txt", "/healthz", "/admin/login/", "/cities"])
def test_an_unknown_host_is_refused_and_not_repeated(host: str, address: str) -> None:
    answer = ask(address, host=host)
    # without any name the machine's own counts, which is one of the portal's in a trial
    assert answer.status == 400 or not host
    assert "evil" not in answer
    assert "<script>" not in answer


@pytest.mark.parametrize("address", NAMING)
def test_a_header_that_names_another_host_changes_nothing(address: str) -> None:
    names = ("X_FORWARDED_HOST", "X_HOST", "X_FORWARDED_SERVER", "FORWARDED", "X_ORIGINAL_HOST")
    forged = {f"HTTP_{name}": f"host={EVIL}" if name == "FORWARDED" else EVIL for name in names}
    assert EVIL not in ask(address, **forged)


@pytest.mark.parametrize("name", ["X_ORIGINAL_URL", "X_REWRITE_URL"])
def test_a_header_that_names_another_page_changes_nothing(name: str) -> None:
    answer = ask("/healthz", **{f"HTTP_{name}": "/about/"})
    assert answer.body == b"alive\n"


@pytest.mark.parametrize("away", AWAY)
def test_nobody_is_led_away_by_an_address_to_go_on_to(away: str, person: Any) -> None:
    ana: User = person("Editors")
    asked = f"?next={quote(away)}"
    outside, inside = Client(), Client()
    inside.force_login(ana)
    answers = [
        outside.post(f"/admin/login/{asked}", {"username": ana.username, "password": PASSWORD}),
        sign_in(Client(), ana.username, next=away),
        inside.get(f"/admin/login/{asked}"),
        inside.post(f"/admin/logout/{asked}", {"next": away}),
        Client().get(f"/admin/{asked}"),
        *(Client().get(f"/admin/{page}/{asked}") for page in ("login/code", "people/me")),
    ]
    locations = [answer.headers.get("Location", "/") for answer in answers]
    assert [location for location in locations if leads_away(location)] == []
    assert locations[0] == "/admin/"


PIECES = st.sampled_from(
    [
        *(
            "/",
            "//",
            "\\",
            "%5C",
            "%2F",
            "%09",
            "%0D%0A",
            "@",
            ":",
            ".",
            "..",
            ";",
            "%00",
            "?",
            "#",
        ),
        *(EVIL, "https:", "cities", "pilots", "old", "kunming", "api/v1", "briefing", "admin"),
    ]
)


@settings(
    max_examples=300, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pieces=st.lists(PIECES, min_size=1, max_size=7))
def test_no_path_leads_away(pieces: list[str]) -> None:
    answer = ask("/" + "".join(pieces).partition("#")[0])
    assert answer.status in (200, 301, 302, 400, 404)
    assert not leads_away(answer.headers.get("Location", "/"))


@pytest.mark.parametrize("path", [f"//{EVIL}/cities", f"/\\{EVIL}/cities", f"//{EVIL}/pilots/old"])
def test_a_forgotten_slash_is_added_on_this_host(path: str) -> None:
    assert not leads_away(ask(path).headers.get("Location", "/"))


def test_a_former_address_hands_on_what_was_asked_and_no_more() -> None:
    pilot = PilotProject.objects.get(slug="blockchain-webinars")
    pilot.slug = "webinars"
    pilot.save()
    asked = f"?next=//{EVIL}&x=%0d%0aSet-Cookie:a=b"
    for before in ("", "/briefing"):
        answer = ask(f"{before}/pilots/blockchain-webinars/{asked}")
        assert answer.status in (301, 302)
        assert answer.headers["Location"].startswith(f"{before}/pilots/blockchain-webinars/")
        assert not leads_away(answer.headers["Location"])
        assert "Set-Cookie" not in answer.headers
    assert ask("/pilots/blockchain-webinars/").headers["Location"] == "/pilots/webinars/"


def test_no_header_has_a_line_that_an_address_brought() -> None:
    split = "%0d%0aX-Evil:%201"
    for address in (
        *(f"/pilots.csv?q={split}&rows={split}", f"/pilots.xlsx?q={split}", f"/cities/{split}"),
        *(f"/cities/{split}.docx", f"/briefing/cities/{split}/", f"/{split}", f"/?{split}"),
        *(f"/admin/{split}/", f"/admin/login/?next={split}", f"/sitemap-{split}.xml"),
    ):
        headers = ask(address).headers
        assert "X-Evil" not in headers
        assert not [v for v in headers.values() if "\n" in v or "\r" in v], unquote(address)


def test_nothing_outside_of_the_static_files_is_served(settings: Any, tmp_path: Any) -> None:
    folder = tmp_path / "static"
    folder.mkdir()
    (folder / "a.txt").write_text("public")
    (tmp_path / "secret.txt").write_text("nobody's business")
    settings.STATIC_ROOT = folder
    server = get_wsgi_application()
    assert ask("/static/a.txt", of=server).body == b"public"
    for path in (
        *("../secret.txt", "%2e%2e/secret.txt", "..%2fsecret.txt", "..\\secret.txt", "a/../../"),
        *("....//secret.txt", f"/{tmp_path}/secret.txt", "%00", "a.txt%00.js", "", "."),
    ):
        answer = ask(f"/static/{path}", of=server)
        assert answer.status in (301, 404), path
        assert "business" not in answer


@pytest.mark.parametrize(
    "path", ["../", "%2e%2e/%2e%2e/etc/passwd", "..%2f..%2fetc%2fpasswd", "/etc/passwd", "%00"]
)
def test_a_document_is_found_by_its_summary_alone(path: str) -> None:
    for base in ("/summaries/granada/document/", "/summaries/", "/data/", "/.well-known/"):
        answer = ask(base + path)
        assert answer.status in (404, 301, 200)
        assert "root:" not in answer
