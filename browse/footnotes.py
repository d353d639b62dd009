"""Notes that stand at the foot of a page, with their numbers where they belong."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Footnote:
    """A note with the number that it has on this page."""

    number: int
    note: Any


class Footnotes:
    """The notes of one page, numbered from 1 in the order in which the page reaches them."""

    def __init__(self) -> None:
        self.all: list[Footnote] = []
        self._at: dict[Hashable, list[Footnote]] = {}

    def add(self, place: Hashable, notes: Iterable[Any]) -> list[Footnote]:
        """Number `notes`, which belong at `place`; the same place may be added to."""
        added = [Footnote(len(self.all) + n, note) for n, note in enumerate(notes, start=1)]
        self.all += added
        self._at.setdefault(place, []).extend(added)
        return added

    def at(self, place: Hashable) -> list[Footnote]:
        """The notes at `place`, an empty list where there are none."""
        return self._at.get(place, [])

    def __getitem__(self, place: Hashable) -> list[Footnote]:
        """The notes at `place`, so that templates can ask for them by name; KeyError for none."""
        return self._at[place]
