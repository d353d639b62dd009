"""Taking a file in: kept once, and read once for as long as nobody has decided on it."""

from typing import IO, Any

from ucap.reading.models import Reading, State
from ucap.summaries.documents.keeping import keep


def take(name: str, file: IO[bytes], by: Any = None) -> tuple[Reading, bool]:
    """(the reading of a file, whether it is new); NotADocument for what cannot be kept.

    The same file is not read twice while its reading is open: that one is given. Two queries.
    """
    reading = Reading(by=by)
    keep(reading, name, file)
    same = Reading.objects.filter(document_sha256=reading.document_sha256)
    there = same.exclude(state__in=[State.DONE, State.REFUSED]).first()
    if there:
        return there, False
    reading.save()
    return reading, True
