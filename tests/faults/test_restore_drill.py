"""The database is lost, and last night's backup is all there is."""

import shutil
from pathlib import Path

import pytest

from tests.faults.edits import Hand, is_seen_everywhere, key
from tests.faults.hand import Editor
from tests.faults.readers import wait_until_whole
from tests.faults.state import database
from tests.ops.portal import Checkout, Serving
from ucap.backups import manifest

pytestmark = pytest.mark.fault


def test_the_portal_comes_back_as_it_was_when_the_backup_was_made(
    checkout: Checkout, serving: Serving, editor: Editor, tmp_path: Path
) -> None:
    hand = Hand(editor, "haikou", key(checkout, "haikou"))
    assert hand.edit("before the night") == 302
    document = checkout.folder / "var" / "documents" / "aa" / ("aa" * 32)
    before = database(checkout).tables()
    backed = checkout.run("bin/backup", str(tmp_path))
    assert not backed.returncode, backed.stdout
    (archive,) = [path for path in tmp_path.iterdir() if (path / "manifest.json").exists()]
    made = manifest.read(archive)
    manifest.check_files(archive, made)
    assert made.is_good
    assert made.tables == before
    assert hand.edit("after the night") == 302
    assert not document.exists()

    serving.stop()
    shutil.rmtree(checkout.home / "data")
    restored = checkout.run("bin/restore", str(archive))
    assert not restored.returncode, restored.stdout

    port = serving.port
    serving = checkout.serve(PORT=str(port))
    serving.port = port
    serving.ready()
    now = database(checkout).tables()
    lost = {table for table in now if now[table] != before[table]}
    assert lost <= {"public.django_session"}
    assert checkout.query("SELECT province FROM cities_city WHERE id = %s", hand.pk) == [
        ("before the night",)
    ]
    wait_until_whole(editor.address)
    again = Editor(editor.address).signs_in()
    is_seen_everywhere(serving, again, checkout)
