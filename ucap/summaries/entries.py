"""A summary's page as its document runs: entries, numbered notes, and who else tells the same.

Pure functions over citations and notes that are loaded already: no queries.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from browse.footnotes import Footnote, Footnotes
from ucap.summaries.models import ActivityCitation, EditorialNote, Part, PilotCitation


@dataclass(frozen=True)
class Entry:
    """One place of the document with the record that it tells of."""

    citation: ActivityCitation | PilotCitation
    record: Any
    footnotes: list[Footnote]
    elsewhere: list[ActivityCitation | PilotCitation]
    opens_position: bool
    opens_heading: bool


def footnotes(notes: Iterable[EditorialNote]) -> Footnotes:
    """Number the notes of a summary in the order of the document.

    They are found by the part that they are about or, where they are about an
    entry, by (class of the citation, its primary key).
    """
    order = {part: number for number, part in enumerate(Part.values)}

    def place(note: EditorialNote) -> tuple:
        about = note.citation
        return order[note.part], about.place if about else [], about.pk if about else 0, note.pk

    page = Footnotes()
    for note in sorted(notes, key=place):
        about = note.citation
        page.add((type(about), about.pk) if about else note.part, [note])
    return page


def entries(citations: Iterable[Any], record: str, notes: Footnotes) -> list[Entry]:
    """The places of one part of a document, in order.

    Takes citations of one summary; `record` is the name of the field that
    leads to what they tell of, whose citations are loaded as `told_in`.
    """
    rows: list[Entry] = []
    position = heading = None
    for citation in citations:
        told = getattr(citation, record)
        rows.append(
            Entry(
                citation=citation,
                record=told,
                footnotes=notes.at((type(citation), citation.pk)),
                elsewhere=[c for c in told.told_in if c.summary_id != citation.summary_id],
                opens_position=citation.position != position,
                opens_heading=bool(citation.heading) and citation.heading != heading,
            )
        )
        position, heading = citation.position, citation.heading
    return rows
