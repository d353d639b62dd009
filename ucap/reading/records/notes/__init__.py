"""Editorial notes that are proposed for what looks like a slip of the document."""

from collections.abc import Iterator

from ucap.reading.records.draft import Draft, ProposedNote
from ucap.reading.records.known import Known
from ucap.reading.records.notes import labels, points, table
from ucap.reading.understood import Understood


def notes(understood: Understood, draft: Draft, known: Known) -> Iterator[ProposedNote]:
    """All proposed notes, in the order of the document."""
    yield from table.notes(understood, draft, known)
    yield from labels.notes(draft, known)
    yield from points.notes(understood, draft, known)
