"""The three steps one after the other, within limits: a file, what it says, what is proposed."""

import contextlib
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from django.conf import settings
from django.utils.translation import gettext as _

from ucap.reading.blocks import Document, Unreadable
from ucap.reading.fields import understand
from ucap.reading.files import Progress
from ucap.reading.files.apart import read_apart
from ucap.reading.records import propose
from ucap.reading.records.knowing import known
from ucap.reading.stored import Read
from ucap.reading.understood import Understood

MOST_TEXT = 500_000
"""Characters of a document: a summary has some ten thousand."""
MOST_ENTRIES = 500
"""Activities and results of a document: a summary has some forty."""


def read_whole(path: Path, name: str, told: Progress) -> Read:
    """What is in a file, what it says, and what to propose; Unreadable says why not.

    The file is opened by a process of its own, and what was read may take as long again to be
    understood (the setting READING_SECONDS). Few queries, all of them reading.
    """
    limits = {"seconds": settings.READING_SECONDS, "mebibytes": settings.READING_MIB}
    document = read_apart(path, name, **limits, progress=told)
    if sum(len(block.text) for block in document.blocks) > MOST_TEXT:
        raise Unreadable(_("It is far longer than a summary: cut out what is not part of one."))
    with within(settings.READING_SECONDS):
        return understood_whole(document)


def understood_whole(document: Document) -> Read:
    """What a document says and what to propose; Unreadable for what can be no summary."""
    understood = understand(document)
    if not (_entries(understood) or understood.themes or understood.period or _cities(understood)):
        raise Unreadable(
            _(
                "None of the fields of a summary was found in it. If it is another document,"
                " remove it; if it is a summary, type it in by hand."
            )
        )
    if _entries(understood) > MOST_ENTRIES:
        raise Unreadable(
            _("It has far more points than a summary: cut out what is not part of it.")
        )
    return Read(document, understood, propose(understood, known(None)))


def _entries(understood: Understood) -> int:
    return len(understood.activities) + len(understood.results)


def _cities(understood: Understood) -> bool:
    return any(side.cities for side in understood.sides)


@contextlib.contextmanager
def within(seconds: int) -> Iterator[None]:
    """Unreadable for what takes longer; no limit outside of a process's main thread."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise Unreadable(_("It takes too long to understand: type the summary in by hand."))

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
