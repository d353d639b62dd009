"""Reading in a process of its own: a hostile or broken file costs one message, and no more."""

import json
import logging
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import Any

from ucap.reading.blocks import Document, Unreadable
from ucap.reading.files import Progress
from ucap.reading.files.data import from_data

PROJECT = Path(__file__).parents[3]
MOST_BYTES = 32 * 1024 * 1024
"""How much a reader may answer: far more than the text of any summary."""
TOO_SLOW = (
    "Reading the file took longer than {} seconds and was broken off. Save only the pages of the "
    "summary as a file of their own, or copy its text into a new document, and upload that."
)
BROKEN_OFF = (
    "The file could not be read: its reader broke off. Open it in the program that it was made "
    "with, save it anew, or print it into a PDF, and upload that."
)

logger = logging.getLogger(__name__)


def read_apart(
    path: Path,
    name: str,
    *,
    seconds: int,
    mebibytes: int,
    progress: Progress = lambda page, pages: None,
) -> Document:
    """The document in a file, read within limits on time and memory.

    `progress` is called with the number of each page that was read and how many there are. Raises
    Unreadable for whatever cannot be read, and when the reader dies or is too slow. An exception of
    `progress` goes through. No process is left behind.
    """
    document = None
    with closing(_answers(path, name, seconds, mebibytes)) as answers:
        for told in answers:
            if "page" in told:
                progress(told["page"], told["pages"])
            elif "document" in told:
                document = from_data(told["document"])
            else:
                logger.info("%s cannot be read: %s", name, told["because"])
                raise Unreadable(told["unreadable"])
    if document is None:
        raise Unreadable(BROKEN_OFF)
    return document


def _answers(
    path: Path, name: str, seconds: int, mebibytes: int
) -> Generator[dict[str, Any], None, None]:
    """What the reader says, line by line, until it ends."""
    command = [sys.executable, "-B", "-m", "ucap.reading.files"]
    with subprocess.Popen(
        [*command, str(seconds), str(mebibytes), str(path.absolute()), name.replace("\0", "")],
        cwd=PROJECT,
        env={"PYTHONUTF8": "1"},  # neither keys nor the address of the database
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            for line in _lines(process, monotonic() + seconds, TOO_SLOW.format(seconds)):
                yield json.loads(line)
            if process.wait() == -signal.SIGXCPU:
                raise Unreadable(TOO_SLOW.format(seconds))
        finally:
            _kill(process)


def _lines(process: subprocess.Popen[bytes], until: float, too_slow: str) -> Iterator[bytes]:
    """The lines that a process prints until it ends; Unreadable when time is up."""
    if process.stdout is None:
        return
    rest, size = b"", 0
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while True:
            if not selector.select(max(until - monotonic(), 0)):
                raise Unreadable(too_slow)
            read = os.read(process.stdout.fileno(), 65536)
            size += len(read)
            if not read:
                return
            if size > MOST_BYTES:
                raise Unreadable(BROKEN_OFF)
            *lines, rest = (rest + read).split(b"\n")
            yield from lines


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the process and all that it has started."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
