"""What a reading gave, with the records that it speaks of at hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.reading.scoring.comparing import named
from benchmarks.reading.truth.values import Thing
from ucap.reading.records.draft import Draft, Name, Proposal
from ucap.reading.records.known import Known, Named, Told
from ucap.reading.understood import Entry, Understood


@dataclass(frozen=True)
class Section:
    """One of the two sections of entries: what was understood, proposed, and known before."""

    name: str
    measure: str
    entries: tuple[Entry, ...]
    proposals: tuple[Proposal, ...]
    told: tuple[Told, ...]

    def at(self, position: str) -> list[Proposal]:
        """The records proposed for the entry at that position."""
        return [one for one in self.proposals if one.position == position]

    def repeated(self, proposal: Proposal) -> str:
        """The slug of the record that it is taken to repeat, "" for a new one."""
        match = proposal.repeats
        if match is None:
            return ""
        slugs = {one.key: one.slug for one in self.told}
        return slugs.get(match.key, f"number {match.key}, which is not known")


@dataclass(frozen=True)
class Reading:
    """Everything that was read from one document, and what the portal knew meanwhile."""

    understood: Understood
    draft: Draft
    known: Known

    @property
    def sections(self) -> tuple[Section, Section]:
        """The activities and the results."""
        understood, draft, known = self.understood, self.draft, self.known
        return (
            Section(
                "activities",
                "activities",
                understood.activities,
                draft.activities,
                known.activities,
            ),
            Section("results", "pilots", understood.results, draft.pilots, known.pilots),
        )


def slugs(keys: Iterable[int], known: tuple[Named, ...]) -> tuple[str, ...]:
    """The slugs of known records, in the order of their keys here."""
    by_key = {one.key: one.slug for one in known}
    return tuple(by_key.get(key, f"number {key}, which is not known") for key in keys)


def means(name: Name, thing: Thing, known: tuple[Named, ...]) -> bool:
    """Whether a proposed name means that thing: by the known record, else by what is printed."""
    said = {named(one) for one in _names(name, known)}
    return not said.isdisjoint(map(named, thing.names))


def _names(name: Name, known: tuple[Named, ...]) -> Iterable[str]:
    if name.key is None:
        return (name.printed,)
    return (
        spelling for one in known if one.key == name.key for spelling in (one.name, *one.others)
    )
