"""Processes that read: what waits is read once, what goes wrong is told, two are at work."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connection

from tests.reading import scene
from ucap.reading import locks, starting, steps, working
from ucap.reading.blocks import Block, Document, Unreadable
from ucap.reading.models import Reading, State
from ucap.reading.stored import load
from ucap.reading.understood import Entry, Side, Span, Understood
from ucap.summaries.documents.keeping import store

pytestmark = pytest.mark.django_db


def waiting(told: scene.Scene, file: bytes = scene.FILE) -> Any:
    """A document that waits to be read."""
    made = scene.reading(told, file=file)
    made.move(State.WAITING, understood=None)
    return made


def reads(monkeypatch: Any, read: Any) -> None:
    """Let reading a file be what `read` does."""
    monkeypatch.setattr(steps, "read_whole", read)


def test_what_waits_is_read_and_waits_for_a_decision(told: scene.Scene, monkeypatch: Any) -> None:
    seen: list[tuple[str, int, int]] = []

    def read(path: Path, name: str, progress: Any) -> Any:
        progress(2, 3)
        row = Reading.objects.get()
        seen.append((name, row.page, row.pages))
        assert path.read_bytes() == scene.FILE
        return told.read

    reads(monkeypatch, read)
    made = waiting(told)
    assert working.work() == 1
    made.refresh_from_db()
    assert made.state == State.READ
    assert load(made.understood) == told.read
    assert seen == [("plan.txt", 2, 3)]
    assert locks.being_read() == set()


def test_what_is_refused_or_goes_wrong_is_told_and_the_others_are_read(
    told: scene.Scene, monkeypatch: Any, caplog: Any
) -> None:
    def read(path: Path, name: str, progress: Any) -> Any:
        content = path.read_bytes()
        if content == b"scan":
            raise Unreadable("It is a scan without text.")
        if content == b"odd":
            raise ZeroDivisionError("secret")
        return told.read

    reads(monkeypatch, read)
    made = [waiting(told, file) for file in (b"scan", b"odd", b"good")]
    assert working.work() == 3
    states = {one.document_sha256: one for one in Reading.objects.all()}
    scan, odd, good = (states[one.document_sha256] for one in made)
    assert (scan.state, scan.message) == ("refused", "It is a scan without text.")
    assert odd.state == "refused"
    assert "Something went wrong" in odd.message
    assert "secret" not in odd.message
    assert good.state == "read"
    assert "ZeroDivisionError" in caplog.text


def test_a_reading_that_was_removed_meanwhile_is_no_error(
    told: scene.Scene, monkeypatch: Any
) -> None:
    def read(path: Path, name: str, progress: Any) -> Any:
        Reading.objects.all().delete()
        return told.read

    reads(monkeypatch, read)
    waiting(told)
    assert working.work() == 1
    assert not Reading.objects.exists()


@pytest.mark.parametrize(
    ("understood", "words"),
    [
        (Understood(activities=(Entry("1", Span("x")),) * 501), "far more points"),
        (Understood(results=(Entry("1", Span("x")),) * 501), "far more points"),
        (Understood(focus=Span("x"), sides=(Side(), Side())), "None of the fields"),
    ],
)
def test_what_can_be_no_summary_is_refused(
    monkeypatch: Any, understood: Understood, words: str
) -> None:
    monkeypatch.setattr(steps, "understand", lambda document: understood)
    with pytest.raises(Unreadable, match=words):
        steps.understood_whole(scene.DOCUMENT)


def test_a_text_that_is_far_too_long_is_refused(monkeypatch: Any) -> None:
    long = Document("plan.txt", "text", (Block("x" * (steps.MOST_TEXT + 1)),))
    monkeypatch.setattr(steps, "read_apart", lambda *args, **kwargs: long)
    with pytest.raises(Unreadable, match="far longer"):
        steps.read_whole(Path("plan.txt"), "plan.txt", lambda page, pages: None)


def test_what_takes_too_long_to_understand_is_broken_off() -> None:
    begun = time.monotonic()
    with pytest.raises(Unreadable, match="too long"), steps.within(1):
        time.sleep(30)
    assert time.monotonic() - begun < 20
    with steps.within(1):
        pass  # and nothing is left that would break off what comes after


# Several processes


def elsewhere(ask: Any) -> Any:
    """What `ask` gives in another connection to the database."""
    found: list[Any] = []

    def run() -> None:
        try:
            found.append(ask())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return found[0]


@pytest.mark.django_db(transaction=True)
def test_two_at_once_and_no_more(monkeypatch: Any) -> None:
    told = scene.build()
    reads(monkeypatch, lambda path, name, progress: told.read)
    waiting(told)
    with locks.lock(locks.SLOT, 1), locks.lock(locks.SLOT, 2):
        assert elsewhere(working.work) == 0
    with locks.lock(locks.SLOT, 1):
        assert elsewhere(working.work) == 1


@pytest.mark.django_db(transaction=True)
def test_one_that_is_being_read_is_read_by_nobody_else(monkeypatch: Any) -> None:
    told = scene.build()
    reads(monkeypatch, lambda path, name, progress: told.read)
    made = waiting(told)
    with locks.lock(locks.READING, made.pk):
        assert elsewhere(locks.being_read) == {made.pk}
        elsewhere(lambda: working.read(made))
        assert Reading.objects.get().state == State.WAITING


@pytest.mark.django_db(transaction=True)
def test_a_process_of_its_own_reads_what_waits(monkeypatch: Any) -> None:
    """The real thing, from starting the process to the reading that waits for a decision."""
    told = scene.build()
    made = waiting(told, b"City:\tOulu\tSanya\n")
    server = urlsplit(os.environ["DATABASE_URL"])
    address = server._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    monkeypatch.setitem(os.environ, "DATABASE_URL", address)
    place = Path(store().location)
    monkeypatch.setitem(os.environ, "DOCUMENTS_DIR", str(place))
    process = subprocess.run(
        starting.COMMAND, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=120
    )
    assert process.returncode == 0, process.stderr
    made.refresh_from_db()
    assert (made.state, made.message) == (State.READ, "")
    assert load(made.understood).document.format == "text"


def test_the_command_that_is_started_is_this_portal_s() -> None:
    python, script, *rest = starting.COMMAND
    assert python == sys.executable
    assert Path(script).is_file()
    assert rest == ["read_summary", "--waiting"]
