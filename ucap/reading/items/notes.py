"""Editorial notes that are proposed, to decide on."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from ucap.reading.items.entries import ACTIVITIES, RESULTS
from ucap.reading.items.item import Choice, Item
from ucap.reading.items.sides import leave_out
from ucap.reading.records.draft import ProposedNote
from ucap.reading.stored import Read
from ucap.summaries.models import Part

ABOUT = "about"
"""The field that says which entry a note is on; here “activities 4.1”, see `writing`."""


def items(read: Read) -> Iterator[Item]:
    """An item for each note."""
    for number, note in enumerate(read.draft.notes, 1):
        yield _note(f"note-{number}", note)


def _note(key: str, note: ProposedNote) -> Item:
    part = str(Part(note.part).label) if note.part in Part.values else note.part
    fields = {"part": note.part, "resolution": note.resolution}
    if note.position and note.part in (ACTIVITIES.name, RESULTS.name):
        fields[ABOUT] = f"{note.part} {note.position}"
    return Item(
        key=key,
        label=_("Note: %(part)s") % {"part": f"{part} {note.position}".strip()},
        formset="notes",
        row=key,
        spans=(note.span,) if note.span else (),
        choices=(
            Choice("take", _("make the note"), text=note.oddity, into="oddity", fields=fields),
            leave_out(),
        ),
        text_label=_("What is odd"),
        facts=((_("Resolved"), note.resolution),) if note.resolution else (),
        doubts=() if note.resolution else (_("it does not say how it is resolved"),),
    )
