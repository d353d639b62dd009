"""Which entry was read for which, and which record was proposed for which."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.reading.scoring.aligning import aligned, alike
from benchmarks.reading.scoring.reading import Section, means
from benchmarks.reading.truth.values import Thing, TrueEntry, TrueRecord
from ucap.reading.records.draft import Name, Proposal
from ucap.reading.records.known import Known, Named
from ucap.reading.understood import Entry

EntryPair = tuple[TrueEntry | None, Entry | None]
RecordPair = tuple[TrueRecord | None, Proposal | None]


def entry_pairs(true: Sequence[TrueEntry], section: Section) -> list[EntryPair]:
    """The entries side by side, by their words; a wrong number alone parts no two."""

    def likeness(one: TrueEntry, other: Entry) -> float:
        return alike(one.text, other.text.text, same_place=one.position == other.position)

    return aligned(true, section.entries, likeness)


def record_pairs(
    true: Sequence[TrueRecord], proposals: Sequence[Proposal], section: Section, known: Known
) -> list[RecordPair]:
    """The records of one entry side by side.

    First those that are one record by its address; of the others those that share the most cities
    and organisations, in the order of the words where that leaves it open.
    """
    left, open_ = list(proposals), list(true)
    pairs: list[RecordPair] = []
    for one in true:
        same = next((p for p in left if one.slug and section.repeated(p) == one.slug), None)
        if same:
            pairs.append((one, same))
            left.remove(same)
            open_.remove(one)
    while open_ and left:
        one, other = max(
            ((one, other) for one in open_ for other in left),
            key=lambda pair: shared(pair[0], pair[1], known),
        )
        pairs.append((one, other))
        open_.remove(one)
        left.remove(other)
    return [*pairs, *((one, None) for one in open_), *((None, other) for other in left)]


def shared(one: TrueRecord, other: Proposal, known: Known) -> int:
    """How many cities and organisations a record and a proposal have in common."""
    cities = matched(other.cities, (*one.cities, *one.also), known.cities)
    bodies = matched(other.organisations, (*one.organisations, *one.also), known.organisations)
    return cities.right + bodies.right


@dataclass(frozen=True)
class Matched:
    """How many names mean one of the things, and what is left of both."""

    right: int
    names: tuple[Name, ...]
    things: tuple[Thing, ...]


def matched(names: Iterable[Name], things: Iterable[Thing], known: tuple[Named, ...]) -> Matched:
    """Names against things; each thing is meant once."""
    left, unmatched, right = list(things), [], 0
    for name in names:
        thing = next((one for one in left if means(name, one, known)), None)
        if thing is None:
            unmatched.append(name)
        else:
            left.remove(thing)
            right += 1
    return Matched(right, tuple(unmatched), tuple(left))
