"""The process that reads: takes what waits, one after the other, and stores what came of it."""

import logging
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from ucap.reading import locks, steps
from ucap.reading.blocks import Unreadable
from ucap.reading.files import Progress
from ucap.reading.models import Reading, State
from ucap.reading.stored import dump
from ucap.summaries.documents.keeping import store

logger = logging.getLogger(__name__)


def work() -> int:
    """Read what waits until nothing does, or others are at it; gives how many were read.

    Whatever comes to wait while this ends finds either this process or a free place.
    """
    done = 0
    while Reading.objects.filter(state=State.WAITING).exists():
        with locks.slot() as free:
            if not free:
                break
            while reading := _take():
                read(reading)
                done += 1
    return done


def read(reading: Reading, told: Progress | None = None) -> None:
    """Read one document and store what it says, or why it cannot be read; raises nothing."""
    with locks.lock(locks.READING, reading.pk) as free:
        if not free:
            return
        path = Path(store().path(reading.document_sha256))
        try:
            found = steps.read_whole(path, reading.document_name, told or _noting(reading))
        except Unreadable as reason:
            reading.move(State.REFUSED, message=str(reason))
        except Exception:
            logger.exception("The document %s cannot be read.", reading.document_sha256)
            reading.move(State.REFUSED, message=_failed())
        else:
            reading.move(State.READ, message="", understood=dump(found))


def _take() -> Reading | None:
    """The document that waits longest, now being read; None if there is none."""
    with transaction.atomic():
        waiting = Reading.objects.select_for_update(skip_locked=True)
        reading = waiting.filter(state=State.WAITING).order_by("uploaded_at", "pk").first()
        if reading:
            reading.move(State.READING, page=0, pages=0)
        return reading


def _noting(reading: Reading) -> Progress:
    """Writes down how far the reading is."""

    def note(page: int, pages: int) -> None:
        Reading.objects.filter(pk=reading.pk).update(page=page, pages=pages)

    return note


def _failed() -> str:
    return _(
        "Something went wrong that should not: it stands in the log. Try again, or type the"
        " summary in by hand."
    )
