"""`manage.py keep_documents` takes in the files that summaries name."""

import hashlib
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.summaries.documents.files import PDF, TEXT
from ucap.summaries.documents.keeping import store
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db

EVENTS: Any = getattr(Summary, "pgh_event_model").objects  # noqa: B009 - pghistory adds it


def named(slug: str, content: bytes, **fields) -> Summary:
    return Summary.objects.create(
        title=slug,
        short_title=slug.capitalize(),
        slug=slug,
        kind="city-plan",
        document_sha256=hashlib.sha256(content).hexdigest(),
        **fields,
    )


def run(*paths: Path) -> str:
    out = StringIO()
    call_command("keep_documents", *map(str, paths), stdout=out, no_color=True)
    return out.getvalue()


def test_files_in_folders_are_matched_by_checksum_and_told_one_by_one(tmp_path: Path) -> None:
    one, other = named("granada", PDF, document_name="printed.pdf"), named("kunming", TEXT)
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "a.bin").write_bytes(PDF)
    (folder / "deep" / "b.md").write_bytes(TEXT)
    (folder / "deep" / "c.txt").write_bytes(b"another")
    (folder / ".hidden").write_bytes(b"another")
    assert run(folder).splitlines() == [
        f"{folder}/a.bin: kept for Granada",
        f"{folder}/deep/b.md: kept for Kunming",
        f"{folder}/deep/c.txt: named by no summary",
        "2 of 3 files kept.",
        "Summaries whose file is still missing: 0.",
    ]
    for summary, kind, name in ((one, "pdf", "printed.pdf"), (other, "text", "b.md")):
        summary.refresh_from_db()
        assert (summary.document_kind, summary.document_name) == (kind, name)
        assert store().is_whole(summary.document_sha256)


def test_running_it_again_changes_nothing(tmp_path: Path) -> None:
    named("granada", PDF)
    (tmp_path / "a.pdf").write_bytes(PDF)
    assert run(tmp_path / "a.pdf") == run(tmp_path / "a.pdf")
    assert EVENTS.filter(pgh_label="update").count() == 1


def test_a_file_that_a_summary_names_but_that_is_no_document_fails(tmp_path: Path) -> None:
    summary = named("granada", b"\x00\x01")
    (tmp_path / "a.pdf").write_bytes(b"\x00\x01")
    with pytest.raises(CommandError, match="1 could not be kept"):
        run(tmp_path / "a.pdf")
    summary.refresh_from_db()
    assert not summary.document_is_kept


def test_a_path_that_is_not_there_is_a_mistake_in_the_call(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="There is no") as error:
        run(tmp_path / "nothing")
    assert error.value.returncode == 2


def test_history_says_that_the_command_did_it(tmp_path: Path) -> None:
    named("granada", PDF)
    (tmp_path / "a.pdf").write_bytes(PDF)
    run(tmp_path)
    event = EVENTS.get(pgh_label="update")
    assert event.pgh_context.metadata["command"] == "keep_documents"
