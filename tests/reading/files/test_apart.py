"""Reading in a process of its own: within limits, and nothing is left of it."""

import os
import signal
import zipfile
from pathlib import Path
from time import monotonic

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.ops.portal import wait_for
from ucap.reading.blocks import Unreadable
from ucap.reading.files import apart, read
from ucap.reading.files.apart import read_apart

TABLE = "## Title\n\n**City:**\tGhent\t→ <u>one</u> ○ two\n"


def written(folder: Path, content: str) -> Path:
    """A text file."""
    path = folder / "paper.md"
    path.write_text(content)
    return path


def test_it_gives_what_reading_here_gives(tmp_path: Path) -> None:
    path = written(tmp_path, TABLE)

    assert read_apart(path, "a.docx", seconds=20, mebibytes=1024) == read(path, "a.docx")


def test_a_name_may_hold_whatever_was_uploaded(tmp_path: Path) -> None:
    path = written(tmp_path, TABLE)

    assert read_apart(path, "--x\0\n;é.md", seconds=20, mebibytes=1024).name == "--x\n;é.md"


def test_each_page_is_told(tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    canvas = Canvas(str(path))
    for page in "ab":
        canvas.drawString(60, 700, page)
        canvas.showPage()
    canvas.save()
    told = []

    read_apart(
        path,
        path.name,
        seconds=20,
        mebibytes=1024,
        progress=lambda page, pages: told.append((page, pages)),
    )

    assert told == [(1, 2), (2, 2)]


def test_what_cannot_be_read_is_told_in_the_same_words(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="The file is empty"):
        read_apart(written(tmp_path, ""), "a.md", seconds=20, mebibytes=1024)


def test_time_is_limited(tmp_path: Path) -> None:
    path = written(tmp_path, "".join(f"{'*' * (at % 7 + 1)}a_" for at in range(300_000)))
    began = monotonic()

    with pytest.raises(Unreadable, match="longer than 1 seconds and was broken off"):
        read_apart(path, path.name, seconds=1, mebibytes=1024)
    assert monotonic() - began < 20


def test_memory_is_limited(tmp_path: Path) -> None:
    path = written(tmp_path, "\n" * 2_000_000)

    with pytest.raises(Unreadable, match=r"more memory than a summary may|reader broke off"):
        read_apart(path, path.name, seconds=50, mebibytes=150)


@pytest.mark.parametrize("signalled", [signal.SIGKILL, signal.SIGSEGV])
def test_a_reader_that_dies_costs_one_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, signalled: signal.Signals
) -> None:
    program = tmp_path / "python"
    program.write_text(
        f'#!/bin/sh\necho \'{{"page": 1, "pages": 2}}\'\nkill -{int(signalled)} $$\n'
    )
    program.chmod(0o755)
    monkeypatch.setattr(apart.sys, "executable", str(program))

    with pytest.raises(Unreadable, match="its reader broke off"):
        read_apart(written(tmp_path, "text"), "a.txt", seconds=20, mebibytes=1024)


def test_a_reader_that_says_nothing_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {tmp_path}/child\nwait\n")
    program.chmod(0o755)
    monkeypatch.setattr(apart.sys, "executable", str(program))

    with pytest.raises(Unreadable, match="longer than 1 seconds"):
        read_apart(written(tmp_path, "text"), "a.txt", seconds=1, mebibytes=1024)
    child = int((tmp_path / "child").read_text())
    wait_for(lambda: _is_dead(child), "the child of the reader to end", seconds=10)


def _is_dead(process: int) -> bool:
    """Whether a process has ended; what has ended may stand in the list until its parent asks."""
    try:
        state = Path(f"/proc/{process}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return True
    return state.rsplit(")", 1)[1].split()[0] in "ZX"


def test_a_listener_that_stops_stops_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stopped(Exception):
        pass

    def stop(page: int, pages: int) -> None:
        raise Stopped

    program = tmp_path / "python"
    program.write_text(
        f'#!/bin/sh\necho $$ > {tmp_path}/reader\necho \'{{"page": 1, "pages": 2}}\'\n'
        "exec sleep 60\n"
    )
    program.chmod(0o755)
    monkeypatch.setattr(apart.sys, "executable", str(program))

    with pytest.raises(Stopped):
        read_apart(written(tmp_path, "x"), "a.md", seconds=20, mebibytes=1024, progress=stop)
    reader = int((tmp_path / "reader").read_text())
    with pytest.raises(ChildProcessError):  # it has ended, and was asked how
        os.waitpid(reader, os.WNOHANG)


def test_the_reader_knows_no_secrets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\nenv > {tmp_path}/env\n")
    program.chmod(0o755)
    monkeypatch.setattr(apart.sys, "executable", str(program))
    monkeypatch.setenv("SECRET_KEY", "this is one")

    with pytest.raises(Unreadable):
        read_apart(written(tmp_path, "x"), "a.md", seconds=20, mebibytes=1024)
    assert "this is one" not in (tmp_path / "env").read_text()


def test_a_document_that_unpacks_to_very_much_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("word/document.xml", b" " * 60 * 1024 * 1024)

    with pytest.raises(Unreadable, match="unpacks to far more than a summary has"):
        read_apart(path, path.name, seconds=20, mebibytes=1024)
