"""How complete our record of a summary is, part by part.

Pure functions over what a summary's page has loaded: no queries. What the
document itself does not have, as an editorial note on that part says or the
document by “N/A”, is not missing from the record.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from browse.text import Spoken
from ucap.summaries.models import EditorialNote, Part, Summary, SummarySide

SIDES = {Part.CITIES, Part.POPULATION, Part.SIZE}
PROSE = {"focus", "challenges", "objectives"}
"""Sections that the page has only when there is something to say in them."""


class State(models.TextChoices):
    """How much of a part is in the record."""

    COMPLETE = "complete", _("complete")
    PARTLY = "partly", _("partly there")
    MISSING = "missing", _("missing")
    ABSENT = "absent", _("not in the document")


@dataclass(frozen=True)
class Piece:
    """One part of the template of summaries, and how much of it is there.

    `anchor` is its place on the summary's page, "" where the page leaves it out.
    """

    name: Spoken
    anchor: str
    state: State


@dataclass(frozen=True)
class Coverage:
    """All parts of one summary."""

    pieces: Sequence[Piece]

    @property
    def complete(self) -> int:
        """How many parts are complete."""
        return sum(piece.state == State.COMPLETE for piece in self.pieces)

    @property
    def total(self) -> int:
        """How many parts the document has."""
        return sum(piece.state != State.ABSENT for piece in self.pieces)

    @property
    def open(self) -> list[Piece]:
        """The parts that are not complete."""
        return [piece for piece in self.pieces if piece.state != State.COMPLETE]


def coverage(
    summary: Summary,
    *,
    sides: Iterable[SummarySide],
    themes: Collection[Any],
    sdgs: Collection[Any],
    topics: Collection[Any],
    activities: Iterable[Any],
    results: Iterable[Any],
    notes: Iterable[EditorialNote],
    in_drafts: Collection[str] = (),
) -> Coverage:
    """The parts of `summary` from its sides, its links to terms, its citations and its notes.

    `activities` and `results` are citations of records that the public sees;
    whether a record `has_city`, and whether a note on any citation of it says
    what is odd (`is_explained`), stands on them. The activities are loaded.
    `in_drafts` are the parts that the document does have, if only as drafts.
    """
    noted = {note.part for note in notes if note.citation is None}.difference(in_drafts)
    period = [summary.period_printed, summary.period_start, summary.period_end]
    contact = [summary.contact_printed or summary.contact_email]
    document = [summary.document_name, summary.document_sha256]
    focus = [summary.focus or any(link.focus for link in themes)]
    challenges = [summary.challenges or any(link.challenges for link in themes)]
    dated = [c.is_explained or bool(c.activity.start and c.has_city) for c in activities]
    placed = [c.is_explained or c.has_city for c in results]
    pieces = (
        (_("Sides with their figures"), "sides", _sides(sides), SIDES),
        (_("Period of cooperation"), "period", period, {Part.PERIOD}),
        (_("Cooperation themes"), "themes", [bool(themes)], {Part.THEMES}),
        (_("SDGs"), "terms", [bool(sdgs)], {Part.TERMS}),
        (_("Urban Agenda topics"), "terms", [bool(topics)], {Part.TERMS}),
        (_("Key focus"), "focus", focus, {Part.FOCUS}),
        (_("Key challenges"), "challenges", challenges, {Part.CHALLENGES}),
        (_("Main objectives"), "objectives", [summary.objectives], {Part.OBJECTIVES}),
        (_("Activities with date and city"), "activities", dated, {Part.ACTIVITIES}),
        (_("Expected results with their cities"), "results", placed, {Part.RESULTS}),
        (_("Contact"), "source", contact, {Part.CONTACT}),
        (_("Source file"), "source", document, set[str]()),
    )
    return Coverage(
        [
            _piece(name, anchor, _state(have, excused=not noted.isdisjoint(parts)))
            for name, anchor, have, parts in pieces
        ]
    )


def _piece(name: Spoken, anchor: str, state: State) -> Piece:
    """A part, with its anchor if its section is on the page."""
    shown = anchor not in PROSE or state != State.MISSING
    return Piece(name, anchor if shown else "", state)


def _state(have: Sequence[Any], *, excused: bool) -> State:
    """The state of a part that should have all of `have`; a note excuses one without any."""
    if have and all(have):
        return State.COMPLETE
    if any(have):
        return State.PARTLY
    return State.ABSENT if excused else State.MISSING


def _sides(sides: Iterable[SummarySide]) -> list[bool]:
    """Cities, population and size of both columns: whether each is there."""
    have: list[bool] = []
    for side in sides:
        have += [
            bool(side.city_links.all()),
            _told(side.population_printed, side.population),
            _told(side.size_printed, side.area_km2),
        ]
    return have + [False] * (6 - len(have))


def _told(printed: str, number: Any) -> bool:
    """Whether a figure is there: printed and read, or printed as not available, without digits."""
    return bool(printed) and (number is not None or not any(c.isdigit() for c in printed))
