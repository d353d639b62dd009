"""Every answer says what a browser may do with it; nothing weaker is said anywhere."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tests.security.addresses import WRONG, public
from tests.security.statements import statements, writes
from tests.security.wsgi import Answer, ask
from ucap.across.about import AboutView

pytestmark = pytest.mark.usefixtures("seeded", "db")

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "img-src": "'self' data:",
    "object-src": "'none'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
OFF = ("camera", "microphone", "geolocation", "payment", "usb", "browsing-topics", "serial")
TELLING = ("Server", "X-Powered-By", "Via")


def policy(answer: Answer) -> dict[str, str]:
    """The directives of the answer's Content-Security-Policy."""
    parts = answer.headers["Content-Security-Policy"].split(";")
    return {name: value for name, _, value in (part.strip().partition(" ") for part in parts)}


def lacking(answer: Answer) -> Iterator[str]:
    """What the headers of an answer lack, or say too much."""
    for name, value in ALWAYS.items():
        if answer.headers.get(name) != value:
            yield f"{name}: {answer.headers.get(name)}"
    if policy(answer) != POLICY:
        yield answer.headers["Content-Security-Policy"]
    for feature in OFF:
        if f"{feature}=()" not in answer.headers.get("Permissions-Policy", ""):
            yield f"{feature} is not off"
    yield from (name for name in TELLING if name in answer.headers)


def owner(address: str, answer: Answer) -> Iterator[str]:
    """What is wrong in whose pages may load the answer; open data is everybody's."""
    is_open = re.match(settings.CORS_URLS_REGEX, address)
    wanted = ("cross-origin", "*") if is_open else ("same-origin", None)
    given = answer.headers.get("Cross-Origin-Resource-Policy")
    shared = ask(address, HTTP_ORIGIN="https://elsewhere.example").headers
    if (given, shared.get("Access-Control-Allow-Origin")) != wanted:
        yield f"Cross-Origin-Resource-Policy: {given}"
    if "Access-Control-Allow-Credentials" in shared:
        yield "with credentials"


def test_every_public_answer_has_all_headers_sets_no_cookie_and_writes_nothing(
    archive: None,
) -> None:
    wrong: dict[str, Any] = {}
    for address in public():
        with statements() as asked:
            answer = ask(address)
        told = [*lacking(answer)]
        if answer.status != 200:
            told.append(f"status {answer.status}")
        if "Set-Cookie" in answer.headers:
            told.append("a cookie")
        told += [sql for sql in asked if writes(sql)]
        wrong |= {address: told} if told else {}
    assert wrong == {}


@pytest.mark.parametrize("address", [*WRONG, "/admin/login/"])
def test_what_goes_wrong_or_leads_on_has_them_too(address: str) -> None:
    answer = ask(address)
    assert answer.status == WRONG.get(address, 200)
    assert [*lacking(answer)] == []


def test_so_have_a_refused_host_a_refused_form_a_refused_method_and_a_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(self: Any, **kwargs: Any) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr(AboutView, "get_context_data", fails)
    answers = {
        400: ask("/", host="elsewhere.example"),
        403: ask("/admin/login/", "POST"),
        405: ask("/pilots/", "POST"),
        500: ask("/about/"),
    }
    assert [answer.status for answer in answers.values()] == [*answers]
    assert {
        status: told for status, answer in answers.items() if (told := [*lacking(answer)])
    } == {}


@pytest.mark.parametrize(
    "address",
    [
        *("/pilots.csv", "/activities.ics", "/pilots.atom", "/api/v1/cities/", "/api/v1/schema/"),
        *("/data/catalog.jsonld", "/data/", "/", "/cities/kunming/", "/robots.txt", "/cities.docx"),
        *("/search/suggest/?q=kun", "/admin/login/", "/api/v1/cities/atlantis/", "/no-such-page/"),
    ],
)
def test_open_data_may_be_read_by_pages_of_others_and_nothing_else_may(address: str) -> None:
    assert [*owner(address, ask(address))] == []


def test_static_files_are_not_offered_to_other_sites_and_pictures_are_inert(
    settings: Any, tmp_path: Path
) -> None:
    (tmp_path / "page.js").write_text("void 0")
    (tmp_path / "icon.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    settings.STATIC_ROOT = tmp_path
    server = get_wsgi_application()
    script, picture = (ask(f"/static/{name}", of=server) for name in ("page.js", "icon.svg"))
    assert (script.status, script.body) == (200, b"void 0")
    assert script.headers["Content-Type"].startswith("text/javascript")
    for answer in (script, picture):
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Access-Control-Allow-Origin" not in answer.headers
    inert = ("default-src", "object-src", "base-uri", "frame-ancestors")
    assert policy(picture) == dict.fromkeys(inert, "'none'")
    for name in ("Opener", "Resource"):
        assert picture.headers[f"Cross-Origin-{name}-Policy"] == "same-origin"


HTTPS = """
import django
django.setup()
from tests.security.wsgi import ask
plain = ask("/about/", host="portal.example")
print(plain.status, plain.headers["Location"])
safe = ask("/healthz", host="portal.example", HTTP_X_FORWARDED_PROTO="https")
print(safe.status, safe.headers["Strict-Transport-Security"])
"""


def test_readers_are_brought_to_https_and_kept_there() -> None:
    told = {"HTTPS": "1", "ALLOWED_HOSTS": "portal.example"}
    done = subprocess.run(
        [sys.executable, "-c", HTTPS], env=os.environ | told, capture_output=True, text=True
    )
    assert done.stdout.splitlines() == [
        "301 https://portal.example/about/",
        "200 max-age=31536000; includeSubDomains; preload",
    ], done.stderr


def test_a_trial_without_https_promises_none() -> None:
    assert "Strict-Transport-Security" not in ask("/").headers
