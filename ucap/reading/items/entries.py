"""The activities and results of a summary, to decide on: which record each place tells of."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from browse.text import Spoken
from pilots.models import ActivityKind, PilotKind
from ucap.desk.entry.places import parent
from ucap.reading.items.item import Choice, Doubts, Item
from ucap.reading.items.names import Names
from ucap.reading.items.sides import leave_out, taken_for
from ucap.reading.records.draft import LIKELY, Match, Proposal
from ucap.reading.stored import Read
from ucap.reading.understood import Entry

SHOWN = 3
"""How many records an entry may repeat are put forward."""
SURE, UNLIKELY = 0.8, 0.3
"""Between these scores it is doubtful whether an entry repeats a record."""


@dataclass(frozen=True)
class Section:
    """A part of a document whose entries tell of records."""

    name: str
    kind: str
    formset: str
    kinds: Any

    def label(self, position: str, number: int, of: int) -> str:
        """What an entry is called; where it tells of several records, which of them."""
        told = {"position": position, "n": number}
        if self.name == "activities":
            whole, part = _("Activity %(position)s"), _("Activity %(position)s, record %(n)d")
        else:
            whole, part = _("Result %(position)s"), _("Result %(position)s, record %(n)d")
        return (part if of > 1 else whole) % told


ACTIVITIES = Section("activities", "activity", "activity_citations", ActivityKind)
RESULTS = Section("results", "pilot", "pilot_citations", PilotKind)


def items(section: Section, read: Read, names: Names, doubts: Doubts) -> Iterator[Item]:
    """An item for each record that an entry tells of, in the order of the document."""
    is_activity = section is ACTIVITIES
    entries = read.understood.activities if is_activity else read.understood.results
    proposals = read.draft.activities if is_activity else read.draft.pilots
    for entry in entries:
        mine = [one for one in proposals if one.position == entry.position]
        why = doubts.of(f"{section.name} {entry.position}")
        place = _Place(section, entry, names, why)
        if mine:
            for number, proposal in enumerate(mine, 1):
                yield place.proposed(proposal, number, len(mine))
        elif entry.text or entry.dates:
            yield place.without_proposal()


@dataclass(frozen=True)
class _Place:
    """One entry of a document, and what it takes to make items of it."""

    section: Section
    entry: Entry
    names: Names
    why: tuple[str, ...]

    def proposed(self, proposal: Proposal, number: int, of: int) -> Item:
        """The item of one record."""
        matches = [
            match
            for match in proposal.matches[:SHOWN]
            if self.names.is_known(self.section.kind, match.key)
        ]
        repeated = [self._repeats(match) for match in matches]
        is_new = not matches or matches[0].score < LIKELY
        new = self._new(proposal)
        ordered = [new, *repeated] if is_new else [*repeated, new]
        return self._item(
            number,
            of,
            [*ordered, leave_out()],
            spans=(proposal.span or self.entry.text, self.entry.dates, self.entry.heading),
            doubts=[*self.why, *self._doubts(proposal, matches, is_new)],
            facts=self._facts(proposal),
        )

    def without_proposal(self) -> Item:
        """The item of an entry that no record is proposed for: a sub-point tells of its entry's."""
        text = self.entry.text.text
        if not parent(self.entry.position):
            return self.proposed(self._unproposed(), 1, 1)
        same = Choice("same", _("tells of the record of its entry"), fields=self._printed())
        choices = [same, self._new(self._unproposed())]
        if self.section is ACTIVITIES:
            outcome = _one_line(text)
            label = _("an outcome of the activity of its entry")
            fields = self._printed()
            choices.insert(0, Choice("outcome", label, "", outcome, "new_outcomes", "", fields))
        return self._item(1, 1, [*choices, leave_out()], (self.entry.text,), list(self.why))

    def _unproposed(self) -> Proposal:
        """The entry itself as a proposal."""
        words = self.entry.text
        return Proposal(self.entry.position, words, _beginning(words.text))

    def _item(
        self,
        number: int,
        of: int,
        choices: list[Choice],
        spans: tuple,
        doubts: list[Spoken],
        facts: tuple[tuple[Spoken, str], ...] = (),
    ) -> Item:
        key = f"{self.section.name}-{self.entry.position}-{number}"
        return Item(
            key=key,
            label=self.section.label(self.entry.position, number, of),
            formset=self.section.formset,
            row=key,
            spans=tuple(span for span in spans if span),
            choices=tuple(choices),
            text_label=_("Title of a new record, or what came out of it"),
            facts=facts,
            doubts=tuple(doubts),
        )

    def _printed(self) -> dict[str, str]:
        """What the citation holds, whatever record it is of."""
        return {
            "position": self.entry.position,
            "heading": _one_line(self.entry.heading.text),
            "dates_told": _one_line(self.entry.dates.text),
        }

    def _repeats(self, match: Match) -> Choice:
        title = self.names.title(self.section.kind, match.key)
        why = [*match.reasons, self.names.described(self.section.kind, match.key)]
        return Choice(
            f"record-{match.key}",
            _("repeats: %(title)s (%(score).2f)") % {"title": title, "score": match.score},
            why=" – ".join(said for said in why if said),
            fields={**self._printed(), "record": self.names.written(self.section.kind, match.key)},
        )

    def _new(self, proposal: Proposal) -> Choice:
        """A new record."""
        title = _one_line(proposal.title) or _beginning(proposal.span.text)
        fields = self._made(proposal)
        return Choice("new", _("a new record"), "", title, "record", "new: ", fields)

    def _made(self, proposal: Proposal) -> dict[str, str]:
        """The fields of a new record. Where others were put forward, nobody asks once more.

        Names that are not known are wished for; `writing` leaves those that are not to be made.
        """
        return {
            **self._printed(),
            "new_kind": proposal.kind,
            "new_when": str(proposal.when),
            "new_cities": self.names.field("city", proposal.cities, new=True),
            "new_organisations": self.names.field("organisation", proposal.organisations, new=True),
            "new_description": (proposal.span or self.entry.text).text,
            **({"another": "on"} if proposal.matches else {}),
        }

    def _doubts(self, proposal: Proposal, matches: list[Match], is_new: bool) -> Iterator[Spoken]:
        if matches and UNLIKELY <= matches[0].score < SURE:
            title = self.names.title(self.section.kind, matches[0].key)
            yield _("it may repeat “%(title)s”") % {"title": title}
        if is_new:
            if not proposal.kind:
                yield _("the kind of the new record is not plain")
            yield from taken_for("city", proposal.cities, self.names)
            yield from taken_for("organisation", proposal.organisations, self.names)

    def _facts(self, proposal: Proposal) -> tuple[tuple[Spoken, str], ...]:
        said = (
            (_("Under"), self.entry.heading.text),
            (_("Dates as told"), self.entry.dates.text),
            (_("When"), str(proposal.when)),
            (_("Cities"), ", ".join(name.printed for name in proposal.cities)),
            (_("Organisations"), ", ".join(name.printed for name in proposal.organisations)),
            (_("Kind"), str(dict(self.section.kinds.choices).get(proposal.kind, ""))),
        )
        return tuple((label, text) for label, text in said if text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _beginning(text: str) -> str:
    """The first words of a text, for want of a title."""
    words = text.split()
    return " ".join(words[:10]) + ("…" if len(words) > 10 else "")
