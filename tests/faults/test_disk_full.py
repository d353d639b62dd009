"""The disk with the database is full: nothing saved is lost, and room is all that is needed."""

import contextlib
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from tests.faults.edits import BROKEN, Hand, Stream, is_seen_everywhere, key
from tests.faults.hand import Editor
from tests.faults.readers import KEPT, statuses, wait_until_whole, warm
from tests.ops.portal import Checkout, Serving

pytestmark = pytest.mark.fault

ROOM = 80 * 1024 * 1024
"""How much is free on the small disk, to begin with."""
FULL_FOR = 40
"""Seconds for which the disk stays full: longer than anybody tries without pausing."""


@pytest.fixture
def small_disk(checkout: Checkout, serving: Serving) -> Iterator[Serving]:
    """The portal, with its data on a disk that has little room; then again where it was."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk: run these tests as root too")
    home, aside = checkout.home, checkout.home.with_name(f"{checkout.home.name}-aside")
    serving.stop()
    home.rename(aside)
    home.mkdir()
    shutil.copystat(aside, home)
    size = int(subprocess.check_output(["du", "-sb", aside]).split()[0]) + ROOM
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0755", "small", home], check=False
    )
    try:
        if mounted.returncode:
            pytest.skip("a small disk cannot be mounted here: the container lacks CAP_SYS_ADMIN")
        subprocess.run(["cp", "-a", f"{aside}/.", home], check=True)
        yield checkout.serve().ready()
    finally:
        for running in checkout.running:
            if running.process.poll() is None:
                running.stop()
        if not mounted.returncode:
            subprocess.run(["umount", "--lazy", home], check=True)
        home.rmdir()
        aside.rename(home)


def fill(ballast: Path) -> None:
    """Take all the room there is."""
    with ballast.open("ab", buffering=0) as file, contextlib.suppress(OSError):
        while True:
            file.write(b"x" * 4096)


def refuses(checkout: Checkout, ballast: Path) -> bool:
    """Whether nothing can be committed: a file of Postgres' log is full, and the next one needed.

    What it still has of such files is used up, one each time.
    """
    fill(ballast)
    try:
        checkout.query("SELECT pg_logical_emit_message(true, 'filling', 'up')")
        checkout.query("SELECT pg_switch_wal()")
        checkout.query("SELECT pg_logical_emit_message(true, 'filling', 'up')")
    except psycopg2.Error:
        return True
    return False


def test_pages_are_shown_while_it_is_full_and_edits_are_saved_again_when_there_is_room(
    checkout: Checkout, small_disk: Serving
) -> None:
    editor = Editor(f"http://127.0.0.1:{small_disk.port}").signs_in()
    stream = Stream(checkout, editor)
    with stream.running():
        stream.wait_for_more()
    refused = Hand(editor, "kunming", key(checkout, "kunming"))
    form = editor.opens(refused.path)
    warm(editor.address)
    ballast = checkout.home / "ballast"
    assert any(refuses(checkout, ballast) for _ in range(60))
    full_until = time.monotonic() + FULL_FOR
    while time.monotonic() < full_until:
        fill(ballast)
        assert statuses(editor.address, KEPT * 6) == {200: 6 * len(KEPT)}
        time.sleep(2)
    assert statuses(editor.address, ["/healthz"] * 4) == {200: 4}
    answer = editor.sends(refused.path, form, province="No room", reason_for_change="No room")
    assert answer.status_code in BROKEN
    assert "No space left on device" in (checkout.home / "postgres.log").read_text()

    ballast.unlink()
    wait_until_whole(editor.address, 90)
    stream.check()
    assert checkout.query("SELECT 1 FROM cities_cityevent WHERE province = 'No room'") == []
    again = Stream(checkout, editor)
    with again.running():
        again.wait_for_more()
    again.check()
    assert small_disk.process.poll() is None
    is_seen_everywhere(small_disk, editor, checkout)
