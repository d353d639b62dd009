"""One reading as its page shows it: items, decisions, and the summary that it is read for."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from browse.text import Spoken
from ucap.reading.drafting.differing import differing
from ucap.reading.drafting.opened import Opened
from ucap.reading.items.building import Built, build
from ucap.reading.items.item import Choice, Decision, Item, decided, undecided
from ucap.reading.items.names import Names
from ucap.reading.items.writing import write
from ucap.reading.models import Reading, State
from ucap.reading.pages.marked import Marked, marked, place_of
from ucap.reading.pages.targets import Target, target
from ucap.reading.stored import Outdated, Read, load
from ucap.reading.understood import Doubt, Understood


@dataclass(frozen=True)
class Card:
    """An item with what was decided on it, and where its words stand."""

    item: Item
    decision: Decision | None
    place: Spoken
    has_mark: bool

    @property
    def chosen(self) -> Choice | None:
        """What was chosen."""
        return self.item.choice(self.decision.choice) if self.decision else None

    @property
    def value(self) -> Spoken:
        """What stands, or is proposed, in short."""
        choice = self.chosen or self.item.choices[0]
        text = (self.decision and self.decision.text) or choice.text
        return text or choice.label

    @property
    def text(self) -> str:
        """What stands in the field: the editor's text, else what goes with the choice."""
        if self.decision and self.decision.text:
            return self.decision.text
        if self.chosen and self.chosen.text:
            return self.chosen.text
        return next((choice.text for choice in self.item.choices if choice.text), "")

    @property
    def is_long(self) -> bool:
        """Whether its text takes several lines."""
        return len(self.text) > 90 or "\n" in self.text


class Review:
    """Everything about a reading that is open. A fixed number of queries for a new summary;
    as many more as opening its entry page takes for one that is there."""

    def __init__(self, request: HttpRequest, reading: Reading) -> None:
        """Outdated when it has to be read again; PermissionDenied when the summary is not theirs
        to change."""
        self.request, self.reading = request, reading
        self.read: Read = load(reading.understood)
        self.target: Target = target(reading, self.read)
        built: Built = build(self.read, Names())
        self.doubts: tuple[Doubt, ...] = built.doubts
        self.items: list[Item] = list(built.items)
        self.same = 0
        self.pairs: Mapping[str, Any] = {}
        if self.target.summary:
            same_file = self.target.is_same_file
            self.items, self.pairs = differing(
                built.items, self.opened, self._earlier(), same_file=same_file
            )
            self.same = max(0, len(built.items) - len(self.items))

    @cached_property
    def opened(self) -> Opened:
        """The entry page of the summary."""
        return Opened(self.request, self.target.summary)

    @property
    def decisions(self) -> Mapping[str, Any]:
        """What was decided so far."""
        return self.reading.decisions

    @property
    def undecided(self) -> list[Item]:
        """What is left to decide on, doubtful things first."""
        return sorted(undecided(self.items, self.decisions), key=lambda item: item.is_sure)

    def cards(self) -> list[Card]:
        """The items, doubtful ones first."""
        found = [
            Card(
                item,
                decided(item, self.decisions),
                place := place_of(item, self.read.document),
                bool(place) or any(span.blocks for span in item.spans),
            )
            for item in self.items
        ]
        return sorted(found, key=lambda card: card.item.is_sure)

    def blocks(self) -> list[Marked]:
        """The document with its marks."""
        return marked(self.read.document, self.items)

    def written(self) -> Any:
        """What was decided, as the entry page takes it."""
        return write(self.items, self.decisions, self.pairs)

    def _earlier(self) -> Understood | None:
        """What was understood when a document was read for the summary last. One query."""
        done = Reading.objects.filter(summary=self.target.summary, state=State.DONE)
        last = done.exclude(pk=self.reading.pk).order_by("-since").first()
        try:
            return load(last.understood).understood if last else None
        except Outdated:
            return None
