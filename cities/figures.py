"""The figures of a city as documents print them, with the notes on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from browse.footnotes import Footnote, Footnotes

PARTS = ("population", "size", "province")


@dataclass(frozen=True)
class PrintedFigures:
    """What one summary prints of a city that has a side for itself, and the notes on each part."""

    side: Any
    notes: dict[str, list[Footnote]]


def printed_figures(sides: Iterable[Any]) -> tuple[list[PrintedFigures], list[Footnote]]:
    """The figures of each side and the notes for the foot of the page, numbered.

    Takes sides that are loaded with their summaries and, as `notes` of those,
    the notes on figures. A pure function: no queries.
    """
    page = Footnotes()
    figures = []
    for side in sides:
        notes = side.summary.notes.all()
        marks = {
            part: page.add((side.pk, part), [note for note in notes if note.part == part])
            for part in PARTS
        }
        figures.append(PrintedFigures(side, marks))
    return figures, page.all
