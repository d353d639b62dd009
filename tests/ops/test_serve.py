"""bin/serve from a fresh checkout to the end."""

import re
import signal

import pytest

from tests.ops.portal import wait_for

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def first(checkout):
    """The first start of the checkout."""
    return checkout.serve().ready()


def test_it_says_what_it_does_and_where_it_is(first):
    for said in ["Making the database", "Starting Postgres", "tables", "static files"]:
        assert said in first.output
    assert f"http://127.0.0.1:{first.port}/" in first.output
    assert "manage.py createsuperuser" in first.output


def test_it_serves_hashed_and_compressed_static_files(first):
    page = first.get("/admin/login/").read().decode()
    sheet = re.search(r'href="(/static/admin/css/base\.[0-9a-f]{12}\.css)"', page)
    assert sheet
    answer = first.get(sheet[1])
    assert "immutable" in answer.headers["Cache-Control"]
    assert answer.status == 200


def test_it_keeps_the_secret_key_to_its_user(first, checkout):
    assert (checkout.folder / "var" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_it_shares_its_database_with_a_command(checkout):
    serving = checkout.serving()
    done = checkout.manage("migrate", "--check")
    assert done.returncode == 0, done.stdout
    assert "Starting" not in done.stdout
    assert serving.answers()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_it_stops_everything_when_told_to_and_does_nothing_twice(checkout, number):
    checkout.serving().stop(number)
    assert checkout.is_quiet(), checkout.processes()
    again = checkout.serve().ready()
    for done_before in ["Installing", "Making", "tables", "static files"]:
        assert done_before not in again.output


def test_it_restarts_on_changes_when_developing(checkout):
    folder = checkout.folder
    with (folder / "ucap" / "urls.py").open("a") as urls:
        urls.write(
            "from django.shortcuts import render\n"
            "WORD = 'one'\n"
            "urlpatterns.insert(0, path('probe/', lambda request: "
            "render(request, 'probe.html', {'word': WORD})))\n"
        )
    template = folder / "templates" / "probe.html"
    template.write_text("{{ word }} apple")
    serving = checkout.serve("--reload").ready()

    def shows(text: str) -> bool:
        try:
            return serving.get("/probe/").read().decode() == text
        except OSError:  # a server that is just restarting cuts the connection
            return False

    wait_for(lambda: shows("one apple"), "the page")
    template.write_text("{{ word }} pear")
    wait_for(lambda: shows("one pear"), "the changed template")
    code = (folder / "ucap" / "urls.py").read_text()
    (folder / "ucap" / "urls.py").write_text(code.replace("'one'", "'two'"))
    wait_for(lambda: shows("two pear"), "the changed code")
    serving.stop()
    assert not any("runserver" in line for line in checkout.processes().values())


def test_it_uses_the_database_it_is_given(checkout):
    serving = checkout.serving()
    folder = (checkout.home / "socket").read_text().replace("/", "%2F")
    checkout.query("CREATE DATABASE given")
    other = checkout.serve(DATABASE_URL=f"postgres://ucap@{folder}:5432/given").ready()
    assert "Starting Postgres" not in other.output
    assert "tables" in other.output
    other.stop()
    assert serving.answers()
