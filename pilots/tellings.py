"""Who tells of a record, and what each document says differently: rows for the page.

Pure functions over citations that are loaded with their summaries and notes:
no queries.
"""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from browse.footnotes import Footnote, Footnotes

MONTHS = re.compile("|".join(calendar.month_name[1:]))
"""The names of months, as the documents print them."""


@dataclass(frozen=True)
class Telling:
    """What one summary tells of a record, in all the places where it does."""

    summary: Any
    places: list[Any]
    footnotes: list[Footnote]

    def _said(self, name: str) -> list[str]:
        """What the places say in the field `name`, each text once, in order."""
        return list(dict.fromkeys(text for place in self.places if (text := getattr(place, name))))

    @property
    def dates(self) -> str:
        """The dates as this document tells them."""
        return "; ".join(self._said("dates_told"))

    @property
    def differences(self) -> list[str]:
        """What this document says that others do not, or leaves out."""
        return self._said("difference")

    @property
    def unnamed(self) -> str:
        """Those it speaks of without a name."""
        return "; ".join(self._said("unnamed_groups"))

    @property
    def headings(self) -> list[str]:
        """The headings under which the places stand."""
        return self._said("heading")


@dataclass(frozen=True)
class Told:
    """Everything that documents tell of one record."""

    tellings: list[Telling]
    footnotes: list[Footnote]

    @property
    def dates_differ(self) -> bool:
        """Whether the documents date the record to different months."""
        months = [set(MONTHS.findall(telling.dates)) for telling in self.tellings if telling.dates]
        return any(told != months[0] for told in months)


def told(citations: Iterable[Any]) -> Told:
    """One row for each summary, from citations sorted by summary and place."""
    notes = Footnotes()
    tellings = []
    for _pk, group in groupby(citations, key=lambda citation: citation.summary_id):
        places = list(group)
        marks = [mark for place in places for mark in notes.add(place.pk, place.notes.all())]
        tellings.append(Telling(places[0].summary, places, marks))
    return Told(tellings, notes.all)
