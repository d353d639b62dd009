"""The figures of a city as documents print them, with the notes on them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from browse.footnotes import Footnote, Footnotes

PARTS = ("population", "size", "province")


def restates(printed: str, number: Decimal | int | None) -> bool:
    """Whether `printed` is nothing but the digits of `number`, in groups or not.

    So with “236 000” and 236000 or “88 km²” and 88, not with “6,67mio”. A pure function.
    """
    if number is None:
        return False
    bare = re.sub(r"km[²2]|[\s,'’]", "", printed)
    plain = f"{number:f}"
    return bare == (plain.rstrip("0").rstrip(".") if "." in plain else plain)


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
